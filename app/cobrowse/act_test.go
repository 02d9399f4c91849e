package cobrowse_test

import (
	"errors"
	"reflect"
	"testing"

	"pupitre/app/cobrowse"
)

var place = cobrowse.Place{Document: 3, Node: 300, X: 1, Y: 65535}

var acts = []cobrowse.Act{
	{Command: cobrowse.CommandPointer, Ref: 1, Place: place},
	{Command: cobrowse.CommandNoPointer, Ref: 2},
	{Command: cobrowse.CommandHighlight, Ref: 3, Place: cobrowse.Place{Node: 5}},
	{Command: cobrowse.CommandStroke, Ref: 4, Stroke: 9, Places: []cobrowse.Place{place, {}}},
	{Command: cobrowse.CommandErase, Ref: 5},
	{Command: cobrowse.CommandPress, Ref: 6, Place: place, Button: 2, Keys: cobrowse.KeyShift | cobrowse.KeyMeta, Clicks: 2},
	{Command: cobrowse.CommandRelease, Ref: 7, Place: place, Keys: cobrowse.KeyAlt},
	{Command: cobrowse.CommandMove, Ref: 8, Place: place, Keys: cobrowse.KeyControl},
	{Command: cobrowse.CommandText, Ref: 9, Text: "é 😀"},
	{Command: cobrowse.CommandKey, Ref: 10, Text: "Enter", Keys: cobrowse.KeyShift},
	{Command: cobrowse.CommandScroll, Ref: 11, Place: cobrowse.Place{Document: 1}, X: -300, Y: 20_000},
	{Command: cobrowse.CommandValue, Ref: 12, Place: cobrowse.Place{Node: 7}, Text: "2026-11-25"},
	{Command: cobrowse.CommandSelect, Ref: 13, Place: cobrowse.Place{Node: 7}, Indices: []uint32{0, 300}},
	{Command: cobrowse.CommandBack, Ref: 14},
	{Command: cobrowse.CommandForward, Ref: 15},
	{Command: cobrowse.CommandReload, Ref: 1 << 31},
	{Command: cobrowse.CommandOpen, Ref: 17, Text: "https://shop.example/"},
	{Command: cobrowse.CommandFocus, Ref: 18, Place: cobrowse.Place{Document: 1, Node: 7}},
}

func sameAct(a, b cobrowse.Act) bool {
	return reflect.DeepEqual(a, b)
}

func TestActsCross(t *testing.T) {
	t.Parallel()
	for _, a := range acts {
		b := cobrowse.AppendAct([]byte("x"), a)
		got, err := cobrowse.DecodeAct(b[1:])
		if err != nil || !sameAct(got, a) {
			t.Errorf("%+v arrives as %+v, %v", a, got, err)
		}
		for n := range b[1:] {
			if got, err := cobrowse.DecodeAct(b[1 : 1+n]); err == nil {
				t.Errorf("%d bytes of %+v arrive as %+v", n, a, got)
			}
		}
		if got, err := cobrowse.DecodeAct(append(b[1:], 0)); !errors.Is(err, cobrowse.ErrMalformed) {
			t.Errorf("%+v and more arrives as %+v", a, got)
		}
	}
	if got := cobrowse.AppendAct(nil, acts[0]); string(got) != "\x01\x01\x03\xac\x02\x00\x01\xff\xff" {
		t.Errorf("%x", got) // as the page reads it: static/js/record*.js
	}
	if cobrowse.CommandPress.Points() || !cobrowse.CommandErase.Points() || cobrowse.CommandMove.Answered() || cobrowse.CommandStroke.Answered() || !cobrowse.CommandHighlight.Answered() || !cobrowse.CommandText.Answered() {
		t.Error("who may do what, and what is answered")
	}
}

func TestAnswersCross(t *testing.T) {
	t.Parallel()
	ref, o, err := cobrowse.DecodeAnswer(cobrowse.AppendAnswer(nil, 300, cobrowse.FieldMasked))
	if ref != 300 || o != cobrowse.FieldMasked || err != nil {
		t.Error(ref, o, err)
	}
	for _, b := range []string{"", "\x01", "\x01\x00", "\x01\x01\x01", "\xff\xff\xff\xff\xff\x01"} {
		if _, _, err := cobrowse.DecodeAnswer([]byte(b)); !errors.Is(err, cobrowse.ErrMalformed) {
			t.Errorf("%x: %v", b, err)
		}
	}
}
