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
	w.byte(byte(f.Part))
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
	w.bool(f.Off != nil)
	if f.Off != nil {
		w.uint(uint64(len(f.Off)))
		for _, p := range f.Off {
			w.person(p)
		}
	}
}

func (f DraftNow) encode(w *writer) {
	w.string(string(f.Conversation))
	w.string(f.Text)
}

func (f AskText) encode(w *writer) {
	w.uint(f.Ref)
	w.strings3(string(f.Conversation), f.Text, f.To)
}

func (f Rendered) encode(w *writer) {
	w.uint(f.Ref)
	w.string(f.From)
	w.string(f.Text)
	w.byte(byte(f.Problem))
}

func (u Unsupported) encode(w *writer) { w.b = append(w.b, u.Data...) }

// forAll reads the frames that every client gets; false for another type.
func (r *reader) forAll(t Type) (Frame, bool) {
	switch t {
	case TypeWelcome:
		return Welcome{Epoch: r.uint(), Now: r.int63(), Me: r.person(), Token: r.string(), Conversation: r.conversation(), SiteName: r.string(), Rules: r.rules()}, true
	case TypePage:
		return Page{Conversation: r.conversation(), Before: r.uint(), List: r.entries(), Last: r.uint(), Gap: r.bool(), Marks: r.marks()}, true
	case TypeEntries:
		return Entries{Conversation: r.conversation(), List: r.entries()}, true
	case TypeAck:
		return Ack{Conversation: r.conversation(), ID: chat.EntryID(r.string()), N: r.uint(), At: r.int63()}, true
	case TypeNack:
		return Nack{Conversation: r.conversation(), ID: chat.EntryID(r.string()), Problem: chat.Problem(r.byte()), By: r.person()}, true
	case TypeMarks:
		return Marks{Conversation: r.conversation(), Marks: r.marks()}, true
	case TypeTypingNow:
		return TypingNow{Conversation: r.conversation(), Who: r.person(), On: r.bool()}, true
	case TypePong:
		return Pong{Now: r.int63()}, true
	case TypeRefused:
		return Refused{Conversation: r.conversation(), Problem: chat.Problem(r.byte())}, true
	}
	return nil, false
}

// forSome reads the frames that only the relay and agents get.
func (r *reader) forSome(t Type) (Frame, bool) {
	switch t {
	case TypeHello:
		return Hello{Site: chat.SiteID(r.string()), Token: r.string(), Lang: r.string()}, true
	case TypeFollow:
		return Follow{Conversation: r.conversation(), Epoch: r.uint(), After: r.uint(), Limit: r.uint()}, true
	case TypeUnfollow:
		return Unfollow{Conversation: r.conversation()}, true
	case TypeLoad:
		return Load{Conversation: r.conversation(), Before: r.uint(), Limit: r.uint()}, true
	case TypeSend:
		return Send{Conversation: r.conversation(), After: r.uint(), ID: chat.EntryID(r.string()), Body: r.body()}, true
	case TypeMark:
		return Mark{Conversation: r.conversation(), Delivered: r.uint(), Read: r.uint()}, true
	case TypeTyping:
		return Typing{Conversation: r.conversation(), On: r.bool()}, true
	case TypePing:
		return Ping{}, true
	case TypePut:
		return Put{Ref: r.uint(), Item: r.item()}, true
	case TypeDrop:
		return Drop{Ref: r.uint(), Kind: chat.ItemKind(r.byte()), ID: chat.ItemID(r.string())}, true
	case TypeBe:
		return Be{Status: chat.Status(r.byte())}, true
	case TypeAsk:
		return Ask{Ref: r.uint(), Conversation: r.conversation(), N: r.uint(), To: r.string()}, true
	case TypeDraft:
		return Draft{Conversation: r.conversation(), Text: r.string()}, true
	case TypeSummaries:
		return r.summaries(), true
	case TypeItems:
		return r.items(), true
	case TypeDone:
		return Done{Ref: r.uint(), Problem: chat.Problem(r.byte())}, true
	case TypeStaff:
		return r.staff(), true
	case TypeDraftNow:
		return DraftNow{Conversation: r.conversation(), Text: r.string()}, true
	case TypeAskText:
		return AskText{Ref: r.uint(), Conversation: r.conversation(), Text: r.string(), To: r.string()}, true
	case TypeRendered:
		return Rendered{Ref: r.uint(), From: r.string(), Text: r.string(), Problem: chat.Problem(r.byte())}, true
	}
	return nil, false
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
	if len(r.b) > 0 && r.bool() { // older relays do not say it
		n = r.count()
		f.Off = []chat.Person{}
		for i := 0; i < n && !r.bad; i++ {
			f.Off = append(f.Off, r.person())
		}
	}
	return f
}

func (r *reader) summaries() Summaries {
	f := Summaries{Reset: r.bool()}
	n := r.count()
	for i := 0; i < n && !r.bad; i++ {
		f.List = append(f.List, r.summary())
	}
	if len(r.b) > 0 { // older relays do not say it
		f.Part = Part(r.byte())
	}
	return f
}
