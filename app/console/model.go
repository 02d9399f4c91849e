package console

import (
	"strings"

	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
	"pupitre/app/wire"
)

// Model is all that the desk knows.
type Model struct {
	Now        chat.Millis // when the last message came, by this device's clock
	Ahead      chat.Millis // how far the relay's clock is ahead of it
	Zone       int         // minutes east of UTC
	Place      string      // the name of its time zone: "Europe/Paris"
	Relay      string      // its address, "https://chat.example", where another host serves this page; "" where the relay does
	MirrorPage string      // where the page is that shows visitors’ pages
	Lang       lang.Lang
	Dark       bool
	Sound      bool
	NoBadge    bool                // the page's title does not say how many wait
	Compact    bool                // rows are low
	Keys       map[CommandID]Chord // those that were changed; the zero Chord: none
	NotKept    bool                // this device cannot keep drafts

	Link   ui.Link
	Epoch  uint64
	Me     chat.Person // nobody: not signed in
	SignIn SignIn
	IDs    chat.IDs
	Outbox map[chat.ConversationID][]chat.Pending // what former page loads could not send

	Storybook bool // shows every kind of entry, and nothing else

	Visible, Focused bool // whether the page is looked at, and has the keyboard

	Conversations map[chat.ConversationID]chat.Summary
	Listed        bool                         // the relay has sent the list
	Listing       map[chat.ConversationID]bool // those of a list that comes in parts, while it does
	Groups        []Group
	ListTop       int // scroll position and height of the list
	ListHeight    int

	Panes     []Pane // side by side, at most maxPanes
	Focus     int    // the pane with the input zone
	InList    bool   // a narrow window shows the list rather than the pane
	Talks     map[chat.ConversationID]*ui.Transcript
	Recent    []chat.ConversationID // those with a transcript, the latest opened last
	Drafts    map[chat.ConversationID]string
	Unseen    map[chat.ConversationID]uint64 // n of the last entry read before new ones came while nobody looked
	Flipped   map[chat.EntryID]bool          // translations whose other side is shown
	Filters   map[chat.ConversationID]Filter // those other than All
	Filtered  map[chat.ConversationID]int    // entries that came and are hidden by the filter
	Dismissed map[chat.ConversationID]uint64 // closed ones that are out of the list, at which entry
	GrabIn    chat.ConversationID            // whose; "" for none
	Grab      int                            // counts the times that the message field takes the focus
	InThread  bool                           // the thread took it: there was no field

	Files   *ui.Uploads
	Viewing box.View // the picture that is shown in full

	Library   Library
	Staff     []chat.Colleague
	LockedOut []chat.Person // who may not sign in any more
	Rules     chat.Rules
	Dock      Dock
	SiteName  string

	Profiles map[chat.ConversationID]wire.Profile           // what is known about visitors, by their conversations
	Fresh    map[chat.ConversationID]map[string]chat.Millis // when custom data changed, by name
	Info     Info
	Site     Site
	Inviting Inviting

	Translations Translations
	Twins        map[chat.ConversationID]Twin // drafts in the visitors' languages
	GrabTwin     chat.ConversationID          // whose takes the focus in the place of the message field; see Grab

	Status      chat.Status
	Notify      bool   // notifications are wanted
	Permission  string // what the browser says about them
	Emoji       []Emoji
	EmojiGone   bool     // their names could not be loaded
	RecentEmoji []string // those used, the last first

	Noting map[chat.ConversationID]bool // whose field is for notes
	Carets map[chat.ConversationID]int  // where the caret stands, in bytes, by the draft's key
	Jump   Jump
	Picker Picker
	Shut   int // where the "/" stands whose list was closed by hand, and 1
	Warned Warned
	Form   Form
	Dialog Dialog

	Blocking Blocking
	Clients  Clients

	Leaving Leaving
	Told    Told
	Awaited chat.ConversationID // whose message field gets the keyboard once there is one

	Page      Page
	PageTurn  int // counts how often its heading gets the keyboard
	Edit      Edit
	Ref       uint64                           // of the last question that is answered by it
	Customers map[chat.PersonID]*Dossier       // by the visitor who was asked about
	Trails    map[chat.ConversationID]*ui.Talk // those that are followed: notes about customers
	File      File
	Search    Search
	History   History
	Sought    Sought      // the entry that somebody looks for
	Lookups   []Lookup    // what the relay is being asked
	Woken     chat.Millis // up to when pauses that have ended were told

	HeldBack map[chat.ConversationID]chat.Millis // since when a call for people waits for a bot to be faster

	title        string // as last shown
	shownAddress string // likewise
}

// SignIn is the form of somebody who is not signed in.
type SignIn struct {
	Shown           bool
	Email, Password string
	Busy            bool
	Trouble         lang.Text
}

// maxTalks is how many conversations are followed at a time, beyond the open one those opened last.
const maxTalks = 12

func initial(m *Model, at chat.Millis, s ui.Started) []ui.Effect {
	*m = Model{
		Now: at, Lang: lang.Of(s.Lang), Sound: s.Kept["sound"] != "off", Dark: s.Options["dark"] == "1",
		IDs: chat.NewIDs(s.Seed), Link: ui.NewLink("/ws/agent", s.Seed), Outbox: ui.Outbox(s.Kept),
		Conversations: map[chat.ConversationID]chat.Summary{}, Talks: map[chat.ConversationID]*ui.Transcript{},
		Drafts: map[chat.ConversationID]string{}, Unseen: map[chat.ConversationID]uint64{},
		Flipped: map[chat.EntryID]bool{}, Filters: map[chat.ConversationID]Filter{}, Filtered: map[chat.ConversationID]int{}, Dismissed: map[chat.ConversationID]uint64{},
		HeldBack: map[chat.ConversationID]chat.Millis{},
	}
	m.Profiles, m.Fresh = map[chat.ConversationID]wire.Profile{}, map[chat.ConversationID]map[string]chat.Millis{}
	m.Info = Info{Folded: s.Kept[infoKey] == foldedInfo, Width: number(s.Options["width"])}
	m.Library, m.Noting, m.Carets = Library{}, map[chat.ConversationID]bool{}, map[chat.ConversationID]int{}
	m.Status, m.Notify, m.Permission = statusOf(s.Kept[statusKey]), s.Kept[notifyKey] != "", s.Options["notify"]
	m.RecentEmoji = strings.Fields(s.Kept[recentKey])
	m.Files = ui.NewUploads(&m.IDs)
	m.Files.Lost(s.Options["lost"])
	m.Translations, m.Twins = beginTranslations(s), map[chat.ConversationID]Twin{}
	m.beginForm()
	m.Zone, m.Place, m.Relay = s.Number("zone"), s.Options["place"], s.Options["relay"]
	m.MirrorPage = s.Options["mirror"]
	if kept := s.Kept["lang"]; kept != "" {
		m.Lang = lang.Of(kept)
	}
	for key, text := range s.Kept {
		if id, ok := strings.CutPrefix(key, draftKey); ok {
			m.Drafts[chat.ConversationID(id)] = text
		} else if id, ok := strings.CutPrefix(key, twinKey); ok {
			if t, ok := twinKept(text); ok {
				m.Twins[chat.ConversationID(id)] = t
			}
		} else if id, ok := strings.CutPrefix(key, filterKey); ok {
			m.Filters[chat.ConversationID(id)] = filterOf(text)
		} else if id, ok := strings.CutPrefix(key, dismissedKey); ok {
			m.Dismissed[chat.ConversationID(id)] = counted(text)
		}
	}
	if m.Storybook = s.Options["page"] == "storybook"; m.Storybook {
		return []ui.Effect{ui.Show{Title: "Storybook", Lang: m.Lang.Tag()}}
	}
	m.restorePanes(s.Kept[panesKey])
	m.restoreDock(s.Kept[dockKey])
	m.restoreKeys(s.Kept[keysKey])
	m.Compact, m.NoBadge = s.Kept[densityKey] == compactDensity, s.Kept[badgeKey] == "off"
	effects := append(m.Link.Dial(at), m.goTo(s.Options["page"])...)
	if theme := s.Kept["theme"]; theme != "" {
		m.Dark = theme == "dark"
		effects = append(effects, ui.SetOption{Name: "theme", Value: theme})
	}
	if m.Compact {
		effects = append(effects, m.density())
	}
	return append(append(effects, m.showTitle()...), tick())
}

// talk is the conversation's transcript, begun when there is none.
func (m *Model) talk(id chat.ConversationID) *ui.Transcript {
	t := m.Talks[id]
	if t == nil {
		t = ui.NewTranscript(ui.NewTalk(id), ui.NewTalk(id.Staff()))
		for _, k := range []*ui.Talk{t.Talk, t.Staff} {
			k.Adopt(m.Outbox[k.ID])
			delete(m.Outbox, k.ID)
			for _, p := range k.Thread.Pending {
				knowOwn(t, p.Entry)
			}
		}
		t.Show(m.Filters[id].lets)
		m.Talks[id] = t
	}
	return t
}

// mine tells whether this agent has the conversation.
func (m *Model) mine(c chat.Summary) bool { return !c.Agent.IsZero() && c.Agent.ID == m.Me.ID }

// relayNow is the relay's clock.
func (m *Model) relayNow() chat.Millis { return m.Now + m.Ahead }

const draftKey, dismissedKey = "draft:", "dismissed:"
