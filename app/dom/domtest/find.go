package domtest

import (
	"sort"
	"strings"
)

// print writes the element with its attributes sorted by name, so that their order does not count.
func (e *Element) print(b *strings.Builder) {
	if e.Tag == "" {
		b.WriteString(strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(e.Text))
		return
	}
	names := make([]string, 0, len(e.Attrs))
	for n := range e.Attrs {
		if !strings.HasPrefix(n, ".") {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	b.WriteString("<" + e.Tag)
	for _, n := range names {
		b.WriteString(" " + n + `="` + strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(e.Attrs[n]) + `"`)
	}
	b.WriteString(">")
	for _, k := range e.Kids {
		k.print(b)
	}
	b.WriteString("</" + e.Tag + ">")
}

// TextContent is all text in the element; a time, or words of the browser's, are printed as their property says ("clock 1700000000000").
func (e *Element) TextContent() string {
	if e.Tag == "" {
		return e.Text
	}
	s := e.Attrs[".time"] + e.Attrs[".words"]
	for _, k := range e.Kids {
		s += k.TextContent()
	}
	return s
}

// RoleOf is the element's role as assistive technology sees it, for the elements that the products use.
func (e *Element) RoleOf() string {
	if r, ok := e.Attrs["role"]; ok {
		return r
	}
	switch e.Tag {
	case "button":
		return "button"
	case "a":
		return "link"
	case "textarea":
		return "textbox"
	case "input":
		if e.Attrs["type"] == "checkbox" {
			return "checkbox"
		}
		return "textbox"
	case "select":
		return "combobox"
	case "ul", "ol":
		return "list"
	case "li":
		return "listitem"
	case "section":
		return "region"
	case "aside":
		return "complementary"
	case "dialog":
		return "dialog"
	}
	return ""
}

// NameOf is the element's accessible name, simply: aria-label, what aria-labelledby names, the label of a field or the one
// around it, or the text of an element that is named by its content.
func (e *Element) NameOf() string {
	if n, ok := e.Attrs["aria-label"]; ok {
		return n
	}
	if id, ok := e.Attrs["aria-labelledby"]; ok {
		return e.root().textOf(id)
	}
	role := e.RoleOf()
	if id, ok := e.Attrs["id"]; ok && (role == "textbox" || role == "combobox") {
		return e.root().labelFor(id)
	}
	if role == "checkbox" && e.Parent != nil && e.Parent.Tag == "label" {
		return strings.TrimSpace(e.Parent.TextContent())
	}
	switch role {
	case "button", "link", "listitem", "option", "heading":
		return strings.TrimSpace(e.TextContent())
	}
	return ""
}

func (e *Element) root() *Element {
	for e.Parent != nil {
		e = e.Parent
	}
	return e
}

func (e *Element) textOf(id string) string {
	if e.Attrs["id"] == id {
		return strings.TrimSpace(e.TextContent())
	}
	for _, k := range e.Kids {
		if text := k.textOf(id); text != "" {
			return text
		}
	}
	return ""
}

func (e *Element) labelFor(id string) string {
	if e.Tag == "label" && e.Attrs["for"] == id {
		return strings.TrimSpace(e.TextContent())
	}
	for _, k := range e.Kids {
		if name := k.labelFor(id); name != "" {
			return name
		}
	}
	return ""
}

// All are the visible elements of that role whose name begins with name, in document order.
func (d *Document) All(role, name string) []*Element {
	var found []*Element
	var walk func(*Element)
	walk = func(e *Element) {
		if e.Tag == "" || e.has("hidden") {
			return
		}
		if e.RoleOf() == role && strings.HasPrefix(e.NameOf(), name) {
			found = append(found, e)
		}
		for _, k := range e.Kids {
			walk(k)
		}
	}
	walk(d.Body)
	return found
}

// Find is the first of All, or nil.
func (d *Document) Find(role, name string) *Element {
	if all := d.All(role, name); len(all) > 0 {
		return all[0]
	}
	return nil
}

func (e *Element) has(attr string) bool {
	_, ok := e.Attrs[attr]
	return ok
}

// Submit is the button of that name that submits its form; nil if there is none.
func (d *Document) Submit(name string) *Element {
	for _, b := range d.All("button", name) {
		if b.Attrs["type"] == "submit" {
			return b
		}
	}
	return nil
}
