package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

const (
	peoplePath = "/api/v1/agents"
	personTag  = "person"  // the form of the page of people
	disableTag = "disable" // somebody is locked out
	enableTag  = "enable"  // and let in again

	shortestPassword, longestPassword = 8, 1024
)

// beginPerson opens the form for somebody of the staff, or for somebody new.
func (m *Model) beginPerson(id chat.PersonID) []ui.Effect {
	m.beginForm()
	m.Edit = Edit{Open: true, Person: id}
	m.Form.Values["role"] = roleKept(chat.Agent)
	m.Form.Focus = "name"
	if id != "" {
		m.Form.Values["role"] = roleKept(m.colleague(id).Role)
		m.Form.Focus = "password"
	}
	return nil
}

func roleKept(r chat.Role) string {
	if r == chat.Manager {
		return "manager"
	}
	return "agent"
}

// savePerson adds somebody, or changes their password and role.
func (m *Model) savePerson() []ui.Effect {
	f := &m.Form
	if f.Busy || !m.Edit.Open {
		return nil
	}
	f.Wrong, f.Trouble = map[string]lang.Text{}, lang.Text{}
	id := m.Edit.Person
	form, path := "role="+formEscape(f.Values["role"]), peoplePath
	if id == "" {
		name, email := f.text("name"), f.text("email")
		switch {
		case name == "":
			f.wrong("name", lang.FillThis)
		case !chat.ValidName(name):
			f.wrong("name", lang.LabelTooLong)
		}
		if !looksLikeEmail(email) {
			f.wrong("email", lang.BadEmail)
		}
		form += "&name=" + formEscape(name) + "&email=" + formEscape(email)
	} else {
		path += "/" + string(id)
	}
	if password := f.Values["password"]; password != "" || id == "" {
		if len(password) < shortestPassword || len(password) > longestPassword {
			f.wrong("password", lang.BadPassword)
		}
		form += "&password=" + formEscape(password)
	}
	if len(f.Wrong) > 0 {
		return nil
	}
	f.Busy = true
	return []ui.Effect{ui.Post{Tag: personTag, Path: path, Form: form}}
}

// looksLikeEmail: something, an @, something. The relay knows better.
func looksLikeEmail(s string) bool {
	at := -1
	for i := range len(s) {
		switch s[i] {
		case '@':
			if at >= 0 {
				return false
			}
			at = i
		case ' ':
			return false
		}
	}
	return at > 0 && at < len(s)-1
}

// disable locks somebody out.
func (m *Model) disable(id chat.PersonID) []ui.Effect {
	m.closeDialog()
	return []ui.Effect{ui.Post{Tag: disableTag, Path: peoplePath + "/" + string(id), Form: "off=1"}}
}

// enable lets somebody in again who was locked out. Their password is what it was.
func (m *Model) enable(id chat.PersonID) []ui.Effect {
	return []ui.Effect{ui.Post{Tag: enableTag, Path: peoplePath + "/" + string(id), Form: "off=0"}}
}

// personAnswered takes what the relay says to the form. The body of a refusal is a problem's name.
func (m *Model) personAnswered(a ui.Answered) []ui.Effect {
	f := &m.Form
	f.Busy = false
	words := lang.ServerTrouble
	switch {
	case a.Status/100 == 2 && a.Tag == disableTag:
		m.Edit = Edit{Said: lang.Disabled}
		m.PageTurn++
		return nil
	case a.Status/100 == 2 && a.Tag == enableTag:
		m.Edit = Edit{Said: lang.Enabled}
		m.PageTurn++
		return nil
	case a.Status/100 == 2:
		m.Edit.Said = lang.Saved
		return m.endEdit()
	case a.Status == 0:
		words = lang.NoAnswer
	case a.Status == 409:
		f.Wrong = map[string]lang.Text{}
		f.wrong("email", lang.EmailTaken)
		return nil
	case a.Status == 403 || a.Status == 401:
		words = lang.NotYourRight
	case a.Status == 400:
		words = lang.NotSaved
	}
	f.Trouble = words
	if a.Tag != personTag {
		m.Edit.Said = words
	}
	return nil
}
