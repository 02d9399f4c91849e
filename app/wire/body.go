package wire

import "pupitre/app/chat"

// body is the kind, the payload's length, the payload: a kind that is not known can be kept whole. Payloads hold the
// fields in the order of their declaration.
func (w *writer) body(b chat.Body) {
	w.byte(byte(b.Kind()))
	at := w.begin()
	switch b := b.(type) {
	case chat.Text:
		w.string(b.Text)
		if r := b.Translated; r != (chat.Rendering{}) {
			w.strings3(r.From, r.To, r.Text)
		}
	case chat.File:
		w.file(b)
	case chat.Image:
		w.file(b.File)
		w.uint(b.Width)
		w.uint(b.Height)
		w.string(b.Alt)
	case chat.Link:
		w.strings3(b.URL, b.Title, b.Text)
	case chat.Offer:
		w.strings3(b.URL, b.Title, b.Text)
		w.string(b.Image)
		w.string(b.Price)
	case chat.Question:
		w.string(b.Text)
		w.strings(b.Choices)
	case chat.Answer:
		w.string(string(b.Of))
		w.uint(b.Choice)
		w.string(b.Text)
	case chat.Translation:
		w.string(string(b.Of))
		w.strings3(b.From, b.To, b.Text)
	case chat.Note:
		w.string(b.Text)
		w.string(string(b.About))
	case chat.Qualified:
		w.strings(b.Tags)
	case chat.PageView:
		w.page(b)
	case chat.Transfer:
		w.party(b.To)
	case chat.Settled:
		w.string(string(b.Of))
		w.byte(byte(b.How))
		w.person(b.From)
	case chat.Paused:
		w.uint(uint64(b.Until))
	case chat.Share:
		w.sharing(b.How, b.Seconds, b.Of)
	case chat.Control:
		w.sharing(b.How, b.Seconds, b.Of)
		w.bool(b.Pointing)
	case chat.Survey:
		w.uint(b.Score)
		w.string(b.Comment)
	case chat.Unsupported:
		w.b = append(w.b, b.Data...)
	default:
		if w.more != nil {
			w.more(w, b)
		}
	}
	w.end(at)
}

func (r *reader) body() chat.Body {
	kind := chat.Kind(r.byte())
	p := r.part()
	raw := p.b
	b := p.bodyOf(kind)
	if b == nil && r.more != nil {
		b = r.more(&p, kind)
	}
	if b == nil {
		return chat.Unsupported{Raw: kind, Data: r.own(raw)}
	}
	r.bad = r.bad || p.bad
	return b
}

// bodyOf is nil for a kind that is not known, or that only the merchant's side gets: staffBody.
func (p *reader) bodyOf(kind chat.Kind) chat.Body {
	switch kind {
	case chat.KindText:
		t := chat.Text{Text: p.string()}
		if len(p.b) > 0 { // nothing else is said of most texts
			t.Translated = chat.Rendering{From: p.string(), To: p.string(), Text: p.string()}
		}
		return t
	case chat.KindFile:
		return p.file()
	case chat.KindImage:
		return chat.Image{File: p.file(), Width: p.uint(), Height: p.uint(), Alt: p.string()}
	case chat.KindLink:
		return chat.Link{URL: p.string(), Title: p.string(), Text: p.string()}
	case chat.KindOffer:
		return chat.Offer{URL: p.string(), Title: p.string(), Text: p.string(), Image: p.string(), Price: p.string()}
	case chat.KindQuestion:
		return chat.Question{Text: p.string(), Choices: p.strings()}
	case chat.KindAnswer:
		return chat.Answer{Of: chat.EntryID(p.string()), Choice: p.uint(), Text: p.string()}
	case chat.KindTranslation:
		return chat.Translation{Of: chat.EntryID(p.string()), From: p.string(), To: p.string(), Text: p.string()}
	case chat.KindNote:
		return chat.Note{Text: p.string(), About: chat.EntryID(p.string())}
	case chat.KindQualified:
		return chat.Qualified{Tags: p.strings()}
	case chat.KindPageView:
		return p.page()
	case chat.KindJoined:
		return chat.Joined{}
	case chat.KindLeft:
		return chat.Left{}
	case chat.KindClosed:
		return chat.Closed{}
	case chat.KindReopened:
		return chat.Reopened{}
	case chat.KindTransfer:
		return chat.Transfer{To: p.party()}
	case chat.KindSettled:
		return chat.Settled{Of: chat.EntryID(p.string()), How: chat.Outcome(p.byte()), From: p.person()}
	case chat.KindPaused:
		return chat.Paused{Until: p.int63()}
	case chat.KindResumed:
		return chat.Resumed{}
	case chat.KindShare:
		how, seconds, of := p.sharing()
		return chat.Share{How: how, Seconds: seconds, Of: of}
	case chat.KindControl:
		how, seconds, of := p.sharing()
		return chat.Control{How: how, Seconds: seconds, Of: of, Pointing: len(p.b) > 0 && p.bool()}
	case chat.KindSurvey:
		return chat.Survey{Score: p.uint(), Comment: p.string()}
	}
	return nil
}

func (w *writer) sharing(how chat.Sharing, seconds uint64, of chat.EntryID) {
	w.byte(byte(how))
	w.uint(seconds)
	w.string(string(of))
}

func (r *reader) sharing() (how chat.Sharing, seconds uint64, of chat.EntryID) {
	how, seconds = chat.Sharing(r.byte()), r.uint()
	if len(r.b) > 0 { // older relays do not say it
		of = chat.EntryID(r.string())
	}
	return how, seconds, of
}

func (w *writer) file(f chat.File) {
	w.string(string(f.ID))
	w.string(f.Name)
	w.string(f.Type)
	w.uint(f.Size)
}

func (r *reader) file() chat.File {
	return chat.File{ID: chat.FileID(r.string()), Name: r.string(), Type: r.string(), Size: r.uint()}
}

func (w *writer) party(p chat.Party) {
	w.byte(byte(p.Kind))
	w.string(p.ID)
	w.string(p.Name)
}

func (r *reader) party() chat.Party {
	return chat.Party{Kind: chat.PartyKind(r.byte()), ID: r.string(), Name: r.string()}
}
