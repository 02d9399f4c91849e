package wire

import "pupitre/app/chat"

// One encode or reply method and one case of forAll, requests or forAgents for each frame: field by field, in the order of its declaration.

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

func (f Welcome) reply(w *writer) {
	w.uint(f.Epoch)
	w.uint(uint64(f.Now))
	w.person(f.Me)
	w.string(f.Token)
	w.string(string(f.Conversation))
	w.string(f.SiteName)
	w.rules(f.Rules)
}

func (f Page) reply(w *writer) {
	w.string(string(f.Conversation))
	w.uint(f.Before)
	w.entries(f.List)
	w.uint(f.Last)
	w.bool(f.Gap)
	w.marks(f.Marks)
}

func (f Entries) reply(w *writer) {
	w.string(string(f.Conversation))
	w.entries(f.List)
}

func (f Ack) reply(w *writer) {
	w.string(string(f.Conversation))
	w.string(string(f.ID))
	w.uint(f.N)
	w.uint(uint64(f.At))
}

func (f Nack) reply(w *writer) {
	w.string(string(f.Conversation))
	w.string(string(f.ID))
	w.byte(byte(f.Problem))
	w.person(f.By)
}

func (f Marks) reply(w *writer) {
	w.string(string(f.Conversation))
	w.marks(f.Marks)
}

func (f TypingNow) reply(w *writer) {
	w.string(string(f.Conversation))
	w.person(f.Who)
	w.bool(f.On)
}

func (f Summaries) reply(w *writer) {
	w.bool(f.Reset)
	w.uint(uint64(len(f.List)))
	for _, s := range f.List {
		w.summary(s)
	}
	w.byte(byte(f.Part))
	each(w, f.Gone, (*writer).conversation)
}

func (f Pong) reply(w *writer) { w.uint(uint64(f.Now)) }

func (f Refused) reply(w *writer) {
	w.string(string(f.Conversation))
	w.byte(byte(f.Problem))
}

func (f Items) reply(w *writer) {
	w.bool(f.Reset)
	w.uint(uint64(len(f.List)))
	for _, i := range f.List {
		w.item(i)
	}
}

func (f Done) reply(w *writer) {
	w.uint(f.Ref)
	w.byte(byte(f.Problem))
}

func (f Staff) reply(w *writer) {
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

func (f DraftNow) reply(w *writer) {
	w.string(string(f.Conversation))
	w.string(f.Text)
}

func (f Find) encode(w *writer) {
	w.uint(f.Ref)
	w.query(f.Query)
}

func (f OpenFile) encode(w *writer) {
	w.uint(f.Ref)
	w.string(string(f.Visitor))
	w.uint(uint64(f.Before))
	w.uint(f.Limit)
}

func (f Block) encode(w *writer) {
	w.uint(f.Ref)
	w.string(string(f.Visitor))
	w.string(string(f.ID))
	w.byte(byte(f.Target))
	w.uint(uint64(f.Until))
	w.string(f.Reason)
}

func (f Unblock) encode(w *writer) {
	w.uint(f.Ref)
	w.strings3(string(f.Visitor), string(f.ID), string(f.Of))
}

func (f Watch) encode(w *writer) { w.bool(f.On) }

func (f Invite) encode(w *writer) {
	w.uint(f.Ref)
	w.strings3(string(f.Visitor), string(f.ID), f.Text)
}

func (f Erase) encode(w *writer) {
	w.uint(f.Ref)
	w.string(string(f.Visitor))
}

func (f Profile) reply(w *writer) {
	w.profile(f.Profile)
	w.uint(f.Exchanges)
	w.uint(uint64(f.LastAt))
	each(w, f.Blocks, (*writer).block)
}

func (f Found) reply(w *writer) {
	w.uint(f.Ref)
	w.byte(byte(f.Problem))
	w.uint(f.Ready)
	each(w, f.Exchanges, (*writer).hit)
	each(w, f.People, (*writer).acquaintance)
	each(w, f.Blocks, (*writer).blockLine)
	w.string(f.More)
	w.uint(f.Total)
}

func (f CustomerFile) reply(w *writer) {
	w.uint(f.Ref)
	w.byte(byte(f.Problem))
	w.uint(f.Ready)
	w.customerFile(f.File)
}

func (f Visitors) reply(w *writer) {
	w.bool(f.Reset)
	each(w, f.List, (*writer).onSite)
	each(w, f.Left, (*writer).personID)
}

func (f AskText) encode(w *writer) {
	w.uint(f.Ref)
	w.strings3(string(f.Conversation), f.Text, f.To)
}

func (f Rendered) reply(w *writer) {
	w.uint(f.Ref)
	w.string(f.From)
	w.string(f.Text)
	w.byte(byte(f.Problem))
}

func (u Unsupported) reply(w *writer) { w.b = append(w.b, u.Data...) }

// forAll reads the frames that every client gets; false for another type.
//
//go:noinline
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

// requests reads the frames that clients send. It is apart from what only they get, some of which is large: the stack on which it runs
// stays for as long as its connection.
//
//go:noinline
func (r *reader) requests(t Type) (Frame, bool) {
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
	case TypeAskText:
		return AskText{Ref: r.uint(), Conversation: r.conversation(), Text: r.string(), To: r.string()}, true
	case TypeFind:
		return Find{Ref: r.uint(), Query: r.query()}, true
	case TypeOpenFile:
		return OpenFile{Ref: r.uint(), Visitor: chat.PersonID(r.string()), Before: r.int63(), Limit: r.uint()}, true
	case TypeBlock:
		return Block{Ref: r.uint(), Visitor: chat.PersonID(r.string()), ID: chat.EntryID(r.string()), Target: chat.BlockTarget(r.byte()), Until: r.int63(), Reason: r.string()}, true
	case TypeUnblock:
		return Unblock{Ref: r.uint(), Visitor: chat.PersonID(r.string()), ID: chat.EntryID(r.string()), Of: chat.EntryID(r.string())}, true
	case TypeWatch:
		return Watch{On: r.bool()}, true
	case TypeInvite:
		return Invite{Ref: r.uint(), Visitor: chat.PersonID(r.string()), ID: chat.EntryID(r.string()), Text: r.string()}, true
	case TypeErase:
		return Erase{Ref: r.uint(), Visitor: chat.PersonID(r.string())}, true
	}
	return nil, false
}

// forAgents reads the frames that only agents get.
//
//go:noinline
func (r *reader) forAgents(t Type) (Frame, bool) {
	switch t {
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
	case TypeProfile:
		return Profile{Profile: r.profile(), Exchanges: r.uint(), LastAt: r.int63(), Blocks: list(r, (*reader).block)}, true
	case TypeFound:
		return Found{Ref: r.uint(), Problem: chat.Problem(r.byte()), Ready: r.uint(), Exchanges: list(r, (*reader).hit), People: list(r, (*reader).acquaintance),
			Blocks: list(r, (*reader).blockLine), More: r.string(), Total: r.uint()}, true
	case TypeCustomerFile:
		return CustomerFile{Ref: r.uint(), Problem: chat.Problem(r.byte()), Ready: r.uint(), File: r.customerFile()}, true
	case TypeVisitors:
		return Visitors{Reset: r.bool(), List: list(r, (*reader).onSite), Left: list(r, (*reader).personID)}, true
	case TypeRendered:
		return Rendered{Ref: r.uint(), From: r.string(), Text: r.string(), Problem: chat.Problem(r.byte())}, true
	}
	return nil, false
}

func (w *writer) conversation(c chat.ConversationID) { w.string(string(c)) }
func (r *reader) conversation() chat.ConversationID  { return chat.ConversationID(r.string()) }

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
	if len(r.b) > 0 {
		f.Gone = list(r, (*reader).conversation)
	}
	return f
}
