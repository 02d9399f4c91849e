package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// There is one picker at a time, so its ids can be fixed.
const pickerID = "picker"

func choiceID(i int) string { return "choice-" + itoa(i) }

// viewPicker is what stands open above the message field.
func viewPicker(m *Model) *dom.Node {
	var name lang.Text
	var inside dom.Nodes
	switch m.Picker.Kind {
	case CannedPicker:
		name = lang.CannedTitle
		inside = viewItems(m, name, lang.NoCannedHere)
	case LinkPicker:
		name = lang.LinksTitle
		inside = append(viewSearch(m, name, "listbox"), viewItems(m, name, lang.NoLinks)...)
	case OfferPicker:
		name = lang.OffersTitle
		inside = append(viewSearch(m, name, "listbox"), viewItems(m, name, lang.NoOffers)...)
	case EmojiPicker:
		name = lang.EmojiButton
		inside = append(viewSearch(m, name, "grid"), viewEmoji(m)...)
	case QuestionForm:
		return viewQuestion(m)
	default:
		return nil
	}
	class := "picker"
	if m.Picker.Kind == EmojiPicker {
		class = "picker emojis"
	}
	return dom.Div(dom.Key(name.En), dom.Class(class), dom.On(dom.Clicked, NothingPressed{}), dom.On(dom.KeyPressed, FormKeyPressed{}), inside)
}

// viewSearch is the field that has the keyboard while something is looked for.
func viewSearch(m *Model, name lang.Text, popup string) dom.Nodes {
	return dom.Nodes{dom.Input(dom.Key("search"), dom.Class("search"), combobox(m.choices(), m.Picker.At), dom.Aria("haspopup", popup), dom.Aria("label", lang.SearchIn.With(m.Lang, name.In(m.Lang))), dom.Placeholder(lang.Search.In(m.Lang)),
		dom.Value(m.Picker.Query), dom.Focus("search"), dom.On(dom.Typed, QueryTyped{}), dom.On(dom.KeyPressed, FormKeyPressed{}))}
}

// combobox is what a field is that finds the choices below it, of which one is marked.
func combobox(choices, marked int) dom.Item {
	return dom.Group{dom.Role("combobox"), dom.Autocomplete("off"), dom.Aria("expanded", "true"), dom.Aria("controls", pickerID), dom.Aria("autocomplete", "list"),
		dom.If(choices > 0, dom.Aria("activedescendant", choiceID(marked)))}
}

// outOfTab is for a list whose keys come from its search field: browsers stop at what can be scrolled.
var outOfTab = dom.TabIndex(-1)

// viewOption is choice i of a list.
func viewOption(key string, i int, marked bool, class string, press dom.Msg, inside ...dom.Item) *dom.Node {
	return dom.Li(dom.Key(key), dom.ElementID(choiceID(i)), dom.Class(class), dom.Role("option"), dom.Aria("selected", yes(marked)), dom.InSight(token(marked)), dom.On(dom.Clicked, press),
		dom.Group(inside))
}

// viewItems are the items of the library that can be picked, by category.
func viewItems(m *Model, name, empty lang.Text) dom.Nodes {
	list := m.items()
	rows := make(dom.Nodes, 0, len(list))
	for i, item := range list {
		if i == 0 || item.Category != list[i-1].Category {
			rows = append(rows, viewCategory(m, item))
		}
		rows = append(rows, viewItem(m, i, item))
	}
	if len(list) == 0 {
		if m.Picker.Query != "" {
			empty = lang.NothingFound
		}
		return dom.Nodes{dom.P(dom.Key("empty"), dom.ElementID(pickerID), dom.Class("empty-list"), dom.Role("status"), m.t(empty),
			dom.If(m.mayOpen(m.pageOfPicker()), dom.Text(" "), dom.Button(dom.Class("link"), dom.On(dom.Clicked, PagePressed{Page: m.pageOfPicker()}), m.t(lang.Settings))))}
	}
	keys := outOfTab
	if m.Picker.Kind == CannedPicker { // which has no search field
		keys = dom.Group{dom.TabIndex(0), dom.Aria("activedescendant", choiceID(m.Picker.At))}
	}
	return dom.Nodes{
		dom.Ul(dom.Key("list"), dom.ElementID(pickerID), dom.Class("choices-list"), dom.Role("listbox"), dom.Aria("label", name.In(m.Lang)),
			keys, rows),
		dom.P(dom.Key("count"), dom.Class("unseen"), dom.Role("status"), dom.Text(lang.Found.With(m.Lang, len(list), itoa(len(list))))),
	}
}

// pageOfPicker is where what the picker offers is kept.
func (m *Model) pageOfPicker() Page {
	switch m.Picker.Kind {
	case LinkPicker:
		return LinksPage
	case OfferPicker:
		return OffersPage
	}
	return CannedPage
}

func viewCategory(m *Model, i chat.Item) *dom.Node {
	name := i.Category
	if name == "" {
		name = lang.NoCategory.In(m.Lang)
	}
	return dom.Li(dom.Key("category-"+i.Category), dom.Class("category"), dom.Role("presentation"), dom.Text(name))
}

func viewItem(m *Model, i int, item chat.Item) *dom.Node {
	class := "choice"
	if item.Kind == chat.OfferItem && item.Image != "" {
		class = "choice pictured"
	}
	return viewOption(string(item.ID), i, i == m.Picker.At, class, ChoicePressed{At: i},
		dom.If(item.Kind == chat.OfferItem && item.Image != "", dom.Img(dom.Source(item.Image), dom.AltText(""))),
		dom.Span(dom.Class("what"),
			dom.Span(dom.Class("title"), dom.Bdi(dom.Text(item.Name)), dom.If(item.Owner != "", dom.Span(dom.Class("chip"), m.t(lang.OwnItem))), viewWithFiles(m, item)),
			dom.If(item.Text != "", dom.Span(dom.Class("detail"), dom.Dir("auto"), dom.Text(item.Text))),
			dom.If(item.URL != "", dom.Span(dom.Class("address"), dom.Dir("ltr"), dom.Text(item.URL)))),
		dom.If(item.Price != "", dom.Span(dom.Class("price"), dom.Text(item.Price))))
}

// viewWithFiles says that an item has files.
func viewWithFiles(m *Model, i chat.Item) dom.Item {
	return dom.If(len(i.Files) > 0, dom.Span(dom.Class("chip"), dom.Title(lang.WithFiles.In(m.Lang)), dom.Icon(box.IconAttach), dom.Span(dom.Class("unseen"), m.t(lang.WithFiles)), dom.Text(itoa(len(i.Files)))))
}

// token is the dom.InSight of what is marked.
func token(marked bool) string {
	if marked {
		return "marked"
	}
	return ""
}

func viewEmoji(m *Model) dom.Nodes {
	list := m.emoji()
	if len(list) == 0 {
		words := lang.Loading
		switch {
		case m.EmojiGone:
			words = lang.NoEmoji
		case len(m.Emoji) > 0:
			words = lang.NothingFound
		}
		return dom.Nodes{dom.P(dom.Key("empty"), dom.ElementID(pickerID), dom.Class("empty-list"), dom.Role("status"), m.t(words))}
	}
	var rows dom.Nodes
	for from := 0; from < len(list); from += emojiColumns {
		var cells dom.Nodes
		for i := from; i < min(from+emojiColumns, len(list)); i++ {
			cells = append(cells, dom.Span(dom.ElementID(choiceID(i)), dom.Role("gridcell"), dom.Aria("label", list[i].Name), dom.Title(list[i].Name), dom.Aria("selected", yes(i == m.Picker.At)),
				dom.InSight(token(i == m.Picker.At)), dom.On(dom.Clicked, ChoicePressed{At: i}), dom.Text(list[i].Text)))
		}
		rows = append(rows, dom.Div(dom.Role("row"), cells))
	}
	at := min(m.Picker.At, len(list)-1)
	return dom.Nodes{
		dom.Div(dom.Key("grid"), dom.ElementID(pickerID), dom.Class("emoji-grid"), dom.Role("grid"), dom.Aria("label", lang.EmojiButton.In(m.Lang)), rows),
		dom.P(dom.Key("name"), dom.Class("emoji-name"), dom.Span(dom.Aria("hidden", "true"), dom.Text(list[at].Text)), dom.Span(dom.Lang("en"), dom.Text(list[at].Name))),
	}
}

// viewQuestion is the form for a question with choices.
func viewQuestion(m *Model) *dom.Node {
	n := m.choiceFields()
	var choices dom.Nodes
	for i := range n {
		name := choiceField(i)
		choices = append(choices, dom.Div(dom.Key(name), dom.Class("with-button"),
			viewLine(m, name, lang.ChoiceN.With(m.Lang, itoa(i+1)), "text", ""),
			dom.If(n > fewChoices, dom.Button(dom.Class("quiet small"), dom.Aria("label", lang.DropChoice.With(m.Lang, itoa(i+1))), dom.Title(lang.DropChoice.With(m.Lang, itoa(i+1))), dom.On(dom.Clicked, DropChoicePressed{At: i}), dom.Icon(iconClose)))))
	}
	return dom.Form(dom.Key("question"), dom.ElementID(pickerID), dom.Class("picker question"), dom.Aria("label", lang.QuestionButton.In(m.Lang)), dom.On(dom.Submitted, FormSubmitted{}), dom.On(dom.Clicked, NothingPressed{}), dom.On(dom.KeyPressed, FormKeyPressed{}),
		viewLine(m, "question", lang.QuestionField.In(m.Lang), "text", "question"),
		choices,
		dom.Div(dom.Key("buttons"), dom.Class("buttons"),
			dom.Button(dom.Class("quiet"), dom.Aria("disabled", yes(n == manyChoices)), dom.On(dom.Clicked, AddChoicePressed{}), dom.Icon(iconPlus), m.t(lang.AddChoice)),
			dom.Span(dom.Class("gap")),
			dom.Button(dom.Class("quiet"), dom.On(dom.Clicked, PickerPressed{Kind: QuestionForm}), m.t(lang.Cancel)),
			dom.Button(dom.Type("submit"), dom.Class("primary"), m.t(lang.AskIt))))
}
