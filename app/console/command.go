package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// CommandID is something that can be done by a key, or found by its name in the palette.
type CommandID uint8

const (
	NoCommand CommandID = iota
	PaletteCommand
	SearchCommand
	NoteCommand
	TransferCommand
	NextCommand
	LastCommand
	RightCommand
	LeftCommand
	HideCommand
	InfoCommand
	TakeCommand
	HandBackCommand
	CloseCommand
	MirrorCommand
	DockCommand
	ControlCommand
	UnshareCommand
	BlockCommand
	UndoBlockCommand
	PauseCommand
	ResumeCommand
	AllCommand
	VisitorCommand
	AgentCommand
	ActionsCommand
	CannedCommand
	EmojiCommand
	LinkCommand
	OfferCommand
	QuestionCommand
	TwinCommand
	FilesCommand
	AvailableCommand
	BusyCommand
	AwayCommand
	VisitorsCommand
	SettingsCommand
	PreferencesCommand
	KeysCommand
	SoundCommand
	NotifyCommand
	BadgeCommand
	ThemeCommand
	CompactCommand
	LanguageCommand
	SignOutCommand
)

// need is what must be there for a command.
type need uint8

const (
	nothing  need = iota
	aPane         // a conversation in view
	twoPanes      // another one beside it
	freeOne       // one in view that nobody has
	ownOne        // one in view that this agent has
	aGift         // one in view that this agent may give away
	running       // an own one that is not paused
	paused        // an own one that is
	aField        // a message field
	files         // one to which files can be attached
	foreign       // one whose draft can be translated
	aGuest        // one whose visitor is not blocked
	aSlip         // a block that was just made
	aScreen       // one whose visitor's page can be seen
	aShare        // one whose visitor's page is shown
	aMirror       // one that has a question or a share to end
)

// Command is a line of the table of commands.
type Command struct {
	ID    CommandID
	Kept  string // its name on this device
	Name  lang.Text
	Key   Chord // unless somebody has changed it; the zero Chord: none
	needs need
}

// commands in the order in which they are listed. Keys are function keys, or combinations that no browser and no keyboard
// needs: letters type.
var commands = [...]Command{
	{PaletteCommand, "palette", lang.PaletteTitle, Chord{"k", dom.Ctrl}, nothing},
	{SearchCommand, "search", lang.SearchTitle, Chord{"f", dom.Ctrl | dom.Shift}, nothing},
	{NoteCommand, "note", lang.KeyNote, Chord{"F2", 0}, aPane},
	{TransferCommand, "transfer", lang.KeyTransfer, Chord{"F4", 0}, aGift},
	{NextCommand, "next", lang.KeyNextPane, Chord{"F6", 0}, twoPanes},
	{LastCommand, "last", lang.KeyLastPane, Chord{"F6", dom.Shift}, twoPanes},
	{RightCommand, "right", lang.KeyMoveRight, Chord{"F8", 0}, twoPanes},
	{LeftCommand, "left", lang.KeyMoveLeft, Chord{"F8", dom.Shift}, twoPanes},
	{HideCommand, "hide", lang.KeyHidePane, Chord{"F9", 0}, aPane},
	{InfoCommand, "info", lang.KeyInfo, Chord{"F9", dom.Ctrl}, aPane},
	{TakeCommand, "take", lang.TakeIt, Chord{}, freeOne},
	{HandBackCommand, "handback", lang.HandBackHelp, Chord{}, ownOne},
	{CloseCommand, "close", lang.CloseHelp, Chord{}, ownOne},
	{MirrorCommand, "mirror", lang.OpenPageHelp, Chord{}, aScreen},
	{DockCommand, "dock", lang.DockHelp, Chord{}, aScreen},
	{ControlCommand, "control", lang.TakeControlHelp, Chord{}, aShare},
	{UnshareCommand, "unshare", lang.Unshare, Chord{}, aMirror},
	{BlockCommand, "block", lang.BlockThem, Chord{}, aGuest},
	{UndoBlockCommand, "undo-block", lang.UndoBlock, Chord{}, aSlip},
	{PauseCommand, "pause", lang.PauseUntilHelp, Chord{}, running},
	{ResumeCommand, "resume", lang.ResumeHelp, Chord{}, paused},
	{AllCommand, "all", lang.ShowAll, Chord{}, aPane},
	{VisitorCommand, "visitor", lang.ShowVisitor, Chord{}, aPane},
	{AgentCommand, "agent", lang.ShowAgent, Chord{}, aPane},
	{ActionsCommand, "actions", lang.ShowActions, Chord{}, aPane},
	{CannedCommand, "canned", lang.CannedTitle, Chord{}, aField},
	{EmojiCommand, "emoji", lang.EmojiButton, Chord{}, aField},
	{LinkCommand, "link", lang.LinkButton, Chord{}, aField},
	{OfferCommand, "offer", lang.OfferButton, Chord{}, aField},
	{QuestionCommand, "question", lang.QuestionButton, Chord{}, aField},
	{TwinCommand, "twin", lang.TranslateFirst, Chord{"F2", dom.Shift}, foreign},
	{FilesCommand, "files", lang.AttachFiles, Chord{}, files},
	{AvailableCommand, "available", lang.BeAvailable, Chord{}, nothing},
	{BusyCommand, "busy", lang.BeBusy, Chord{}, nothing},
	{AwayCommand, "away", lang.BeAway, Chord{}, nothing},
	{VisitorsCommand, "visitors", lang.VisitorsTitle, Chord{}, nothing},
	{SettingsCommand, "settings", lang.Settings, Chord{}, nothing},
	{PreferencesCommand, "preferences", lang.PreferencesTitle, Chord{}, nothing},
	{KeysCommand, "keys", lang.KeyHelp, Chord{"?", 0}, nothing},
	{SoundCommand, "sound", lang.SwitchSound, Chord{}, nothing},
	{NotifyCommand, "notify", lang.SwitchNotify, Chord{}, nothing},
	{BadgeCommand, "badge", lang.SwitchBadge, Chord{}, nothing},
	{ThemeCommand, "theme", lang.SwitchTheme, Chord{}, nothing},
	{CompactCommand, "compact", lang.SwitchCompact, Chord{}, nothing},
	{LanguageCommand, "language", lang.SwitchLanguage, Chord{}, nothing},
	{SignOutCommand, "signout", lang.SignOut, Chord{}, nothing},
}

// command is the line of the table.
func command(id CommandID) Command {
	for _, c := range commands {
		if c.ID == id {
			return c
		}
	}
	return Command{}
}

// can tells whether what the command needs is there now.
func (m *Model) can(c Command) bool {
	in := m.focused()
	s, known := m.Conversations[in]
	own := known && m.mine(s) && !s.Closed
	switch c.needs {
	case aPane:
		return in != ""
	case twoPanes:
		return len(m.Panes) > 1
	case freeOne:
		return known && m.mayWrite(in) && !own
	case ownOne:
		return own
	case aGift:
		return m.mayTransfer(s)
	case running:
		return own && !m.paused(s)
	case paused:
		return own && m.paused(s)
	case aField:
		return m.mayWrite(in) || m.Noting[in]
	case foreign:
		return m.mayTwin(in)
	case aGuest:
		return known && len(m.blocks(in)) == 0
	case aSlip:
		return m.undoSeconds() > 0
	case aScreen:
		return known && m.mayMirror(s)
	case aShare:
		return known && m.mayAct(s)
	case aMirror:
		return known && m.mayUnshare(s)
	case files:
		return m.noFiles(in) == chat.NoProblem && m.Files.Rules.MaxFile > 0
	}
	return true
}

// run does what the command says, or says why it cannot be done now. What belongs to a conversation leads back to it from the
// settings.
func (m *Model) run(c Command) []ui.Effect {
	m.Told = Told{}
	switch {
	case !m.can(c):
		return m.decline(c)
	case c.needs == nothing:
		return m.obey(c)
	}
	return append(m.leavePage(), m.obey(c)...)
}

func (m *Model) obey(c Command) []ui.Effect {
	in := m.focused()
	switch c.ID {
	case PaletteCommand:
		return m.openPalette()
	case SearchCommand:
		return m.openSearch("")
	case NoteCommand:
		return m.switchNote()
	case TransferCommand:
		return m.askTransfer(in)
	case NextCommand:
		return m.turn(1)
	case LastCommand:
		return m.turn(-1)
	case RightCommand:
		return m.shift(in, 1)
	case LeftCommand:
		return m.shift(in, -1)
	case HideCommand:
		return m.unshow(in)
	case InfoCommand:
		return m.pressInfo()
	case TakeCommand:
		return m.take(in)
	case HandBackCommand:
		return m.act(in, chat.Left{})
	case CloseCommand:
		return m.end(in)
	case MirrorCommand:
		return m.openMirror(in)
	case DockCommand:
		return m.switchDock(in)
	case ControlCommand:
		return m.switchControl(in)
	case UnshareCommand:
		return m.act(in, chat.Share{How: chat.Ended})
	case BlockCommand:
		return m.askBlock(in)
	case UndoBlockCommand:
		return m.undoBlock()
	case PauseCommand:
		return m.pause(in, 0)
	case ResumeCommand:
		return m.act(in, chat.Resumed{})
	case AllCommand, VisitorCommand, AgentCommand, ActionsCommand:
		return m.show(in, Filter(c.ID-AllCommand))
	case CannedCommand:
		return m.openPicker(CannedPicker)
	case EmojiCommand:
		return m.openPicker(EmojiPicker)
	case LinkCommand:
		return m.openPicker(LinkPicker)
	case OfferCommand:
		return m.openPicker(OfferPicker)
	case QuestionCommand:
		return m.openPicker(QuestionForm)
	case TwinCommand:
		return m.pressTwin()
	case FilesCommand:
		return m.pressedFile(ui.UploadPressed{Do: ui.Attach, In: in})
	case AvailableCommand:
		return m.be(chat.Available)
	case BusyCommand:
		return m.be(chat.Busy)
	case AwayCommand:
		return m.be(chat.Away)
	case VisitorsCommand:
		return m.openPage(VisitorsPage)
	case SettingsCommand:
		return m.openPage(CannedPage)
	case PreferencesCommand:
		return m.openPage(PreferencesPage)
	case KeysCommand:
		return m.openDialog(Dialog{Kind: KeysDialog})
	case SoundCommand:
		return m.switchSound()
	case NotifyCommand:
		return m.switchNotify()
	case BadgeCommand:
		return m.switchBadge()
	case ThemeCommand:
		return m.switchTheme()
	case CompactCommand:
		return m.switchCompact()
	case LanguageCommand:
		return m.switchLanguage()
	case SignOutCommand:
		return m.askSignOut()
	}
	return nil
}

// take makes the conversation this agent's.
func (m *Model) take(id chat.ConversationID) []ui.Effect {
	return append(m.open(id), m.act(id, chat.Joined{})...)
}
