package console

import "testing"

func TestSearchesDoNotCareForAccentsAndCase(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"ÉTÉ à Noël, ça va ?": "ete a noel, ca va ?", "Œuvre": "oeuvre", "Ægir": "aegir", "ŁÓDŹ Škoda žluťoučký": "lodz skoda zlutoucky",
		"l’été": "l'ete", "Straße": "stra" + "ß" + "e", "東京": "東京", "ÿ ñ Ø": "y n o", "10 × 2": "10 × 2",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

func TestABetterHitComesFirst(t *testing.T) {
	t.Parallel()
	fields := func(name, category, text string) int { return find("ret", name, category, text) }
	ranks := []int{fields("return", "", ""), fields("free return", "", ""), fields("interest", "", "") /* not in it */, fields("x", "returns", ""), fields("x", "", "to return it")}
	for i := range ranks {
		if i == 2 {
			if ranks[i] != 0 {
				t.Error("found what is not there")
			}
			continue
		}
		if ranks[i] == 0 {
			t.Errorf("%d was not found", i)
		}
	}
	if !(ranks[0] > ranks[1] && ranks[1] > ranks[3] && ranks[3] > ranks[4]) {
		t.Errorf("ranks %v do not fall", ranks)
	}
	if find("free ret", "return", "free") == 0 || find("free x", "return", "free") != 0 {
		t.Error("every word must be found, in whatever field")
	}
	if find("", "anything") == 0 {
		t.Error("nothing asked finds everything")
	}
}

func TestACaretIsCountedAsTheBrowserCounts(t *testing.T) {
	t.Parallel()
	s := "é😀x"
	for units, want := range map[int]int{0: 0, 1: 2, 3: 6, 4: 7, 99: 7} {
		if got := byteAt(s, units); got != want {
			t.Errorf("%d units are %d bytes, want %d", units, got, want)
		}
	}
	if got := units(s); got != 4 {
		t.Errorf("%d units", got)
	}
}
