package widget

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// Model is all that the chat knows.
type Model struct {
	Now   chat.Millis // when the last message came, by this device's clock
	Ahead chat.Millis // how far the relay's clock is ahead of it
	Zone  int         // minutes east of UTC
	Lang  lang.Lang
	Site  chat.SiteID
	Name  string // the site's, as its visitors know it
	Sound bool
	Lossy bool // this device cannot keep drafts

	Link  ui.Link
	Down  chat.Millis // since when the link is not online; 0: it is, or was never wanted
	Was   bool        // it has been online
	Epoch uint64
	Token string
	Me    chat.Person
	IDs   chat.IDs

	Open, Visible bool // the panel is open; the page it is in can be seen
	Grab          int  // counts the times that the message field takes the focus

	Talk    *ui.Talk
	Shown   *ui.Transcript // of Talk
	Draft   string
	Preview bool                  // agents see the draft
	shown   string                // what they have seen of it
	showing bool                  // a timer will show more
	Flipped map[chat.EntryID]bool // translations whose other side is shown
	Read    uint64                // n up to which this visitor has read
	Page    chat.PageView         // where the visitor is
	Moved   bool                  // and it was not written into the conversation yet

	Files   *ui.Uploads
	Viewing box.View // the picture that is shown in full

	Agent  chat.Person // who has the conversation; nobody: it waits, or is over
	Live   bool        // something was said, stored or not, and the conversation is not over
	Unread int         // agents' texts that were not read

	told      told
	unasked   string      // "1": the site does not leave it to the visitor alone whether their page is seen
	beat      int         // number of the last timer; an older one is not heard
	beatEvery chat.Millis // its pause; 0: none runs
}

// Keys of what is kept on this device, beside what ui.Talk keeps.
const (
	keyToken        = "token"
	keyConversation = "conversation"
	keyDraft        = "draft"
	keySound        = "sound"
	keyPage         = "page" // address of the last page view written
	keySent         = "sent" // what was sent before the program was there; kept by the glue
	keyOut          = "out:" // and an entry's id: the outbox, see ui.Outbox
)

func initial(m *Model, at chat.Millis, s ui.Started) []ui.Effect {
	*m = Model{
		Now: at, Zone: s.Number("zone"), Lang: lang.Of(s.Options["lang"]),
		Site: chat.SiteID(s.Options["site"]), Name: s.Options["name"], Sound: s.Kept[keySound] != "off",
		Link: ui.NewLink("/ws/visitor", s.Seed), Token: s.Kept[keyToken], IDs: chat.NewIDs(s.Seed),
		Flipped: map[chat.EntryID]bool{}, Open: s.Options["open"] != "", Visible: true,
		Page: chat.PageView{URL: s.Options["url"], Title: s.Options["title"]}, Moved: true,
	}
	m.told = told{share: unsaid, page: s.Kept[keyPage], live: s.Options["live"] != "", unread: s.Number("unread")}
	m.restore(s.Kept)
	m.Files = ui.NewUploads(&m.IDs)
	m.Files.Lost(s.Options["lost"])
	m.Draft = s.Typed
	var effects []ui.Effect
	for _, text := range s.Sent {
		effects = append(effects, m.write(text)...)
	}
	if len(s.Sent) > 0 { // they are in the outbox now
		effects = append(effects, ui.Forget{Key: keySent})
	}
	if s.Options["open"] == byHand {
		m.Grab++
	}
	effects = append(effects, ui.Identify{Token: m.Token})
	effects = append(effects, m.connect()...)
	return append(effects, m.after()...)
}

// restore takes over what former page loads wrote and could not send.
func (m *Model) restore(kept map[string]string) {
	box := ui.Outbox(kept)
	id := chat.ConversationID(kept[keyConversation])
	for other := range box {
		if id == "" {
			id = other
		}
	}
	m.Talk = ui.NewTalk(id)
	m.Shown = ui.NewTranscript(m.Talk, nil)
	m.Shown.Show(forVisitor)
	m.Talk.Adopt(box[id])
	if id != "" {
		m.Talk.Adopt(box[""]) // written before the conversation had an id
	}
	for other, list := range box {
		if other != id && other != "" {
			m.Talk.Adopt(stranded(list))
		}
	}
}

// stranded makes entries of a conversation that this visitor cannot come back to failed ones. Whether they were stored
// there is not known, so only a person can decide to send them again.
func stranded(list []chat.Pending) []chat.Pending {
	for i := range list {
		p := &list[i]
		p.After, p.Sent = 0, false
		if p.State != chat.Failed {
			p.State, p.Problem = chat.Failed, chat.BadToken
		}
	}
	return list
}

// relayNow is the relay's clock.
func (m *Model) relayNow() chat.Millis { return m.Now + m.Ahead }
