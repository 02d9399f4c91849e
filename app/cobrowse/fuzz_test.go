package cobrowse_test

import (
	"encoding/binary"
	"testing"

	"pupitre/app/cobrowse"
	"pupitre/app/cobrowse/cobrowsetest"
)

// Whatever a page tells: no panic, and what passes builds a page in which nothing does harm, and passes again as it is.
func FuzzSanitizer(f *testing.F) {
	for seed := range uint64(60) {
		r, w, p := newRandom(seed, seed%3 > 0), cobrowsetest.NewWriter(), cobrowsetest.NewPage()
		r.begin(w)
		var stream []byte
		for range 8 {
			ops := w.Take()
			stream = append(binary.AppendUvarint(stream, uint64(len(ops))), ops...)
			if err := p.Apply(ops); err != nil {
				f.Fatal(err)
			}
			r.step(w, p)
		}
		f.Add(stream)
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		s, again, shown := cobrowse.New(policy), cobrowse.New(policy), cobrowsetest.NewPage()
		for len(stream) > 0 {
			n, size := binary.Uvarint(stream)
			stream = stream[max(size, 1):]
			n = min(n, uint64(len(stream)))
			ops := stream[:n]
			stream = stream[n:]
			s.Moment(ops)
			out, err := s.Message(ops)
			if err != nil {
				if out != nil {
					t.Fatalf("%x beside %v", out, err)
				}
				return
			}
			if len(out) > cobrowse.MaxMessage {
				return
			}
			if twice, err := again.Message(out); err != nil || string(twice) != string(out) {
				t.Fatalf("%x\nbecame %x\nand again %x, %v", ops, out, twice, err)
			}
			if err := shown.Apply(out); err != nil {
				t.Fatalf("%x became %x: %v", ops, out, err)
			}
			if s.Observed() != again.Observed() {
				t.Fatalf("observed %+v, and again %+v", s.Observed(), again.Observed())
			}
			harmless(t, shown)
		}
	})
}

// Whatever a style sheet says: no panic, and what is left passes again as it is.
func FuzzStyleSheet(f *testing.F) {
	for _, s := range []string{
		"a:hover>b::before{color:red;background:url(x)}@media (x){a{b:c}}", "@font-face{src:url(a),url('https://cdn.example/a') format('x')}", "a{b:image-set('x' 1x);--c:{d:[e (f)]}}",
		"@import 'x';/*/*/a\\:b{c:\"\\\n\"}", "<!--a-->{b:u\\72l(x)}", ".\\31 a{width:1\\65 3}#\\-{x:'", "a{b:c;d{e:f}g:h}", "@namespace a 'http://www.w3.org/2000/svg';", "a/**/b{c:d/**/}",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, css string) {
		got := sheet(t, css)
		if again := sheet(t, got); again != got {
			t.Fatalf("%q\nbecame %q\nand again %q", css, got, again)
		}
		harmlessCSS(t, got)
	})
}

// Whatever a browser sends: no panic, and what is understood is written again in the same way.
func FuzzAct(f *testing.F) {
	for _, a := range acts {
		f.Add(cobrowse.AppendAct(nil, a))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		cobrowse.DecodeAnswer(b)
		a, err := cobrowse.DecodeAct(b)
		if err != nil {
			return
		}
		again, err := cobrowse.DecodeAct(cobrowse.AppendAct(nil, a))
		if err != nil || !sameAct(a, again) {
			t.Fatalf("%+v, and again %+v, %v", a, again, err)
		}
	})
}
