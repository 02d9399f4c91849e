package dom

import "strconv"

func Class(names string) Item      { return set("class", names) }
func ElementID(id string) Item     { return set("id", id) }
func Role(role string) Item        { return set("role", role) }
func Aria(name, value string) Item { return prefixed("aria-", name, value) }
func Data(name, value string) Item { return prefixed("data-", name, value) }
func Type(t string) Item           { return set("type", t) }
func Name(n string) Item           { return set("name", n) }
func For(id string) Item           { return set("for", id) }
func Title(t string) Item          { return set("title", t) }
func Lang(l string) Item           { return set("lang", l) }
func Dir(d string) Item            { return set("dir", d) }
func AltText(t string) Item        { return set("alt", t) }
func OptionValue(v string) Item    { return set("value", v) } // of an option of a select
func Placeholder(t string) Item    { return set("placeholder", t) }
func Autocomplete(v string) Item   { return set("autocomplete", v) }
func EnterKeyHint(v string) Item   { return set("enterkeyhint", v) }
func TabIndex(n int) Item          { return set("tabindex", strconv.Itoa(n)) }
func Rows(n int) Item              { return set("rows", strconv.Itoa(n)) }
func Width(px int) Item            { return set("width", strconv.Itoa(px)) }
func Height(px int) Item           { return set("height", strconv.Itoa(px)) }
func MaxLength(n int) Item         { return set("maxlength", strconv.Itoa(n)) }
func Popover(id string) Item       { return Group{ElementID(id), set("popover", "auto")} }

// Flags are present or absent.
func Disabled(on bool) Item { return flag("disabled", on) }
func Hidden(on bool) Item   { return flag("hidden", on) }
func Required(on bool) Item { return flag("required", on) }

// set is not inlined: inlined into every view it would make the modules a tenth larger.
//
//go:noinline
func set(name, value string) Item { return attr{name, value} }

//go:noinline
func prefixed(prefix, name, value string) Item { return attr{prefix + name, value} }

func flag(name string, on bool) Item {
	if !on {
		return Group(nil)
	}
	return set(name, "")
}

// Opens makes a button open and close the Popover of that id, and Closes only close it. The browser does it: Escape and a
// click elsewhere close it too, and the focus goes back to the button.
func Opens(id string) Item  { return set("popovertarget", id) }
func Closes(id string) Item { return Group{Opens(id), set("popovertargetaction", "hide")} }

// Href is a link's address, opened in a tab of its own that knows nothing of ours. An address whose scheme is not http,
// https, mailto or tel makes no link.
func Href(url string) Item {
	if !SafeURL(url) {
		return Group(nil)
	}
	return Group{set("href", url), set("target", "_blank"), set("rel", "noopener noreferrer")}
}

// Within is a link to an address of the relay's own, opened in a tab of its own: it begins with one slash, or it makes no link. relay is
// "https://chat.example" for pages that another host serves, "" for the relay's own.
func Within(relay, path string) Item {
	if len(path) < 2 || path[0] != '/' || path[1] == '/' || path[1] == '\\' {
		return Group(nil)
	}
	return Group{set("href", relay+path), set("target", "_blank"), set("rel", "noopener")}
}

// Source is a picture's address: http or https, anything else is none. The page that has it does not tell where it is from.
func Source(url string) Item {
	if !SafeURL(url) || lower(url[:4]) != "http" {
		return Group(nil)
	}
	return Group{set("src", url), set("referrerpolicy", "no-referrer"), set("loading", "lazy")}
}

// SafeURL tells whether the address may become a link.
func SafeURL(url string) bool {
	for _, scheme := range [...]string{"https://", "http://", "mailto:", "tel:"} {
		if len(url) > len(scheme) && lower(url[:len(scheme)]) == scheme {
			return true
		}
	}
	return false
}

func lower(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// The attributes below are properties of the live element, not of HTML; their names begin with a dot. What the element
// itself changes (a person types, scrolls) is told to the tree by events, so that the diff compares with what is there.
const (
	propValue = ".value"   // of a field
	propCheck = ".checked" // of a checkbox
	propCaret = ".caret"   // puts the caret of a field somewhere when it turns from absent to present, or to another token
	propModal = ".modal"   // a dialog is open over everything else; what had the focus gets it back at the end
	propSight = ".sight"   // scrolls as far as needed to bring the element into view when the token appears or changes
	propFocus = ".focus"   // gets the focus when it turns from absent to present, or to another token
	propTop   = ".top"     // scroll position in px
	propEnd   = ".end"     // stays scrolled to its end
	propTime  = ".time"    // text made from a time by the browser's own formats
	propWords = ".words"   // text made by the browser's own tables, see words.go
	propSpace = ".space"   // height in px of an empty box that stands for rows which are not in the document
	propShare = ".share"   // of the room in a row of boxes, in relation to the others'
	propFile  = ".file"    // of a picture: where its file is to be had, by who may see it
	propWatch = ".watch"   // reports the heights of its rows and its scroll position (see Measured)
)

// Value is what a field holds.
func Value(s string) Item { return set(propValue, s) }

// Checked is whether a checkbox is ticked.
func Checked(on bool) Item { return flag(propCheck, on) }

// Caret selects what stands between two places of a field's value, in UTF-16 units, whenever the turn changes; 0 is nothing. At
// one place it is the caret that is put there. It stands behind Value among the items.
func Caret(turn, from, to int) Item {
	if turn == 0 {
		return Group(nil)
	}
	return set(propCaret, strconv.Itoa(turn)+" "+strconv.Itoa(from)+" "+strconv.Itoa(to))
}

// Modal opens a dialog over the page and keeps the focus in it. A wish to close it comes as the key Escape.
func Modal() Item { return set(propModal, "") }

// InSight brings the element into view when the token appears or changes; "" is nothing.
func InSight(token string) Item {
	if token == "" {
		return Group(nil)
	}
	return set(propSight, token)
}

// Focus moves the keyboard focus here when the token appears or changes; "" is nothing.
func Focus(token string) Item {
	if token == "" {
		return Group(nil)
	}
	return set(propFocus, token)
}

// Catches makes the element get the focus when what had it goes away. Of several the first that is not hidden gets it.
func Catches(on bool) Item { return flag("data-catch", on) }

// Top is the scroll position in px.
func Top(px int) Item { return set(propTop, strconv.Itoa(px)) }

// AtEnd keeps the box scrolled to its end whatever grows in it.
func AtEnd(on bool) Item { return flag(propEnd, on) }

// Space is the height in px of an empty box.
func Space(px int) Item { return set(propSpace, strconv.Itoa(px)) }

// Share is how much of a row of boxes this one takes, in relation to the others' shares.
func Share(n int) Item { return set(propShare, strconv.Itoa(n)) }

// File is the picture's file: a path of the relay's, or a handle of the host's. "" keeps its place, as does one that has not
// come yet. It stands behind Width and Height among the items.
func File(at string) Item { return set(propFile, at) }

// Watched makes a scroll box report Measured events about itself and the children of its list.
func Watched() Item { return set(propWatch, "1") }

// Clock fills the element with a time of day, Day with a date ("today" and "yesterday" in words), Full with both; in the
// reader's language and time zone.
func Clock(ms int64) Item { return set(propTime, "clock "+strconv.FormatInt(ms, 10)) }
func Day(ms int64) Item   { return set(propTime, "day "+strconv.FormatInt(ms, 10)) }
func Full(ms int64) Item  { return set(propTime, "full "+strconv.FormatInt(ms, 10)) }

// DateTime fills it with a date, with its year, and a time of day: short, for what may be long ago.
func DateTime(ms int64) Item { return set(propTime, "date "+strconv.FormatInt(ms, 10)) }
