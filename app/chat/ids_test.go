package chat_test

import (
	"strings"
	"testing"

	"pupitre/app/chat"
)

func TestAnIDMayBecomePartOfASubject(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{
		"a": true, "Z9-_": true, strings.Repeat("x", chat.MaxID): true,
		"": false, strings.Repeat("x", chat.MaxID+1): false, "a.b": false, "*": false, ">": false, "a b": false, "a\n": false,
		"é": false, "a/b": false, "\x00": false, "a\xff": false,
	} {
		if got := chat.ValidID(id); got != want {
			t.Errorf("%q: %v, want %v", id, got, want)
		}
	}
}

func TestTheOwnerIsReadFromTheConversationsID(t *testing.T) {
	t.Parallel()
	for _, v := range []chat.PersonID{"v", "v_1", "_", "a-b_c", chat.NewPersonID(chat.Seed{7})} {
		for _, k := range []int{1, 2, 9, 10, 4_000_000_000} {
			id := chat.ConversationOf(v, k)
			if owner, ok := id.Owner(); !ok || owner != v {
				t.Errorf("%s: owner %q, %v; want %q", id, owner, ok, v)
			}
		}
	}
}

func TestAForgedConversationHasNoOwner(t *testing.T) {
	t.Parallel()
	for _, id := range []chat.ConversationID{
		"", "v", "1", "_1", "v_", "_", "v_x", "v_1x", "v_-1", "v_+1", "v_0", "v_01", "v.1_1", "v_1 ", "v_1\n", "v_>", "v_*", "é_1",
		chat.ConversationID(strings.Repeat("v", chat.MaxID) + "_1"),
	} {
		if owner, ok := id.Owner(); ok {
			t.Errorf("%q: owner %q", id, owner)
		}
	}
}

func TestIDsAreNeverUsedTwice(t *testing.T) {
	t.Parallel()
	seen := map[chat.EntryID]bool{}
	for seed := range byte(20) {
		ids := chat.NewIDs(chat.Seed{15: seed})
		for range 1200 {
			id := ids.Next()
			if seen[id] || !chat.ValidID(id) {
				t.Fatalf("%q: seen %v, valid %v", id, seen[id], chat.ValidID(id))
			}
			seen[id] = true
		}
	}
}

// The outbox sorts by this order: the shorter id first, then letter by letter.
func TestIDsOfOnePageLoadAreInOrder(t *testing.T) {
	t.Parallel()
	ids := chat.NewIDs(chat.Seed{1, 2, 3})
	for last := ids.Next(); len(last) < len("1000-0123456789abcdef"); {
		next := ids.Next()
		if len(next) < len(last) || len(next) == len(last) && next <= last {
			t.Fatalf("%q comes after %q", next, last)
		}
		last = next
	}
}

func TestEverySeedHasItsOwnName(t *testing.T) {
	t.Parallel()
	seen := map[chat.PersonID]chat.Seed{}
	for bit := range 128 {
		var s chat.Seed
		s[bit/8] = 1 << (bit % 8)
		id := chat.NewPersonID(s)
		if before, used := seen[id]; used || !chat.ValidID(chat.ConversationOf(id, 1<<31)) {
			t.Errorf("%q for %v and %v", id, s, before)
		}
		seen[id] = s
	}
}

func TestATagIsTheEndOfAnID(t *testing.T) {
	t.Parallel()
	for id, want := range map[chat.PersonID]string{"": "", "abc": "abc", "vabcd": "abcd"} {
		if got := (chat.Person{ID: id}).Tag(); got != want {
			t.Errorf("%q: %q, want %q", id, got, want)
		}
	}
}
