package chat

import "unicode/utf8"

// Check looks at a body alone: NoProblem, TooLarge, BadText, Malformed or NotAllowed (a kind that cannot be written).
func Check(b Body) Problem {
	switch b := b.(type) {
	case Text:
		return firstOf(CheckText(b.Text), checkRendering(b.Translated))
	case PageView:
		return CheckPage(b)
	case Note:
		return firstOf(CheckText(b.Text), checkID(b.About, true))
	case File:
		return checkFile(b)
	case Image:
		return firstOf(checkFile(b.File), checkLabel(b.Alt, MaxLabel, true), when(b.Width > MaxPixels || b.Height > MaxPixels, Malformed))
	case Link:
		return firstOf(checkLabel(b.Title, MaxLabel, false), checkURL(b.URL), checkMore(b.Text))
	case Offer:
		return firstOf(checkLabel(b.Title, MaxLabel, false), checkURL(b.URL), checkMore(b.Text), checkPicture(b.Image), checkLabel(b.Price, MaxLabel, true))
	case Question:
		return firstOf(CheckText(b.Text), checkLabels(b.Choices, 1, MaxChoices))
	case Answer:
		return firstOf(checkID(b.Of, false), checkLabel(b.Text, MaxLabel, false), when(b.Choice >= MaxChoices, Malformed))
	case Translation:
		return firstOf(checkID(b.Of, false), CheckText(b.Text), when(!ValidLanguage(b.From) || !ValidLanguage(b.To), Malformed))
	case Transfer:
		return checkParty(b.To)
	case Settled:
		return firstOf(checkID(b.Of, false), when(b.How < Accepted || b.How > Withdrawn, Malformed))
	case Paused:
		return when(b.Until < 0, Malformed)
	case Qualified:
		return checkLabels(b.Tags, 0, MaxTags)
	case Joined, Left, Closed, Reopened, Resumed:
		return NoProblem
	case Share:
		return checkSharing(b.How, b.Of)
	case Control:
		return checkSharing(b.How, b.Of)
	case Seen, Visited, Told, Identified, Gone:
		return checkTrail(b)
	}
	return NotAllowed
}

// checkSharing: an answer names what it answers.
func checkSharing(how Sharing, of EntryID) Problem {
	answers := how == Granted || how == Refused || how == Expired
	return firstOf(when(how < Asked || how > Expired, Malformed), checkID(of, !answers))
}

// checkRendering: there is none, or a whole one.
func checkRendering(r Rendering) Problem {
	if r == (Rendering{}) {
		return NoProblem
	}
	return firstOf(CheckText(r.Text), when(!ValidLanguage(r.From) || !ValidLanguage(r.To), Malformed))
}

func firstOf(problems ...Problem) Problem {
	for _, p := range problems {
		if p != NoProblem {
			return p
		}
	}
	return NoProblem
}

func when(bad bool, p Problem) Problem {
	if bad {
		return p
	}
	return NoProblem
}

func checkID[T ~string](id T, optional bool) Problem {
	return when(!ValidID(id) && !(optional && id == ""), BadID)
}

func checkFile(f File) Problem {
	return firstOf(checkID(f.ID, false), checkLabel(f.Name, MaxFileName, false), checkLabel(f.Type, MaxType, false), when(f.Size == 0, Malformed))
}

func checkLabels(list []string, from, to int) Problem {
	if len(list) < from || len(list) > to {
		return Malformed
	}
	for _, s := range list {
		if p := checkLabel(s, MaxLabel, false); p != NoProblem {
			return p
		}
	}
	return NoProblem
}

// checkLabel: one line of at most so many bytes, without direction overrides.
func checkLabel(s string, limit int, optional bool) Problem {
	switch {
	case len(s) > limit:
		return TooLarge
	case s == "" && optional:
		return NoProblem
	case !plain(s) || turns(s) || CheckText(s) != NoProblem:
		return BadText
	}
	return NoProblem
}

// checkMore is a text that may be missing.
func checkMore(s string) Problem {
	if s == "" {
		return NoProblem
	}
	return CheckText(s)
}

func checkParty(p Party) Problem {
	return firstOf(when(p.Kind < PartyOne || p.Kind > PartyBot, Malformed), checkID(p.ID, false), when(!ValidName(p.Name), BadText))
}

// ValidLanguage tells whether s can be the name of a language: "fr", "pt-BR", "zh-Hans".
func ValidLanguage(s string) bool {
	if len(s) < 2 || len(s) > 16 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != '-' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// BaseLanguage is a language's name without its variant: "pt" of "pt-BR".
func BaseLanguage(s string) string {
	base, _ := Cut(s, '-')
	return base
}

// CheckText: at most MaxText bytes, valid UTF-8, something other than white space, and no control characters but
// newline and tab. Right-to-left marks and overrides are text: whoever shows it isolates it.
func CheckText(s string) Problem {
	if len(s) > MaxText {
		return TooLarge
	}
	if !utf8.ValidString(s) {
		return BadText
	}
	blank := true
	for _, r := range s {
		if r != '\n' && r != '\t' && isControl(r) {
			return BadText
		}
		blank = blank && isSpace(r)
	}
	if blank {
		return BadText
	}
	return NoProblem
}

// CheckPage is Check for pages alone: all that a visitor's program needs, which does not load the rest then.
func CheckPage(p PageView) Problem {
	return firstOf(when(len(p.Title) > MaxName, TooLarge), checkURL(p.URL), when(!plain(p.Title) || turns(p.Title), BadText))
}

// checkURL: http or https, MaxURL bytes, no control characters.
func checkURL(url string) Problem {
	switch {
	case len(url) > MaxURL:
		return TooLarge
	case !hasPrefix(url, "https://") && !hasPrefix(url, "http://"):
		return Malformed
	case !plain(url):
		return BadText
	}
	return NoProblem
}

// checkPicture is the address of a picture, which may be missing.
func checkPicture(url string) Problem {
	if url == "" {
		return NoProblem
	}
	return checkURL(url)
}

// ValidName tells whether s may be shown as somebody's name: 1 to MaxName bytes, no control characters, no
// direction overrides (a name must not turn the text around it).
func ValidName(s string) bool {
	return len(s) > 0 && len(s) <= MaxName && plain(s) && !turns(s)
}

// turns tells whether the text has marks that turn the text around it: a name, a title or the name of a file must not.
func turns(s string) bool {
	for _, r := range s {
		if isOverride(r) {
			return true
		}
	}
	return false
}

func isOverride(r rune) bool { return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 }

func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if isControl(r) {
			return false
		}
	}
	return true
}

func isControl(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }

// isSpace: Unicode's white space, and the two characters that show nothing at all.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\n', '\t', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200b
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }
