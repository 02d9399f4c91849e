package bus

import (
	"errors"
	"strings"
	"testing"

	"pupitre/app/chat"
)

func TestSubjectsGoThereAndBack(t *testing.T) {
	t.Parallel()
	s, err := Entry("shop", "v1_1", 42)
	if err != nil || s != "conv.1.shop.v1_1.42" {
		t.Fatalf("got %q, %v", s, err)
	}
	if site, conv, n, ok := ParseEntry(s); !ok || site != "shop" || conv != "v1_1" || n != 42 {
		t.Errorf("got %q %q %d %v", site, conv, n, ok)
	}
	if s, err = Entry("shop", chat.ConversationID("v1_1").Staff(), 42); err != nil || s != "desk.1.shop.v1_1.42" {
		t.Fatalf("for staff: %q, %v", s, err)
	}
	if _, conv, _, ok := ParseEntry(s); !ok || conv != chat.ConversationID("v1_1").Staff() {
		t.Errorf("for staff: %q, %v", conv, ok)
	}
	if s, err = Entry("shop", chat.TrailOf("v1"), 42); err != nil || s != "trail.1.shop.v1_1.42" {
		t.Fatalf("a trail: %q, %v", s, err)
	}
	if _, conv, _, ok := ParseEntry(s); !ok || conv != chat.TrailOf("v1") {
		t.Errorf("a trail: %q, %v", conv, ok)
	}
	l, err := Live("shop", "v1_1")
	if err != nil || l != "live.shop.v1_1" {
		t.Fatalf("got %q, %v", l, err)
	}
	if site, conv, ok := ParseLive(l); !ok || site != "shop" || conv != "v1_1" {
		t.Errorf("got %q %q %v", site, conv, ok)
	}
}

func TestIDsThatMeanSomethingInASubjectAreRefused(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "*", ">", "a.b", "a b", "a\tb", "é", "$JS", strings.Repeat("a", chat.MaxID+1)} {
		if _, err := Entry(chat.SiteID(bad), "v1_1", 1); !errors.Is(err, ErrBadSubject) {
			t.Errorf("site %q: %v", bad, err)
		}
		if _, err := Entry("shop", chat.ConversationID(bad), 1); !errors.Is(err, ErrBadSubject) {
			t.Errorf("conversation %q: %v", bad, err)
		}
		if _, err := Live("shop", chat.ConversationID(bad)); !errors.Is(err, ErrBadSubject) {
			t.Errorf("live %q: %v", bad, err)
		}
	}
	if _, err := Entry("shop", "v1_1", 0); !errors.Is(err, ErrBadSubject) {
		t.Errorf("n 0: %v", err)
	}
}

func FuzzParseEntry(f *testing.F) {
	f.Add("conv.1.shop.v1_1.42")
	f.Add("conv.1.shop.v1_1.042")
	f.Add("desk.1.shop.v1_1.42")
	f.Add("conv.1.shop.v1_1~.42")
	f.Add("trail.1.shop.v1_1.42")
	f.Add("conv.2.shop.v1_1.1")
	f.Add("conv.1..v1_1.1.2")
	f.Fuzz(func(t *testing.T, subject string) {
		site, conv, n, ok := ParseEntry(subject)
		if !ok {
			return
		}
		if again, err := Entry(site, conv, n); err != nil || again != subject {
			t.Errorf("%q became %q, %v", subject, again, err)
		}
	})
}
