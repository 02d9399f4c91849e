package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
)

// Form is what stands in the fields of the form that is open: in a dialog, on a page of settings, or in the input zone. There
// is one at a time.
type Form struct {
	Values  map[string]string
	Ticked  map[string]bool
	Wrong   map[string]lang.Text // what is wrong with a field
	Trouble lang.Text            // what went wrong as a whole
	Busy    bool                 // it is on its way
	Focus   string               // the field that has or gets the keyboard
	Turn    int                  // counts how often one got it
	Came    bool                 // somebody went there by themselves, and may have gone on by the time that it is drawn
}

func (m *Model) beginForm() {
	m.Form = Form{Values: map[string]string{}, Ticked: map[string]bool{}, Wrong: map[string]lang.Text{}, Turn: m.Form.Turn + 1}
}

// text is the field's content without spaces at its ends.
func (f *Form) text(name string) string { return chat.CleanText(f.Values[name]) }

// wrong notes what is wrong with a field, and gives the keyboard to the first of them.
func (f *Form) wrong(name string, why lang.Text) {
	if len(f.Wrong) == 0 {
		f.to(name)
	}
	if _, ok := f.Wrong[name]; !ok {
		f.Wrong[name] = why
	}
}

func (f *Form) check(name string, p chat.Problem, why lang.Text) {
	if p != chat.NoProblem {
		f.wrong(name, why)
	}
}

// typed takes what stands in a field now; what was wrong with it is being mended.
func (f *Form) typed(name, text string) {
	f.Values[name] = text
	delete(f.Wrong, name)
}

// to gives the keyboard to a field.
func (f *Form) to(name string) {
	f.Focus, f.Came = name, false
	f.Turn++
}

// token is the dom.Focus of a field.
func (f *Form) token(name string) string {
	if f.Focus != name || f.Came {
		return ""
	}
	return itoa(f.Turn)
}
