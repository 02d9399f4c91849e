package cobrowse_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

const hash = "0123456789abcdef"

// What makes no sense is refused, by the name of what is wrong with it, and nothing passes until the stream begins anew.
func TestStreamsThatMakeNoSense(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		want  error
		write func(*mirror) // to a body with p 5 (text 6), iframe 7, div 8 (shadow 9, b 10), select 11
	}{
		"an operation that is none":         {cobrowse.ErrMalformed, func(m *mirror) { m.Byte(99) }},
		"an operation without its fields":   {cobrowse.ErrMalformed, func(m *mirror) { m.Op(cobrowse.OpAttr) }},
		"a number of eleven bytes":          {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpRemove), strings.Repeat("\x80", 10)+"\x01") }},
		"a number of 33 bits":               {cobrowse.ErrMalformed, func(m *mirror) { m.Op(cobrowse.OpDocument); m.Uint(1 << 32) }},
		"a string longer than its message":  {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpText), "\x0c\x01\x7fabc") }},
		"a string of four thousand million": {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpText), "\x0c\x01\xff\xff\xff\xff\x0f") }},
		"UTF-8 that is none":                {cobrowse.ErrMalformed, func(m *mirror) { m.SetText(6, "\xff") }},
		"half a surrogate":                  {cobrowse.ErrMalformed, func(m *mirror) { m.SetText(6, "\xed\xa0\x80") }},
		"UTF-8 that is too long":            {cobrowse.ErrMalformed, func(m *mirror) { m.SetText(6, "\xc0\xaf") }},
		"a word that nobody said":           {cobrowse.ErrUnknownWord, func(m *mirror) { m.raw(byte(cobrowse.OpText), "\x0c\x7f") }},
		"a long word for the table":         {cobrowse.ErrTooLarge, func(m *mirror) { m.raw(byte(cobrowse.OpText), "\x0c\x00\xa1\x01"+strings.Repeat("x", 161)) }},
		"a text that is too long":           {cobrowse.ErrTooLarge, func(m *mirror) { m.SetText(6, strings.Repeat("x", cobrowse.MaxText+1)) }},
		"a text that grows too long": {cobrowse.ErrTooLarge, func(m *mirror) {
			m.Attr(5, "a", strings.Repeat("x", cobrowse.MaxText))
			m.AttrPart(5, "a", cobrowse.MaxText, 0, "x")
		}},
		"a message that is too long":          {cobrowse.ErrTooLarge, func(m *mirror) { m.raw(byte(cobrowse.OpComplete), strings.Repeat("\x1a", cobrowse.MaxMessage)) }},
		"a node that never was":               {cobrowse.ErrUnknownNode, func(m *mirror) { m.Remove(99) }},
		"a node before the first":             {cobrowse.ErrUnknownNode, func(m *mirror) { m.Op(cobrowse.OpRemove); m.Int(-1) }},
		"a node that was":                     {cobrowse.ErrUnknownNode, func(m *mirror) { m.Remove(5); m.SetText(6, "x") }},
		"a node at the end of numbers":        {cobrowse.ErrUnknownNode, func(m *mirror) { m.Op(cobrowse.OpRemove); m.Uint(1<<32 - 2) }},
		"the document, to be removed":         {cobrowse.ErrMalformed, func(m *mirror) { m.Remove(0) }},
		"a shadow root, to be removed":        {cobrowse.ErrMalformed, func(m *mirror) { m.Remove(9) }},
		"a shadow root, to be moved":          {cobrowse.ErrMalformed, func(m *mirror) { m.Move(9, 5, first) }},
		"a second shadow root":                {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(8, first, shadow()) }},
		"a shadow root behind something":      {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(5, 6, shadow()) }},
		"a shadow root of a picture":          {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(5, first, element("img", shadow())) }},
		"a shadow root of a drawing":          {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(5, first, svg("p", shadow())) }},
		"a shadow root in a shadow root":      {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(9, first, shadow()) }},
		"something in a text":                 {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(6, first, text("x")) }},
		"a text in the document":              {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(0, first, text("x")) }},
		"a document type in the body":         {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(body, first, cobrowsetest.Doctype("html")) }},
		"a node of no kind":                   {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpInsert), "\x08\x00\x63") }},
		"nothing, to be inserted":             {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpInsert), "\x08\x00\x00") }},
		"a list without its end":              {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpInsert), "\x08\x00\x02\x01\x01p\x00") }},
		"behind a node elsewhere":             {cobrowse.ErrUnknownNode, func(m *mirror) { m.Insert(5, 8, text("x")) }},
		"behind itself":                       {cobrowse.ErrUnknownNode, func(m *mirror) { m.Move(5, body, 5) }},
		"behind a shadow root":                {cobrowse.ErrUnknownNode, func(m *mirror) { m.Insert(8, 9, text("x")) }},
		"more, behind nothing":                {cobrowse.ErrUnknownNode, func(m *mirror) { m.Append(text("x")) }},
		"more, behind what has gone":          {cobrowse.ErrUnknownNode, func(m *mirror) { m.Insert(5, first, text("x")); m.Remove(12); m.Append(text("x")) }},
		"more, in the next message":           {cobrowse.ErrUnknownNode, func(m *mirror) { m.Insert(5, first, text("x")); m.send(); m.Append(text("x")) }},
		"moved into itself":                   {cobrowse.ErrCycle, func(m *mirror) { m.Move(8, 10, first) }},
		"moved into itself by way of another": {cobrowse.ErrCycle, func(m *mirror) { m.Detach(8, 5); m.Move(8, 5, first); m.Move(5, 10, first) }},
		"put into a new node in itself":       {cobrowse.ErrCycle, func(m *mirror) { m.Detach(8); m.Insert(10, first, element("p", existing(8))) }},
		"detached and left":                   {cobrowse.ErrUnplaced, func(m *mirror) { m.Detach(5) }},
		"detached twice":                      {cobrowse.ErrMalformed, func(m *mirror) { m.Detach(5, 5) }},
		"put without having been detached":    {cobrowse.ErrMalformed, func(m *mirror) { m.Insert(8, first, existing(5)) }},
		"put twice":                           {cobrowse.ErrMalformed, func(m *mirror) { m.Detach(5); m.Insert(8, first, existing(5)); m.Append(existing(5)) }},
		"a text of an element":                {cobrowse.ErrUnknownNode, func(m *mirror) { m.SetText(5, "x") }},
		"an attribute of a text":              {cobrowse.ErrUnknownNode, func(m *mirror) { m.Attr(6, "a", "b") }},
		"a part of an attribute that is none": {cobrowse.ErrMalformed, func(m *mirror) { m.AttrPart(5, "a", 0, 0, "b") }},
		"more of an attribute than there is":  {cobrowse.ErrMalformed, func(m *mirror) { m.Attr(5, "a", "bcd"); m.AttrPart(5, "a", 2, 2, "b") }},
		"half a character of an attribute":    {cobrowse.ErrMalformed, func(m *mirror) { m.Attr(5, "a", "😀"); m.AttrPart(5, "a", 1, 0, "b") }},
		"a thousand and one attributes":       {cobrowse.ErrTooLarge, func(m *mirror) { m.Insert(5, first, leaf("p", make([]string, 2002)...)) }},
		"a value of a text":                   {cobrowse.ErrUnknownNode, func(m *mirror) { m.Value(6, "x") }},
		"a field that is checked how?":        {cobrowse.ErrMalformed, func(m *mirror) { m.Checked(5, 3) }},
		"a dialog that is open how?":          {cobrowse.ErrMalformed, func(m *mirror) { m.Open(5, 4) }},
		"a sheet of a paragraph":              {cobrowse.ErrUnknownNode, func(m *mirror) { m.Sheet(5, hash) }},
		"a hash that is too short":            {cobrowse.ErrMalformed, func(m *mirror) { m.Picture(5, "x") }},
		"an adopted sheet of a paragraph":     {cobrowse.ErrUnknownNode, func(m *mirror) { m.Adopted(5, hash) }},
		"an adopted sheet of no hash":         {cobrowse.ErrMalformed, func(m *mirror) { m.Adopted(0, "", hash) }},
		"more indices than bytes":             {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpSelected), "\x16\xff\xff\xff\xff\x0f") }},
		"a selection of three ends":           {cobrowse.ErrMalformed, func(m *mirror) { m.Op(cobrowse.OpSelection); m.Byte(2) }},
		"a text that has the focus":           {cobrowse.ErrUnknownNode, func(m *mirror) { m.Focus(6) }},
		"another page than was told":          {cobrowse.ErrDiverged, func(m *mirror) { m.Check(5, 1) }},
		"a moment in the stream":              {cobrowse.ErrMalformed, func(m *mirror) { m.Hover(5) }},
		"a document that nobody began":        {cobrowse.ErrUnknownDocument, func(m *mirror) { m.Document(1); m.Remove(1) }},
		"the page itself, lost":               {cobrowse.ErrMalformed, func(m *mirror) { m.Lost(0) }},
		"a frame in a paragraph":              {cobrowse.ErrUnknownNode, func(m *mirror) { m.frame(1, 0, 5) }},
		"a frame in no document":              {cobrowse.ErrUnknownNode, func(m *mirror) { m.frame(1, 9, 7) }},
		"a frame in no node":                  {cobrowse.ErrUnknownNode, func(m *mirror) { m.frame(1, 0, 1<<32-1) }},
		"a frame in itself":                   {cobrowse.ErrUnknownNode, func(m *mirror) { m.frame(1, 1, 2) }},
		"a frame in a frame in it":            {cobrowse.ErrUnknownNode, func(m *mirror) { m.frame(1, 0, 7); m.frame(2, 1, 2); m.frame(1, 2, 2) }},
		"a page in no mode":                   {cobrowse.ErrMalformed, func(m *mirror) { m.raw(byte(cobrowse.OpBegin), "\x01\x01\x01\x00\x01\x00\x02\x00") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMirror(t, element("p", text("x")), element("iframe"), element("div", shadow(element("b"))), element("select"))
			c.write(m)
			m.refused(c.want)
		})
	}
}

// raw writes bytes.
func (m *mirror) raw(first byte, rest string) {
	m.Byte(first)
	for i := range len(rest) {
		m.Byte(rest[i])
	}
}

// frame begins a document with a frame (2) in it.
func (m *mirror) frame(number, hostDoc, hostID uint32) {
	m.Document(number)
	m.Begin(cobrowsetest.Begin{HostDoc: hostDoc, HostID: hostID}, element("html", leaf("iframe")))
}

func TestAPageHasBounds(t *testing.T) {
	t.Parallel()
	deep := func(n int) tree {
		t := text("x")
		for range n - 1 {
			t = element("b", t)
		}
		return t
	}
	m := newMirror(t, deep(cobrowse.MaxDepth-2))
	last := m.Next() - 2 // the innermost element
	m.Insert(last, first, text("as deep as this"))
	m.send()
	m.Insert(last, first, element("i", text("too deep")))
	m.refused(cobrowse.ErrTooLarge)

	// A tree that is moved may be too deep where it comes.
	m = newMirror(t, deep(1200), deep(1200))
	m.Move(body+1, body+2400-1, first)
	m.refused(cobrowse.ErrTooLarge)
	m = newMirror(t, deep(1200), deep(1200))
	m.Detach(body + 1)
	m.Insert(body+2400-1, first, element("p", existing(body+1)))
	m.refused(cobrowse.ErrTooLarge)

	// Frames.
	kids := make([]tree, cobrowse.MaxDocuments)
	for i := range kids {
		kids[i] = leaf("iframe")
	}
	m = newMirror(t, kids...)
	for n := range uint32(cobrowse.MaxDocuments - 1) {
		m.frame(n+1, 0, body+1+n)
	}
	m.send()
	m.frame(cobrowse.MaxDocuments, 0, body+cobrowse.MaxDocuments)
	m.refused(cobrowse.ErrTooLarge)
}

// A page of as many nodes as are allowed, in as many messages as that takes.
func TestAPageHasSoManyNodes(t *testing.T) {
	t.Parallel()
	m := newMirror(t)
	many := func(n int) {
		m.Insert(body, first, leaf("p"))
		for range n - 1 {
			m.Append(leaf("p"))
		}
		if _, err := m.sanitizer.Message(m.Take()); err != nil {
			t.Fatal(err)
		}
	}
	for range (cobrowse.MaxNodes - 10) / 10_000 {
		many(10_000)
	}
	many(cobrowse.MaxNodes - 5 - (cobrowse.MaxNodes-10)/10_000*10_000)
	m.Remove(5)
	m.Insert(body, first, leaf("p"))
	if _, err := m.sanitizer.Message(m.Take()); err != nil {
		t.Fatal(err)
	}
	m.Insert(body, first, leaf("p"))
	m.refused(cobrowse.ErrTooLarge)
}

// Moving large trees again and again takes time that nothing bounds but this.
func TestWorkHasBounds(t *testing.T) {
	t.Parallel()
	kids := make([]tree, 20_000)
	for i := range kids {
		kids[i] = leaf("p")
	}
	m := newMirror(t, element("div", kids...), element("div"))
	to := m.Next() - 1
	for range 2_000 {
		m.Move(5, to, first)
		m.Move(5, body, first)
	}
	m.refused(cobrowse.ErrTooLarge)
}

// Not parallel: it measures the memory of the whole program.
func TestALieAboutACountCostsNothing(t *testing.T) {
	for _, ops := range []string{
		"\x02\x01\x01\x01\x00\x01\x00\x00\x02\x01\x01p\xff\xff\xff\xff\x0f",              // attributes
		"\x02\x01\x01\x01\x00\x01\x00\x00\x00\x05\xff\xff\xff\xff\x0f",                   // nodes
		"\x02\x01\x01\x01\x00\x01\x00\x00\x00\x14\x00\xff\xff\xff\xff\x0f" + hash + hash, // sheets
		"\x02\x01\x01\x01\x00\x01\x00\x00\x00\x19\xff\xff\xff\xff\x0f",                   // sums
	} {
		s := cobrowse.New(policy)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		out, err := s.Message([]byte(ops))
		runtime.ReadMemStats(&after)
		if !errors.Is(err, cobrowse.ErrMalformed) {
			t.Errorf("%x: %x, %v", ops, out, err)
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 64<<10 {
			t.Errorf("%x: %d bytes of memory", ops, n)
		}
	}
}
