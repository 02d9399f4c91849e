package console

import (
	"pupitre/app/chat"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

// A question that an agent asks has 2 to 6 choices.
const fewChoices, manyChoices = 2, 6

func choiceField(i int) string { return "choice-" + itoa(i) }

// choiceFields is how many fields for choices the form has.
func (m *Model) choiceFields() int {
	return min(max(number(m.Form.Values["choices"]), fewChoices), manyChoices)
}

func (m *Model) addChoice() []ui.Effect {
	n := min(m.choiceFields()+1, manyChoices)
	m.Form.Values["choices"] = itoa(n)
	m.Form.to(choiceField(n - 1))
	return nil
}

// dropChoice takes field i away; those below move up.
func (m *Model) dropChoice(i int) []ui.Effect {
	n := m.choiceFields()
	if n == fewChoices {
		return nil
	}
	for ; i+1 < n; i++ {
		m.Form.Values[choiceField(i)] = m.Form.Values[choiceField(i+1)]
	}
	delete(m.Form.Values, choiceField(n-1))
	m.Form.Values["choices"] = itoa(n - 1)
	m.Form.to(choiceField(min(i, n-2)))
	return nil
}

// ask sends the question of the form.
func (m *Model) ask() []ui.Effect {
	id, f := m.focused(), &m.Form
	f.Wrong = map[string]lang.Text{}
	q := chat.Question{Text: f.text("question")}
	f.check("question", chat.CheckText(q.Text), lang.AskWhat)
	for i := range m.choiceFields() {
		name := choiceField(i)
		if c := f.text(name); c != "" {
			q.Choices = append(q.Choices, c)
			if len(c) > chat.MaxLabel {
				f.wrong(name, lang.LabelTooLong)
			}
		}
	}
	for i := 0; len(q.Choices) < fewChoices && i < fewChoices; i++ {
		if f.text(choiceField(i)) == "" {
			f.wrong(choiceField(i), lang.TwoChoices)
		}
	}
	if len(f.Wrong) > 0 || !m.mayWrite(id) {
		return nil
	}
	m.Picker = Picker{}
	m.Grab++
	return m.say(id, q)
}
