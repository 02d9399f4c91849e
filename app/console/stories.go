package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// story is one state of one kind of entry. Page and tests show the same ones.
type story struct {
	name    string
	entries []chat.Entry
	staff   []chat.Entry // of the staff's series
	offer   chat.TransferOffer
	mine    bool                  // the conversation is the reader's
	marks   chat.Marks            // how far the visitor has come
	refused chat.Problem          // the reader's last entry was refused for this
	waits   bool                  // the reader's last entry is not stored
	flipped map[chat.EntryID]bool // see box.Look
	files   func(*ui.Uploads)     // what has become of the files of the conversation

	translates bool      // the relay can translate
	ask        *Ask      // the first entry's translation was asked for
	both       *BothWays // the switch is shown, too
	twin       *Twin     // of storyDraft
}

var (
	storyAgent   = chat.Person{ID: "a1", Role: chat.Agent, Name: "Ana Martin"}
	storyRelay   = chat.Person{ID: "relay", Role: chat.System}
	storyOther   = chat.Person{ID: "b1", Role: chat.Agent, Name: "Benoît Leroy"}
	storyBot     = chat.Person{ID: "bot-hello", Role: chat.Bot, Name: "Lumi"}
	storyVisitor = chat.Person{ID: "v8f2c", Role: chat.Visitor, Name: "Julie M."}
	storySystem  = chat.Person{ID: "relay", Role: chat.System}
)

const (
	storyTime         = chat.Millis(1_700_000_000_000)
	storyConversation = chat.ConversationID("v8f2c_1")
	storyDraft        = "Yes, in red."
)

// one is a story of a single entry.
func one(name string, who chat.Person, b chat.Body) story {
	return story{name: name, mine: true, entries: []chat.Entry{{ID: "e1", N: 1, At: storyTime, Author: who, Body: b}}}
}

// internal is a story of a single entry that only the merchant's side sees.
func internal(name string, who chat.Person, b chat.Body) story {
	return story{name: name, mine: true, staff: []chat.Entry{{ID: "n1", N: 1, At: storyTime, Author: who, Body: b}}}
}

// then is a further entry, a minute later.
func (s story) then(who chat.Person, b chat.Body) story {
	n := uint64(len(s.entries) + 1)
	s.entries = append(append([]chat.Entry(nil), s.entries...), chat.Entry{ID: chat.EntryID("e" + itoa(int(n))), N: n, At: storyTime + chat.Millis(n)*60_000, Author: who, Body: b})
	return s
}

func stories() []story {
	size := chat.Question{Text: "Which size is your lamp?", Choices: []string{"Small", "Medium", "Large, 40 cm"}}
	toBen := chat.Party{Kind: chat.PartyOne, ID: "b1", Name: "Benoît Leroy"}
	invoice := chat.File{ID: "f1", Name: "Invoice 2024-118.pdf", Type: "application/pdf", Size: 84_213}
	photo := chat.Image{File: chat.File{ID: "f2", Name: "lamp.jpg", Type: "image/jpeg", Size: 2_400_000}, Width: 1600, Height: 1200, Alt: "A lamp with a broken shade"}
	offered := one("Transfer, offered by the reader", storyAgent, chat.Transfer{To: toBen})
	offered.offer = chat.TransferOffer{ID: "e1", To: toBen, By: storyAgent}
	received := one("Transfer, offered to the reader, with a comment", storyOther, chat.Transfer{To: chat.Party{Kind: chat.PartyOne, ID: "a1", Name: "Ana Martin"}})
	received.mine, received.offer = false, chat.TransferOffer{ID: "e1", To: chat.Party{Kind: chat.PartyOne, ID: "a1", Name: "Ana Martin"}, By: storyOther}
	received.staff = []chat.Entry{{ID: "n1", N: 1, At: storyTime + 1, Author: storyOther, Body: chat.Note{Text: "She needs the invoice of March.", About: "e1"}}}
	flipped := one("Translated message, original shown", storyVisitor, chat.Text{Text: "¿Tienen esta lámpara en rojo?"}).then(storySystem, chat.Translation{Of: "e1", From: "es", To: "en", Text: "Do you have this lamp in red?"})
	flipped.flipped = map[chat.EntryID]bool{"e1": true}
	reads := func(name string, delivered, read uint64) story {
		s := one(name, storyAgent, chat.Text{Text: "We have two left."})
		s.marks = chat.Marked(chat.Visitor, delivered, read)
		return s
	}
	queued := one("Message waiting to be sent", storyVisitor, chat.Text{Text: "Hello?"}).then(storyAgent, chat.Text{Text: "Good morning!"})
	queued.waits = true
	failed := one("Message that was refused", storyVisitor, chat.Text{Text: "Hello?"}).then(storyAgent, chat.Text{Text: "Good morning!"})
	failed.waits, failed.refused = true, chat.AlreadyOver
	tooFast := one("File that was refused", storyVisitor, chat.Text{Text: "Hello?"}).then(storyAgent, invoice)
	tooFast.waits, tooFast.refused = true, chat.NotStored

	sending := func(name string, sent bool, files ...ui.FileCame) story {
		return story{name: name, mine: true, files: func(u *ui.Uploads) { attachAll(u, sent, files) }}
	}
	then := func(s story, more ...func(*ui.Uploads)) story {
		first := s.files
		s.files = func(u *ui.Uploads) {
			if first != nil {
				first(u)
			}
			for _, do := range more {
				do(u)
			}
		}
		return s
	}
	picture := ui.FileCame{In: storyConversation, Handle: "local:1", Name: "lamp.jpg", Type: "image/jpeg", Size: 640 << 10}
	paper := ui.FileCame{In: storyConversation, Handle: "local:2", Name: "Invoice 2024-118.pdf", Type: "application/pdf", Size: 640 << 10, More: true}
	program := ui.FileCame{In: storyConversation, Handle: "local:3", Name: "setup.exe", Type: "application/x-msdownload", Size: 12_000}
	film := ui.FileCame{In: storyConversation, Handle: "local:4", Name: "film.png", Type: "image/png", Size: 48_000_000, More: true}
	gone := func(path string) func(*ui.Uploads) {
		return func(u *ui.Uploads) { u.Gone[path] = true }
	}

	return append([]story{
		one("Visitor’s message", storyVisitor, chat.Text{Text: "Hello, is the lamp Halo in stock?\nI saw it on https://shop.example/lamps"}),
		one("Messages of one author", storyVisitor, chat.Text{Text: "One"}).then(storyVisitor, chat.Text{Text: "Two"}),
		one("Emoji alone", storyVisitor, chat.Text{Text: "😀🎉"}),
		one("Right-to-left text", storyVisitor, chat.Text{Text: "שלום, האם המנורה במלאי?"}),
		one("A very long word", storyVisitor, chat.Text{Text: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"}),
		reads("Message stored", 0, 0), reads("Message delivered", 1, 0), reads("Message read", 1, 1),
		one("Message of a colleague", storyOther, chat.Text{Text: "I take over from here."}),
		queued, failed, tooFast,
		internal("Internal note", storyOther, chat.Note{Text: "She called this morning, too."}),
		one("File", storyVisitor, invoice), one("File of an unknown type without a name", storyVisitor, chat.File{ID: "f3", Type: "application/x-odd", Size: 12}),
		one("Image", storyVisitor, photo), one("Image without a size", storyVisitor, chat.Image{File: photo.File}),
		sending("Files attached, uploading at 40 %", false, picture, paper),
		then(sending("Files attached, waiting for the network", false, picture, paper), func(u *ui.Uploads) { u.Online = false }),
		sending("Files refused before the upload", false, program, film),
		sending("File sent, uploading at 40 %", true, paper),
		then(sending("File sent, failed", true, picture), func(u *ui.Uploads) {
			u.Step(storyTime, nil)
			u.Answered(storyTime, ui.FileAnswered{Path: "/files/" + string(storyConversation) + "/" + string(u.List[0].ID), Status: 400, Problem: chat.BadType})
		}),
		then(one("File that could not be downloaded", storyVisitor, invoice), gone("/files/"+string(storyConversation)+"/f1")),
		then(one("Image that could not be loaded", storyVisitor, photo), gone("/files/"+string(storyConversation)+"/f2/thumb")),
		one("Link", storyAgent, chat.Link{URL: "https://shop.example/help/returns", Title: "Returns and refunds", Text: "How to send something back"}),
		one("Offer", storyAgent, chat.Offer{URL: "https://shop.example/lamps/halo", Title: "Lamp Halo", Text: "Warm light, linen shade", Price: "49,90 €"}),
		one("Question, not answered", storyBot, size),
		one("Question, answered", storyBot, size).then(storyVisitor, chat.Answer{Of: "e1", Choice: 1, Text: "Medium"}),
		one("Question without choices", storyBot, chat.Question{Text: "Which size is your lamp?"}),
		one("Translated message", storyVisitor, chat.Text{Text: "¿Tienen esta lámpara en rojo?"}).then(storySystem, chat.Translation{Of: "e1", From: "es", To: "en", Text: "Do you have this lamp in red?"}),
		flipped,
		one("Own message, translated for the visitor", storyAgent, chat.Text{Text: "Yes, in red and in blue."}).then(storySystem, chat.Translation{Of: "e1", From: "en", To: "es", Text: "Sí, en rojo y en azul."}),
		one("Own message, translated before it was sent", storyAgent, chat.Text{Text: "Yes, in red and in blue.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, en rojo y en azul."}}),
		one("Message of a colleague, translated before it was sent", storyOther, chat.Text{Text: "Yes, in red and in blue.", Translated: chat.Rendering{From: "en", To: "es", Text: "Sí, en rojo y en azul."}}),
		one("Page view", storyVisitor, chat.PageView{URL: "https://shop.example/basket", Title: "Your basket"}), one("Page view without a title", storyVisitor, chat.PageView{URL: "https://shop.example/basket?step=2"}),
		one("Joined", storyOther, chat.Joined{}), one("Joined, the reader", storyAgent, chat.Joined{}), one("Left", storyOther, chat.Left{}), one("Left, the reader", storyAgent, chat.Left{}),
		one("Closed", storyOther, chat.Closed{}), one("Closed, the reader", storyAgent, chat.Closed{}), one("Reopened", storyVisitor, chat.Reopened{}),
		offered, received,
		one("Transfer, accepted", storyAgent, chat.Transfer{To: toBen}).then(storyOther, chat.Settled{Of: "e1", How: chat.Accepted, From: storyAgent}),
		one("Transfer, returned", storyAgent, chat.Transfer{To: toBen}).then(storyOther, chat.Settled{Of: "e1", How: chat.Returned, From: storyAgent}),
		one("Transfer, withdrawn", storyAgent, chat.Transfer{To: chat.Party{Kind: chat.PartyTeam, ID: "t1", Name: "After-sales"}}).then(storyAgent, chat.Settled{Of: "e1", How: chat.Withdrawn, From: storyAgent}),
		one("Transfer to a bot, overtaken", storyAgent, chat.Transfer{To: chat.Party{Kind: chat.PartyBot, ID: "bot-hello", Name: "Lumi"}}),
		one("Paused until a time", storyAgent, chat.Paused{Until: storyTime + 900_000}), one("Paused until the visitor answers", storyAgent, chat.Paused{}), one("Pause ended", storyAgent, chat.Resumed{}), one("Pause ended by a colleague", storyOther, chat.Resumed{}),
		one("Sharing asked", storyAgent, chat.Share{How: chat.Asked}), one("Sharing accepted", storyVisitor, chat.Share{How: chat.Granted}), one("Sharing refused", storyVisitor, chat.Share{How: chat.Refused}), one("Sharing ended", storyVisitor, chat.Share{How: chat.Ended, Seconds: 247}),
		one("Sharing not answered", storyRelay, chat.Share{How: chat.Expired}), one("Sharing announced", storyRelay, chat.Share{How: chat.Granted}), one("Sharing ended by itself", storyRelay, chat.Share{How: chat.Ended, Seconds: 120}), one("Sharing no longer asked", storyAgent, chat.Share{How: chat.Ended}),
		one("Control asked", storyAgent, chat.Control{How: chat.Asked}), one("Control given", storyVisitor, chat.Control{How: chat.Granted}), one("Control refused", storyVisitor, chat.Control{How: chat.Refused}), one("Control taken back", storyVisitor, chat.Control{How: chat.Ended, Seconds: 3725}),
		one("Control not answered", storyRelay, chat.Control{How: chat.Expired}), one("Control ended by itself", storyRelay, chat.Control{How: chat.Ended, Seconds: 15}),
		one("Pointing asked", storyAgent, chat.Control{How: chat.Asked, Pointing: true}), one("Pointing given", storyVisitor, chat.Control{How: chat.Granted, Pointing: true}), one("Pointing refused", storyVisitor, chat.Control{How: chat.Refused, Pointing: true}), one("Pointing not answered", storyRelay, chat.Control{How: chat.Expired, Pointing: true}),
		one("Survey answer", storyVisitor, chat.Survey{Score: 4, Comment: "Quick and kind"}),
		internal("Tags added", storyAgent, chat.Qualified{Tags: []string{"Stock", "Lamp Halo"}}), internal("Tags removed", storyAgent, chat.Qualified{}), internal("Tags added by a colleague", storyOther, chat.Qualified{Tags: []string{"Stock"}}),
		internal("Routed", storySystem, chat.Routed{To: toBen, Why: "fewest conversations"}),
		internal("Blocked", storyAgent, chat.Blocked{Until: storyTime + 86_400_000, Reason: "Insults"}), internal("Blocked for ever", storyAgent, chat.Blocked{}), internal("Unblocked", storyAgent, chat.Blocked{Ended: true}),
		internal("Customer blocked", storyOther, chat.Blocked{Target: chat.BlockCustomer, Reason: "Spam"}), internal("Address blocked", storyOther, chat.Blocked{Target: chat.BlockAddress}),
		one("Content from a newer version", storyAgent, chat.Unsupported{Raw: 99, Data: "?"}), one("A step of sharing from a newer version", storyVisitor, chat.Share{How: 9}),
	}, translationStories()...)
}

// translationStories are a message that is not translated, in every state, and the switch for the whole conversation.
func translationStories() []story {
	spanish := one("", storyVisitor, chat.Text{Text: "¿Tienen esta lámpara en rojo?"})
	asked := func(name string, a *Ask) story {
		s := spanish
		s.name, s.translates, s.ask = name, true, a
		return s
	}
	both := func(name string, b BothWays) story {
		s := asked(name, nil).then(storySystem, chat.Translation{Of: "e1", From: "es", To: "en", Text: "Do you have this lamp in red?"}).then(storySystem, chat.Translation{Of: "e1", From: "es", To: "fr", Text: "Avez-vous cette lampe en rouge ?"})
		s.both = &b
		return s
	}
	twin := func(name string, t Twin) story {
		t.From, t.To = "en", "es"
		return story{name: name, mine: true, translates: true, twin: &t}
	}
	return []story{
		twin("Draft being translated", Twin{Of: storyDraft, Asked: true}),
		twin("Draft with its translation", Twin{Of: storyDraft, Text: "Sí, en rojo."}),
		twin("Draft that its translation does not match", Twin{Of: "Yes.", Text: "Sí."}),
		twin("Draft whose translation was emptied", Twin{Of: storyDraft, Edited: true}),
		twin("Draft that could not be translated", Twin{Of: storyDraft, Problem: chat.NoTranslation}),
		twin("Draft that needs no translation", Twin{Of: storyDraft, Problem: chat.NotNeeded}),
		asked("Message that can be translated", nil),
		asked("Message being translated", &Ask{}),
		asked("Message that could not be translated", &Ask{Over: true, Problem: chat.NoTranslation}),
		asked("Message that needs no translation", &Ask{Over: true, Problem: chat.NotNeeded}),
		both("Translated both ways", BothWays{}),
		both("Translated both ways, the language chosen by hand", BothWays{Spoken: "pt-BR"}),
	}
}

// attachAll attaches the files and sends two fifths of each.
func attachAll(u *ui.Uploads, sent bool, files []ui.FileCame) {
	for _, f := range files {
		u.Came(f, chat.NoProblem)
	}
	if sent {
		u.Send(storyConversation)
	}
	for _, e := range u.Step(storyTime, nil) {
		if part, ok := e.(ui.SendPart); ok {
			u.Answered(storyTime, ui.FileAnswered{Path: part.Path, Status: 200, Offset: part.To})
		}
	}
}

// uploads are the story's files.
func (s story) uploads() *ui.Uploads {
	ids := chat.NewIDs(chat.Seed{})
	u := ui.NewUploads(&ids)
	u.Welcomed(chat.Rules{MaxFile: 10_000_000, Types: "image/* application/pdf"})
	if s.files != nil {
		s.files(u)
	}
	return u
}

// transcript is the story as the products hold it.
func (s story) transcript() *ui.Transcript {
	t := ui.NewTranscript(ui.NewTalk(storyConversation), ui.NewTalk(storyConversation.Staff()))
	list := s.entries
	if s.waits {
		list = list[:len(list)-1]
	}
	t.Follow(1)
	t.Staff.Receive(storyTime, 1, wire.Page{Conversation: storyConversation.Staff(), List: s.staff, Last: uint64(len(s.staff))})
	t.Talk.Receive(storyTime, 1, wire.Page{Conversation: storyConversation, List: list, Last: uint64(len(list)), Marks: s.marks})
	if s.waits {
		e := s.entries[len(s.entries)-1]
		e.N = 0
		t.Write(e)
		if s.refused != chat.NoProblem {
			t.Talk.Receive(storyTime, 1, wire.Nack{Conversation: storyConversation, ID: e.ID, Problem: s.refused})
		}
	}
	t.Show(All.lets)
	return t
}
