package wire

import "pupitre/app/chat"

// One encode method and one case of decodeFrame for each frame: field by field, in the order of its declaration.

func (f Hello) encode(w *writer) {
	w.string(string(f.Site))
	w.string(f.Token)
	w.string(f.Lang)
}

func (f Follow) encode(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.Epoch)
	w.uint(f.After)
	w.uint(f.Limit)
}

func (f Unfollow) encode(w *writer) { w.string(string(f.Conversation)) }

func (f Load) encode(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.Before)
	w.uint(f.Limit)
}

func (f Send) encode(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.After)
	w.string(string(f.ID))
	w.body(f.Body)
}

func (f Mark) encode(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.Delivered)
	w.uint(f.Read)
}

func (f Typing) encode(w *writer) {
	w.string(string(f.Conversation))
	w.bool(f.On)
}

func (Ping) encode(*writer) {}

func (f Put) encode(w *writer) {
	w.uint(f.Ref)
	w.item(f.Item)
}

func (f Drop) encode(w *writer) {
	w.uint(f.Ref)
	w.byte(byte(f.Kind))
	w.string(string(f.ID))
}

func (f Be) encode(w *writer) { w.byte(byte(f.Status)) }

func (f Ask) encode(w *writer) {
	w.uint(f.Ref)
	w.string(string(f.Conversation))
	w.uint(f.N)
	w.string(f.To)
}

func (f Draft) encode(w *writer) {
	w.string(string(f.Conversation))
	w.string(f.Text)
}

func (f Welcome) encode(w *writer) {
	w.uint(f.Epoch)
	w.uint(uint64(f.Now))
	w.person(f.Me)
	w.string(f.Token)
	w.string(string(f.Conversation))
	w.string(f.SiteName)
	w.rules(f.Rules)
}

func (f Page) encode(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.Before)
	w.entries(f.List)
	w.uint(f.Last)
	w.bool(f.Gap)
	w.marks(f.Marks)
}

func (f Entries) encode(w *writer) {
	w.string(string(f.Conversation))
	w.entries(f.List)
}

func (f Ack) encode(w *writer) {
	w.string(string(f.Conversation))
	w.string(string(f.ID))
	w.uint(f.N)
	w.uint(uint64(f.At))
}

func (f Nack) encode(w *writer) {
	w.string(string(f.Conversation))
	w.string(string(f.ID))
	w.byte(byte(f.Problem))
	w.person(f.By)
}

func (f Marks) encode(w *writer) {
	w.string(string(f.Conversation))
	w.marks(f.Marks)
}

func (f TypingNow) encode(w *writer) {
	w.string(string(f.Conversation))
	w.person(f.Who)
	w.bool(f.On)
}

func (f Summaries) encode(w *writer) {
	w.bool(f.Reset)
	w.uint(uint64(len(f.List)))
	for _, s := range f.List {
		w.summary(s)
	}
}

func (f Pong) encode(w *writer) { w.uint(uint64(f.Now)) }

func (f Refused) encode(w *writer) {
	w.string(string(f.Conversation))
	w.byte(byte(f.Problem))
}

func (f Items) encode(w *writer) {
	w.bool(f.Reset)
	w.uint(uint64(len(f.List)))
	for _, i := range f.List {
		w.item(i)
	}
}

func (f Done) encode(w *writer) {
	w.uint(f.Ref)
	w.byte(byte(f.Problem))
}

func (f Staff) encode(w *writer) {
	w.uint(uint64(len(f.List)))
	for _, c := range f.List {
		w.colleague(c)
	}
}

func (f DraftNow) encode(w *writer) {
	w.string(string(f.Conversation))
	w.string(f.Text)
}

func (u Unsupported) encode(w *writer) { w.b = append(w.b, u.Data...) }

func decodeFrame(t Type, payload []byte) (Frame, bool) {
	r := reader{b: payload}
	var f Frame
	switch t {
	case TypeHello:
		f = Hello{Site: chat.SiteID(r.string()), Token: r.string(), Lang: r.string()}
	case TypeFollow:
		f = Follow{Conversation: r.conversation(), Epoch: r.uint(), After: r.uint(), Limit: r.uint()}
	case TypeUnfollow:
		f = Unfollow{Conversation: r.conversation()}
	case TypeLoad:
		f = Load{Conversation: r.conversation(), Before: r.uint(), Limit: r.uint()}
	case TypeSend:
		f = Send{Conversation: r.conversation(), After: r.uint(), ID: chat.EntryID(r.string()), Body: r.body()}
	case TypeMark:
		f = Mark{Conversation: r.conversation(), Delivered: r.uint(), Read: r.uint()}
	case TypeTyping:
		f = Typing{Conversation: r.conversation(), On: r.bool()}
	case TypePing:
		f = Ping{}
	case TypeWelcome:
		f = Welcome{Epoch: r.uint(), Now: r.int63(), Me: r.person(), Token: r.string(), Conversation: r.conversation(), SiteName: r.string(), Rules: r.rules()}
	case TypePage:
		f = Page{Conversation: r.conversation(), Before: r.uint(), List: r.entries(), Last: r.uint(), Gap: r.bool(), Marks: r.marks()}
	case TypeEntries:
		f = Entries{Conversation: r.conversation(), List: r.entries()}
	case TypeAck:
		f = Ack{Conversation: r.conversation(), ID: chat.EntryID(r.string()), N: r.uint(), At: r.int63()}
	case TypeNack:
		f = Nack{Conversation: r.conversation(), ID: chat.EntryID(r.string()), Problem: chat.Problem(r.byte()), By: r.person()}
	case TypeMarks:
		f = Marks{Conversation: r.conversation(), Marks: r.marks()}
	case TypeTypingNow:
		f = TypingNow{Conversation: r.conversation(), Who: r.person(), On: r.bool()}
	case TypeSummaries:
		f = r.summaries()
	case TypePong:
		f = Pong{Now: r.int63()}
	case TypeRefused:
		f = Refused{Conversation: r.conversation(), Problem: chat.Problem(r.byte())}
	case TypePut:
		f = Put{Ref: r.uint(), Item: r.item()}
	case TypeDrop:
		f = Drop{Ref: r.uint(), Kind: chat.ItemKind(r.byte()), ID: chat.ItemID(r.string())}
	case TypeBe:
		f = Be{Status: chat.Status(r.byte())}
	case TypeAsk:
		f = Ask{Ref: r.uint(), Conversation: r.conversation(), N: r.uint(), To: r.string()}
	case TypeDraft:
		f = Draft{Conversation: r.conversation(), Text: r.string()}
	case TypeItems:
		f = r.items()
	case TypeDone:
		f = Done{Ref: r.uint(), Problem: chat.Problem(r.byte())}
	case TypeStaff:
		f = r.staff()
	case TypeDraftNow:
		f = DraftNow{Conversation: r.conversation(), Text: r.string()}
	default:
		return Unsupported{Raw: t, Data: string(payload)}, true
	}
	return f, !r.bad
}

func (r *reader) conversation() chat.ConversationID { return chat.ConversationID(r.string()) }

func (r *reader) items() Items {
	f := Items{Reset: r.bool()}
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		f.List = append(f.List, r.item())
	}
	return f
}

func (r *reader) staff() Staff {
	var f Staff
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		f.List = append(f.List, r.colleague())
	}
	return f
}

func (r *reader) summaries() Summaries {
	f := Summaries{Reset: r.bool()}
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		f.List = append(f.List, r.summary())
	}
	return f
}
