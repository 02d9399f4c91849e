package visits

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pupitre/app/chat"
)

func TestCustomDataHasTypes(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]chat.Datum{
		`"gold"`:                             {Type: chat.DatumText, Value: "gold"},
		`""`:                                 {Type: chat.DatumText},
		`"two\nlines\there"`:                 {Type: chat.DatumText, Value: "two lines here"},
		`3`:                                  {Type: chat.DatumNumber, Value: "3"},
		`-12.50`:                             {Type: chat.DatumNumber, Value: "-12.5"},
		`1e3`:                                {Type: chat.DatumNumber, Value: "1000"},
		`true`:                               {Type: chat.DatumYesNo, Value: "yes"},
		`false`:                              {Type: chat.DatumYesNo, Value: "no"},
		`"2026-11-25"`:                       {Type: chat.DatumDate, Value: "2026-11-25"},
		`"2026-11-25T10:30:00.250Z"`:         {Type: chat.DatumDate, Value: "2026-11-25T10:30:00Z"},
		`"2026-11-25T10:30:00+02:00"`:        {Type: chat.DatumDate, Value: "2026-11-25T08:30:00Z"},
		`"2026-02-30"`:                       {Type: chat.DatumText, Value: "2026-02-30"},
		`"https://shop.example/a?b=c#d"`:     {Type: chat.DatumLink, Value: "https://shop.example/a?b=c#d"},
		`"https://"`:                         {Type: chat.DatumText, Value: "https://"},
		`"javascript:alert(1)"`:              {Type: chat.DatumText, Value: "javascript:alert(1)"},
		`"see https://shop.example/"`:        {Type: chat.DatumText, Value: "see https://shop.example/"},
		`{"amount": 129, "currency": "EUR"}`: {Type: chat.DatumMoney, Value: "129.00 EUR"},
		`{"amount": "99.999", "currency": "USD"}`:  {Type: chat.DatumMoney, Value: "100.00 USD"},
		`{"amount": 1200.4, "currency": "JPY"}`:    {Type: chat.DatumMoney, Value: "1200 JPY"},
		`{"amount": -1.5, "currency": "TND"}`:      {Type: chat.DatumMoney, Value: "-1.500 TND"},
		`{"amount": 0, "currency": "EUR", "x": 1}`: {Type: chat.DatumMoney, Value: "0.00 EUR"},
	} {
		want.Name = "it"
		list, wrong, ok := readData([]byte(`{"it": ` + value + `}`))
		if !ok || len(wrong) > 0 || !reflect.DeepEqual(list, []chat.Datum{want}) {
			t.Errorf("%s: %+v, %v", value, list, wrong)
		}
	}
}

func TestCustomDataThatIsNone(t *testing.T) {
	t.Parallel()
	for value, why := range map[string]string{
		`[1]`:                                   "neither text",
		`{}`:                                    "no amount",
		`{"amount": 1}`:                         "no amount",
		`{"amount": 1, "currency": "euro"}`:     "no amount",
		`{"amount": "0x10", "currency": "EUR"}`: "no amount",
		`{"amount": "NaN", "currency": "EUR"}`:  "no amount",
		`1e400`:                                 "too large",
		"\"a\u202eb\"":                          "cannot be shown",
		`"` + strings.Repeat("é", 251) + `"`:    "more than 500 bytes",
	} {
		list, wrong, ok := readData([]byte(`{"first": 1, "it": ` + value + `, "last": 2}`))
		if !ok || len(list) != 2 || len(wrong) != 1 || wrong[0].name != "it" || !strings.Contains(wrong[0].why, why) {
			t.Errorf("%s: %+v, %v, want %q", value, list, wrong, why)
		}
	}
	if list, wrong, ok := readData([]byte(`{"gone": null, "": 1, " b ": 1, "b": 2}`)); !ok || len(list) != 1 || list[0].Name != "b" || len(wrong) != 2 {
		t.Errorf("%+v, %v", list, wrong)
	}
	var many strings.Builder
	for i := range chat.MaxData + 3 {
		fmt.Fprintf(&many, `"n%d": %d,`, i, i)
	}
	list, wrong, _ := readData([]byte("{" + strings.TrimSuffix(many.String(), ",") + "}"))
	if len(list) != chat.MaxData || len(wrong) != 3 || wrong[0].name != "n50" {
		t.Errorf("%d and %v", len(list), wrong)
	}
	for _, none := range []string{"", "7", `"x"`, "[", `{"a"`, `{"a": }`} {
		if _, _, ok := readData([]byte(none)); ok {
			t.Errorf("%s is an object", none)
		}
	}
}
