package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

const (
	signInTag  = "sign-in"
	signOutTag = "sign-out"
)

func (m *Model) signIn() []ui.Effect {
	s := &m.SignIn
	switch {
	case s.Busy:
		return nil
	case s.Email == "" || s.Password == "":
		s.Trouble = lang.FillBoth
		return nil
	}
	s.Busy, s.Trouble = true, lang.Text{}
	return []ui.Effect{ui.Post{Tag: signInTag, Path: "/auth/sign-in", Form: "email=" + formEscape(s.Email) + "&password=" + formEscape(s.Password)}}
}

func (m *Model) answered(a ui.Answered) []ui.Effect {
	switch a.Tag {
	case signInTag:
		return m.signInAnswered(a.Status)
	case signOutTag:
		if a.Status/100 != 2 {
			m.Told = Told{In: m.focused(), Text: lang.NotSignedOut.In(m.Lang)}
			return []ui.Effect{ui.Say{Text: m.Told.Text}}
		}
		return m.signedOut()
	case personTag, disableTag, enableTag:
		return m.personAnswered(a)
	case emojiTag:
		return m.emojiCame(a.Status, a.Body)
	}
	switch {
	case strings.HasPrefix(a.Tag, hereTag):
		return m.translatedHere(a)
	case strings.HasPrefix(a.Tag, twinTag):
		return m.twinCameHere(a)
	}
	return nil
}

func (m *Model) signInAnswered(status int) []ui.Effect {
	s := &m.SignIn
	s.Busy = false
	switch {
	case status/100 == 2:
		s.Password = ""
		return m.Link.Dial(m.Now)
	case status == 0:
		s.Trouble = lang.NoAnswer
	case status == 429:
		s.Trouble = lang.SignInTooFast
	case status == 400 || status == 401:
		s.Trouble = lang.WrongSignIn
	default:
		s.Trouble = lang.ServerTrouble
	}
	return nil
}

// signedOut forgets what belongs to the agent who leaves; unsent entries stay on the device, they are not lost.
func (m *Model) signedOut() []ui.Effect {
	m.lost()
	effects := m.dropUploads()
	m.Me, m.Panes, m.Focus, m.Listed = chat.Person{}, nil, 0, false
	m.Conversations, m.Talks, m.Recent, m.Groups = map[chat.ConversationID]chat.Summary{}, map[chat.ConversationID]*ui.Transcript{}, nil, nil
	m.Translations.Asks, m.Translations.Queue, m.Translations.Spoken = map[chat.EntryID]Ask{}, nil, map[chat.ConversationID]string{}
	m.LockedOut, m.Leaving, m.Told, m.Awaited = nil, Leaving{}, Told{}, ""
	m.Library, m.Staff, m.Page, m.Edit, m.Dialog, m.Picker = Library{}, nil, NoPage, Edit{}, Dialog{}, Picker{}
	m.Blocking, m.Clients = Blocking{}, Clients{}
	m.Lookups, m.Customers, m.Trails, m.File, m.Search, m.History = nil, nil, nil, File{}, Search{}, History{}
	m.beginForm()
	m.SignIn = SignIn{Shown: true}
	m.Link = m.Link.Ended()
	return append(effects, ui.Hangup{}, ui.Forget{Key: panesKey})
}

// formEscape writes a value as application/x-www-form-urlencoded.
func formEscape(s string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_', c == '.':
			out = append(out, c)
		case c == ' ':
			out = append(out, '+')
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return string(out)
}
