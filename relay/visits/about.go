package visits

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strings"
	"unicode/utf8"

	"pupitre/app/chat"
)

// about is what a page says about its visitor. What it says of times are ages by the browser's clock; here they are times by the relay's.
type about struct {
	site     chat.SiteID
	token    string // of the visitor, in a beacon
	drawn    string // by a browser that has no token yet
	visit    chat.Visit
	pages    uint64 // of this visit
	page     chat.PageView
	told     []chat.Datum // nil: nothing is said about it
	identity *string      // the token of the merchant's server; "": signed out; nil: nothing is said about it
	wrong    []string     // what was left out, and why, for who writes the page
}

// longest is the oldest that a browser's memory may be, in milliseconds: older ones come from a clock that was wrong.
const longest = 20 * 365 * 24 * 60 * 60_000

// readAbout reads a page's JSON. Fields that are not known are passed over; one that is not as it should be is left out and named.
// false: it is no object.
func (v *Visits) readAbout(body []byte, r *http.Request) (a about, ok bool) {
	top := reading{wrong: &a.wrong}
	if json.Unmarshal(body, &top.fields) != nil || top.fields == nil {
		return a, false
	}
	now := v.now().UnixMilli()
	a.site, a.token = chat.SiteID(top.text("site", chat.MaxID)), top.text("token", maxToken)
	if a.token == "" {
		a.drawn = top.text("drawn", chat.MaxID)
	}
	a.page = top.page("page")
	visit := top.object("visit")
	a.visit = chat.Visit{ID: visit.text("id", chat.MaxID), Number: visit.number("number", math.MaxUint32), Came: visit.source()}
	a.visit.Began = now - int64(visit.number("age", longest))
	a.pages = max(1, visit.number("pages", math.MaxUint32))
	first := visit.object("first")
	a.visit.First = first.source()
	a.visit.FirstAt = now - int64(first.number("age", longest))
	if a.visit.ID != "" && !chat.ValidID(a.visit.ID) {
		a.visit.ID = ""
		visit.refuse("id", "is not an id")
	}
	a.visit.Device = v.device(top, r)
	a.told = top.data("data")
	if _, said := top.fields["identity"]; said {
		if jwt, ok := top.said("identity", maxIdentity); ok {
			a.identity = &jwt
		}
	}
	return a, true
}

func (v *Visits) device(top reading, r *http.Request) chat.Device {
	d := chat.Device{Language: top.text("language", 16), Zone: top.text("zone", chat.MaxDatumName), Screen: top.screen("screen"), Offset: top.offset("offset")}
	if d.Language != "" && !chat.ValidLanguage(d.Language) {
		d.Language = ""
		top.refuse("language", "is not a language")
	}
	d.Browser, d.System, d.Kind = machine(r.UserAgent(), top.hints("hints"))
	if at, err := netip.ParseAddrPort(r.RemoteAddr); err == nil && v.o.Country != nil {
		d.Country = v.o.Country(at.Addr().Unmap().WithZone(""))
	}
	return d
}

// reading is an object whose fields are read one by one.
type reading struct {
	at     string // where it is: "visit."
	fields map[string]json.RawMessage
	wrong  *[]string
}

// maxWrong is how many fields are named to who writes the page.
const maxWrong = 20

func (r reading) refuse(name, why string) {
	if len(*r.wrong) < maxWrong {
		*r.wrong = append(*r.wrong, fmt.Sprintf("%s%.60s %s", r.at, name, why))
	}
}

// said is a string; null, or none, is "". false: it is something else, or too long.
func (r reading) said(name string, limit int) (s string, ok bool) {
	raw := r.fields[name]
	switch {
	case raw == nil:
		return "", true
	case json.Unmarshal(raw, &s) != nil:
		r.refuse(name, "is not text")
	case len(s) > limit:
		r.refuse(name, fmt.Sprintf("has more than %d bytes", limit))
	default:
		return s, true
	}
	return "", false
}

// text is one line.
func (r reading) text(name string, limit int) string {
	s, _ := r.said(name, limit)
	return chat.CleanLine(s, limit)
}

// number is a whole number from 0 to most. One below 0 is 0: clocks go back.
func (r reading) number(name string, most float64) uint64 {
	var n float64
	raw := r.fields[name]
	switch {
	case raw == nil:
	case json.Unmarshal(raw, &n) != nil:
		r.refuse(name, "is not a number")
	case n > most:
		r.refuse(name, "is too large")
	default:
		return uint64(max(0, n))
	}
	return 0
}

func (r reading) object(name string) reading {
	o := reading{at: r.at + name + ".", wrong: r.wrong}
	if raw := r.fields[name]; raw != nil && json.Unmarshal(raw, &o.fields) != nil {
		r.refuse(name, "is not an object")
	}
	return o
}

func (r reading) page(name string) chat.PageView {
	o := r.object(name)
	title, _ := o.said("title", chat.MaxFrame)
	p := chat.PageView{URL: o.address("url"), Title: chat.CleanLine(title, chat.MaxName)}
	if p.URL != "" && chat.CheckPage(p) != chat.NoProblem {
		o.refuse("url", "is not an address")
		return chat.PageView{}
	}
	return p
}

func (r reading) source() chat.Source {
	s := chat.Source{Referrer: r.address("referrer"), Landing: r.address("landing")}
	for name, part := range map[string]*chat.Source{"referrer": {Referrer: s.Referrer}, "landing": {Landing: s.Landing}} {
		if chat.Check(chat.Visited{Visit: chat.Visit{ID: "x", Came: *part}}) != chat.NoProblem {
			r.refuse(name, "is not an address")
			s = chat.Source{Referrer: choose(name == "referrer", "", s.Referrer), Landing: choose(name == "landing", "", s.Landing)}
		}
	}
	return s
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// address is cut where it is too long: long ones are long by what they ask for.
func (r reading) address(name string) string {
	s, _ := r.said(name, chat.MaxFrame)
	if len(s) <= chat.MaxURL {
		return s
	}
	size := chat.MaxURL
	for !utf8.RuneStart(s[size]) {
		size--
	}
	return s[:size]
}

// screen is [width, height], in CSS pixels.
func (r reading) screen(name string) string {
	var s []float64
	raw := r.fields[name]
	switch {
	case raw == nil:
	case json.Unmarshal(raw, &s) != nil || len(s) != 2 || s[0] < 1 || s[1] < 1 || s[0] > 1e5 || s[1] > 1e5:
		r.refuse(name, "is not a width and a height")
	default:
		return fmt.Sprintf("%.0f × %.0f", s[0], s[1])
	}
	return ""
}

// offset is minutes east of UTC.
func (r reading) offset(name string) int16 {
	var n float64
	raw := r.fields[name]
	switch {
	case raw == nil:
	case json.Unmarshal(raw, &n) != nil || math.Abs(n) > 14*60 || n != math.Trunc(n):
		r.refuse(name, "is not an offset in minutes")
	default:
		return int16(n)
	}
	return 0
}

func (r reading) hints(name string) (h hints) {
	raw := r.fields[name]
	if raw != nil && json.Unmarshal(raw, &h) != nil {
		r.refuse(name, "are not hints")
		return hints{}
	}
	return h
}

// data reads custom data; nil when nothing is said about it.
func (r reading) data(name string) []chat.Datum {
	raw := r.fields[name]
	if raw == nil || strings.TrimSpace(string(raw)) == "null" {
		return nil
	}
	list, wrong, ok := readData(raw)
	if !ok {
		r.refuse(name, "is not an object")
		return nil
	}
	for _, w := range wrong {
		r.refuse(name+"."+w.name, w.why)
	}
	return list
}
