package visits

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"pupitre/app/chat"
)

// leftOut is a custom datum that was left out, and why.
type leftOut struct{ name, why string }

// readData reads an object of custom data, of a page or of a signed token: values are text, numbers, true and false, and amounts as
// {"amount": 129, "currency": "EUR"}. A text that is a date of ISO 8601 or an address is one. null is a datum that there is not. Sorted by name;
// never nil. false: it is no object.
func readData(raw []byte) (list []chat.Datum, wrong []leftOut, ok bool) {
	list = []chat.Datum{}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, nil, false
	}
	for d.More() {
		t, err := d.Token()
		name, isName := t.(string)
		var value any
		if err != nil || !isName || d.Decode(&value) != nil {
			return nil, nil, false
		}
		if value == nil {
			continue
		}
		datum, why := readDatum(strings.TrimSpace(name), value)
		switch {
		case why != "":
		case slices.ContainsFunc(list, func(other chat.Datum) bool { return other.Name == datum.Name }):
			why = "stands there twice"
		case len(list) == chat.MaxData:
			why = fmt.Sprintf("is one more than %d", chat.MaxData)
		default:
			list = append(list, datum)
			continue
		}
		wrong = append(wrong, leftOut{name, why})
	}
	slices.SortFunc(list, func(a, b chat.Datum) int { return cmp.Compare(a.Name, b.Name) })
	return list, wrong, true
}

// readDatum is one datum, or why it is none.
func readDatum(name string, value any) (d chat.Datum, why string) {
	d.Name = name
	switch v := value.(type) {
	case string:
		d.Type, d.Value = readText(v)
	case bool:
		d.Type, d.Value = chat.DatumYesNo, map[bool]string{true: "yes", false: "no"}[v]
	case json.Number:
		n, err := v.Float64()
		if err != nil || n > 1e15 || n < -1e15 {
			return d, "is too large a number"
		}
		d.Type, d.Value = chat.DatumNumber, strconv.FormatFloat(n, 'f', -1, 64)
	case map[string]any:
		if d.Type, d.Value = chat.DatumMoney, readMoney(v); d.Value == "" {
			return d, "is no amount: it is written {amount: 129.5, currency: \"EUR\"}"
		}
	default:
		return d, "is neither text, a number, true or false, a date, an address nor an amount"
	}
	switch {
	case name == "" || len(name) > chat.MaxDatumName:
		return d, fmt.Sprintf("has no name of 1 to %d bytes", chat.MaxDatumName)
	case len(d.Value) > chat.MaxDatum:
		return d, fmt.Sprintf("has more than %d bytes", chat.MaxDatum)
	case chat.Check(chat.Told{Data: []chat.Datum{d}}) != chat.NoProblem:
		return d, "has characters that cannot be shown"
	}
	return d, ""
}

// readText tells dates and addresses from other texts. Line ends become spaces.
func readText(s string) (chat.DatumType, string) {
	s = strings.Join(strings.Fields(s), " ")
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return chat.DatumDate, t.Format(time.DateOnly)
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		if t = t.UTC(); t.Year() >= 1 && t.Year() <= 9999 {
			return chat.DatumDate, t.Format("2006-01-02T15:04:05Z")
		}
	}
	if u, err := url.Parse(s); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.Contains(s, " ") {
		return chat.DatumLink, s
	}
	return chat.DatumText, s
}

// decimals of currencies that have not two.
var decimals = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// readMoney is "129.50 EUR", or "" for what is no amount. The amount may be a number or, so that none of it is lost, a text.
func readMoney(v map[string]any) string {
	currency, _ := v["currency"].(string)
	if len(currency) != 3 || strings.Trim(currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	var amount string
	switch a := v["amount"].(type) {
	case json.Number:
		amount = a.String()
	case string:
		amount = strings.TrimSpace(a)
	}
	n, err := strconv.ParseFloat(amount, 64)
	if err != nil || !(n < 1e13 && n > -1e13) || strings.ContainsAny(amount, "xXpP_") {
		return ""
	}
	places, special := decimals[currency]
	if !special {
		places = 2
	}
	return strconv.FormatFloat(n, 'f', places, 64) + " " + currency
}
