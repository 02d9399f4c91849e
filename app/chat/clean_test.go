package chat_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
)

func TestTheExcessOfATextIsInCharacters(t *testing.T) {
	t.Parallel()
	full := strings.Repeat("a", chat.MaxText-2)
	for text, want := range map[string]int{full: 0, full + "aa": 0, full + "aaa": 1, full + "жж": 1, full + "жжж": 2, full + "😀": 1} {
		if got := chat.Excess(text); got != want {
			t.Errorf("%d bytes: %d characters too many, want %d", len(text), got, want)
		}
	}
}
