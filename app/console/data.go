package console

import (
	"cmp"
	"slices"
	"strings"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// Shown is a custom datum as agents read it.
type Shown struct {
	chat.Known
	Label string
	As    chat.DatumType // how it is shown
	Wrong lang.Text      // why that is not as it was declared
}

// dataTypes are the types in the order in which they are offered, with what a value that is not of one is told.
var dataTypes = [...]struct {
	Type  chat.DatumType
	Kept  string // in forms
	Name  lang.Text
	Wrong lang.Text
}{
	{chat.DatumText, "text", lang.TypeText, lang.Text{}},
	{chat.DatumNumber, "number", lang.TypeNumber, lang.WantNumber},
	{chat.DatumMoney, "money", lang.TypeMoney, lang.WantMoney},
	{chat.DatumDate, "date", lang.TypeDate, lang.WantDate},
	{chat.DatumYesNo, "yesno", lang.TypeYesNo, lang.WantYesNo},
	{chat.DatumLink, "link", lang.TypeLink, lang.WantLink},
}

// typeAt is the type's place in the table. What a newer program has declared is shown as text.
func typeAt(t chat.DatumType) int {
	for i := range dataTypes {
		if dataTypes[i].Type == t {
			return i
		}
	}
	return 0
}

// shownData is the custom data of a profile: what is declared, in its order, then the rest by name.
func (m *Model) shownData(p chat.Profile) []Shown {
	data := p.Data()
	list := make([]Shown, 0, len(data))
	for _, i := range m.Library.of(chat.FieldItem) {
		at := slices.IndexFunc(data, func(k chat.Known) bool { return k.Name == i.Data })
		if at < 0 {
			continue
		}
		s := Shown{Known: data[at], Label: i.Name, As: i.Type}
		if !isOf(i.Type, s.Value) {
			s.As, s.Wrong = data[at].Type, dataTypes[typeAt(i.Type)].Wrong
		}
		list = append(list, s)
		data = slices.Delete(data, at, at+1)
	}
	names := make([]string, 0, len(data)) // sorting them rather than what they name is 3 KB less to load
	for _, k := range data {
		names = append(names, k.Name)
	}
	slices.SortFunc(names, byName)
	for _, name := range names {
		k := data[slices.IndexFunc(data, func(k chat.Known) bool { return k.Name == name })]
		list = append(list, Shown{Known: k, Label: k.Name, As: k.Type})
	}
	for i := range list {
		if s := &list[i]; !isOf(s.As, s.Value) {
			s.As = chat.DatumText
		}
	}
	return list
}

func byName(a, b string) int { return cmp.Or(cmp.Compare(fold(a), fold(b)), cmp.Compare(a, b)) }

// isOf tells whether the value can be read as one of that type.
func isOf(t chat.DatumType, value string) bool {
	switch t {
	case chat.DatumText:
		return true
	case chat.DatumNumber:
		return isNumber(value)
	case chat.DatumMoney:
		amount, currency, _ := strings.Cut(value, " ")
		return isNumber(amount) && len(currency) == 3 && like(currency, "AAA")
	case chat.DatumDate:
		day, time, timed := strings.Cut(value, "T")
		return like(day, "0000-00-00") && (!timed || len(time) >= 6 && like(time[:5], "00:00"))
	case chat.DatumYesNo:
		return value == "yes" || value == "no"
	case chat.DatumLink:
		return chat.CheckPage(chat.PageView{URL: value}) == chat.NoProblem
	}
	return false
}

// isNumber: digits, with a sign before and a point between them.
func isNumber(s string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && (!point || digits(part))
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// like tells whether s has a digit where the pattern has a 0, a capital where it has an A, and else what it has.
func like(s, pattern string) bool {
	if len(s) != len(pattern) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch p := pattern[i]; {
		case p == '0' && (c < '0' || c > '9'), p == 'A' && (c < 'A' || c > 'Z'), p != '0' && p != 'A' && c != p:
			return false
		}
	}
	return true
}

// datum is a custom datum in words, for texts that are being written; "" for none.
func (m *Model) datum(id chat.ConversationID, name string) string {
	for _, s := range m.shownData(m.profile(id)) {
		if s.Name != name {
			continue
		}
		switch {
		case s.As == chat.DatumYesNo:
			return m.yesNo(s.Value).In(m.Lang)
		case m.Lang == lang.Fr && (s.As == chat.DatumNumber || s.As == chat.DatumMoney):
			if whole, part, ok := strings.Cut(s.Value, "."); ok {
				return whole + "," + part
			}
		}
		return s.Value
	}
	return ""
}

func (m *Model) yesNo(value string) lang.Text {
	if value == "yes" {
		return lang.Yes
	}
	return lang.No
}
