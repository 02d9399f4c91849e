// Package box is how each kind of entry looks in a thread: what is inside of a bubble, a card or a line. Both products
// use it; they put it into rows of their own.
//
// It must never decide what somebody may see: entries that only the merchant's side sees never reach a visitor.
package box

import (
	"strconv"

	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Look is what a box needs to know beside its entry.
type Look struct {
	Lang    lang.Lang
	Me      chat.Person // the reader
	In      chat.ConversationID
	Facts   *chat.Facts
	Into    string                // which translation to show where there are several; that into another language only if there is none
	Flipped map[chat.EntryID]bool // shows the original in place of the translation, or the other way round
	Offer   chat.EntryID          // the transfer that still waits for an answer
	Files   *ui.Uploads
}

// What can be pressed in a box, beside what the products' rows have.
type (
	// AnswerPressed takes a choice.
	AnswerPressed struct {
		dom.Message
		In     chat.ConversationID
		Answer chat.Answer
	}
	// FlipPressed shows the original, or the translation again.
	FlipPressed struct {
		dom.Message
		In chat.ConversationID
		ID chat.EntryID
	}
)

// Bubble tells whether the entry is shown as something that a person says, and not as a line about what happened.
func Bubble(e chat.Entry) bool {
	_, note := e.Body.(chat.Note)
	return note || chat.Said(e.Body)
}

// Class is the bubble's class.
func Class(e chat.Entry) string {
	switch b := e.Body.(type) {
	case chat.Text:
		if ui.EmojiOnly(b.Text) {
			return "bubble emoji"
		}
		return "bubble"
	case chat.Answer:
		return "bubble"
	case chat.Note:
		return "bubble note"
	case chat.Image:
		if sized(b) {
			return "bubble picture"
		}
	}
	return "bubble card"
}

// sized tells whether the picture can be given its place before it is there.
func sized(i chat.Image) bool {
	return i.Width > 0 && i.Height > 0 && i.Width <= chat.MaxPixels && i.Height <= chat.MaxPixels
}

// Inside is what stands in a bubble or a card.
func Inside(l Look, e chat.Entry) dom.Nodes {
	switch b := e.Body.(type) {
	case chat.Text:
		return l.text(e, b.Text)
	case chat.Answer:
		return dom.Nodes{dom.Bdi(dom.Text(b.Text))}
	case chat.Note:
		return append(dom.Nodes{l.kind(iconNote, lang.NoteLabel, lang.NoteHelp.In(l.Lang))}, ui.Rich(b.Text)...)
	case chat.File:
		return l.file(b)
	case chat.Image:
		return l.image(b)
	case chat.Link:
		return l.card(iconLink, lang.LinkLabel, b.URL, b.Title, b.Text, "", "")
	case chat.Offer:
		return l.card(iconOffer, lang.OfferLabel, b.URL, b.Title, b.Text, b.Image, b.Price)
	case chat.Question:
		return l.question(e, b)
	}
	return nil
}

// kind is a card's first line: what it is, by drawing and word.
func (l Look) kind(icon string, name lang.Text, help string) *dom.Node {
	return dom.Span(dom.Class("kind"), dom.If(help != "", dom.Title(help)), dom.Icon(icon), l.t(name))
}

func (l Look) t(text lang.Text) *dom.Node { return dom.Text(text.In(l.Lang)) }

// text is what somebody wrote, or its translation. The other side's words are read in the reader's language first; one's
// own as they were written.
func (l Look) text(e chat.Entry, words string) dom.Nodes {
	tr, ok := l.Facts.Translation(e.ID, l.Into)
	if !ok {
		return ui.Rich(words)
	}
	theirs := e.Author.Role.Staff() != l.Me.Role.Staff()
	translated := theirs != l.Flipped[e.ID]
	language := tr.From
	if translated {
		words, language = tr.Text, tr.To
	}
	about, press := lang.TranslatedFrom.With(l.Lang, lang.LanguageName(l.Lang, tr.From)), lang.ShowOriginal
	if !theirs {
		about = lang.TranslatedTo.With(l.Lang, lang.LanguageName(l.Lang, tr.To))
	}
	if !translated {
		press = lang.ShowTranslated
	}
	return dom.Nodes{dom.Span(dom.Key("words"), dom.Lang(language), ui.Rich(words)), dom.Span(dom.Key("translated"), dom.Class("translated"),
		dom.Span(dom.Text(about)), Act(press.In(l.Lang), FlipPressed{In: l.In, ID: e.ID}))}
}

func (l Look) file(f chat.File) dom.Nodes {
	name := l.fileName(f)
	nodes := dom.Nodes{
		dom.Icon(iconFile),
		named(name, Size(l.Lang, f.Size)+" · "+f.Type),
		l.download(l.address(f), name),
	}
	if l.Files.Gone[l.address(f)] {
		nodes = append(nodes, why(lang.FileGone.In(l.Lang), true))
	}
	return nodes
}

func (l Look) fileName(f chat.File) string {
	if f.Name == "" {
		return lang.NoName.In(l.Lang)
	}
	return f.Name
}

// address is where the relay serves the file.
func (l Look) address(f chat.File) string { return "/files/" + string(l.In) + "/" + string(f.ID) }

// Room that a picture may take in a thread, px.
const (
	roomWidth  = 260
	roomHeight = 200
)

// image keeps its place before it is there. One without a size is shown as a file.
func (l Look) image(i chat.Image) dom.Nodes {
	if !sized(i) {
		return l.file(i.File)
	}
	width, height := int(i.Width), int(i.Height)
	if width > roomWidth {
		width, height = roomWidth, max(1, height*roomWidth/width)
	}
	if height > roomHeight {
		width, height = max(1, width*roomHeight/height), roomHeight
	}
	name := i.Alt
	if name == "" {
		name = l.fileName(i.File)
	}
	at := l.address(i.File)
	inside := l.picture(at+"/thumb", "", width, height)
	if len(inside) > 1 {
		return dom.Nodes{dom.Span(dom.Class("gone"), inside)}
	}
	return dom.Nodes{dom.Button(dom.Class("view"), dom.Aria("label", lang.ViewImage.With(l.Lang, name)),
		dom.On(dom.Clicked, ViewPressed{View: View{Path: at, Name: name, File: l.fileName(i.File), Width: int(i.Width), Height: int(i.Height)}}), inside)}
}

// card is a link or an offer: the whole of it opens the address.
func (l Look) card(icon string, kind lang.Text, url, title, text, picture, price string) dom.Nodes {
	var nodes dom.Nodes
	if picture != "" && dom.SafeURL(picture) {
		nodes = append(nodes, dom.Img(dom.Class("shot"), dom.Source(picture), dom.AltText("")))
	}
	return append(nodes, dom.Span(dom.Class("words"), l.kind(icon, kind, ""),
		dom.A(dom.Class("name"), dom.Href(url), dom.Bdi(dom.Text(title))),
		dom.If(text != "", more(text)),
		dom.If(price != "", dom.Strong(dom.Class("price"), dom.Text(price)))))
}

// question shows the choices. A visitor takes one by its button, until one is taken.
func (l Look) question(e chat.Entry, q chat.Question) dom.Nodes {
	answer, by, answered := l.Facts.Answer(e.ID)
	nodes := dom.Nodes{l.kind(iconQuestion, lang.QuestionLabel, ""), dom.Span(dom.Class("asked"), dom.Dir("auto"), dom.Text(q.Text))}
	if len(q.Choices) == 0 {
		return append(nodes, more(lang.NoChoices.In(l.Lang)))
	}
	var choices dom.Nodes
	for i, c := range q.Choices {
		switch {
		case answered && answer.Choice == uint64(i):
			choices = append(choices, dom.Li(dom.Class("choice taken"), dom.Icon(iconCheck), dom.Bdi(dom.Text(c)),
				dom.Span(dom.Class("more"), l.chosen(by))))
		case answered || l.Me.Role != chat.Visitor:
			choices = append(choices, dom.Li(dom.Class("choice"), dom.Bdi(dom.Text(c))))
		default:
			choices = append(choices, dom.Li(dom.Button(dom.Class("choice"), dom.On(dom.Clicked, AnswerPressed{In: l.In, Answer: chat.Answer{Of: e.ID, Choice: uint64(i), Text: c}}), dom.Bdi(dom.Text(c)))))
		}
	}
	nodes = append(nodes, dom.Ul(dom.Class("choices"), choices))
	if !answered && l.Me.Role != chat.Visitor {
		nodes = append(nodes, more(lang.NotAnswered.In(l.Lang)))
	}
	return nodes
}

func (l Look) chosen(by chat.Entry) dom.Nodes {
	if by.Author.ID == l.Me.ID {
		return dom.Nodes{l.t(lang.Chosen)}
	}
	words := dom.Nodes{dom.Text(lang.ChosenBy.With(l.Lang, lang.NameOf(l.Lang, by.Author)))}
	if by.At != 0 {
		words = append(words, dom.Text(" "), dom.Time(dom.Clock(by.At)))
	}
	return words
}

// Size in words: "12 KB".
func Size(l lang.Lang, bytes uint64) string {
	switch {
	case bytes < 1000:
		return lang.BytesUnit.With(l, strconv.Itoa(int(bytes)))
	case bytes < 999_500:
		return lang.KiloUnit.With(l, strconv.Itoa(int((bytes+500)/1000)))
	case bytes < 99_950_000:
		tenths := int((bytes + 50_000) / 100_000)
		if tenths%10 == 0 {
			break
		}
		point := "."
		if l == lang.Fr {
			point = ","
		}
		return lang.MegaUnit.With(l, strconv.Itoa(tenths/10)+point+strconv.Itoa(tenths%10))
	}
	return lang.MegaUnit.With(l, strconv.Itoa(int((bytes+500_000)/1_000_000)))
}
