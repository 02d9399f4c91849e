package main

import (
	"strings"
	"testing"
)

func TestTheEmojiFileHasWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	f := emojiFile()
	lines := strings.Split(strings.TrimSuffix(string(f.content), "\n"), "\n")
	if len(lines) < 1000 || len(lines) > 2000 {
		t.Fatalf("%d emoji", len(lines))
	}
	words, seen := map[string]string{}, map[string]bool{}
	for _, line := range lines {
		parts := strings.Split(line, "\t")
		if len(parts) != 3 || parts[0] == "" || parts[1] == "" {
			t.Fatalf("%q is no line of it", line)
		}
		plain := strings.ReplaceAll(parts[0], "\ufe0f", "")
		if seen[plain] {
			t.Errorf("%s stands there twice", parts[0])
		}
		seen[plain] = true
		words[parts[0]] = parts[1] + " " + parts[2]
	}
	for emoji, want := range map[string]string{"👍": "thumbs up", "❤️": "cœur", "🎉": "fête", "🙏": "merci", "🇫🇷": "flag", "🚚": "livraison"} {
		if !strings.Contains(words[emoji], want) {
			t.Errorf("%s is not found by %q but by %q", emoji, want, words[emoji])
		}
	}
	if words["👍🏽"] != "" {
		t.Error("skins are not left out")
	}
	if string(emojiFile().content) != string(f.content) {
		t.Error("two builds are not alike")
	}
}
