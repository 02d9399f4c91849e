package auth

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// clock is a time that a test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// open is an Auth on a store of its own.
func open(t *testing.T) (*Auth, *clock, *[]string) {
	t.Helper()
	b, err := bus.Open(t.Context(), bus.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	accounts, err := b.KV(t.Context(), bus.BucketAccounts, 0)
	if err != nil {
		t.Fatal(err)
	}
	signIns, err := b.KV(t.Context(), bus.BucketSignIns, SignInIdle)
	if err != nil {
		t.Fatal(err)
	}
	c, ended := &clock{now: time.Now()}, &[]string{}
	return Open(Options{Accounts: accounts, SignIns: signIns, Now: c.Now, OnSignOut: func(k string) { *ended = append(*ended, k) }}), c, ended
}

const password = "correct horse"

func add(t *testing.T, a *Auth, email string, role chat.Role) Account {
	t.Helper()
	acc, err := a.Accounts.Add(t.Context(), email, "Somebody", role, password)
	if err != nil {
		t.Fatal(err)
	}
	return acc
}

func TestOnlyTheRightPasswordSignsIn(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	ana := add(t, a, "Ana@Example.com ", chat.Agent)
	if ana.Email != "ana@example.com" || !chat.ValidID(ana.ID) {
		t.Errorf("account %+v", ana)
	}
	token, err := a.SignIn(t.Context(), "ANA@example.com", password, "1")
	if err != nil {
		t.Fatal(err)
	}
	s, err := a.SignIns.Of(t.Context(), token)
	if err != nil || s.Person != ana.Person() {
		t.Errorf("signed in as %v (%v), want %v", s.Person, err, ana.Person())
	}
	for _, c := range [][2]string{
		{"ana@example.com", "wrong horse"}, {"ana@example.com", ""}, {"ana@example.com", password + " "}, {"ana@example.com", strings.ToUpper(password)},
		{"nobody@example.com", password}, {"", password}, {"*", password}, {">", password}, {"ana@example.com\x00", password},
	} {
		if _, err := a.SignIn(t.Context(), c[0], c[1], c[0]+c[1]); !errors.Is(err, chat.BadSignIn) {
			t.Errorf("%q with %q: %v, want %v", c[0], c[1], err, chat.BadSignIn)
		}
	}
}

func TestAnUnknownEmailTakesAsManyComputations(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	add(t, a, "ana@example.com", chat.Agent)
	cost := func(email string) uint64 {
		before := a.Accounts.hasher.done.Load()
		a.Accounts.Check(t.Context(), email, "wrong")
		return a.Accounts.hasher.done.Load() - before
	}
	if known, unknown := cost("ana@example.com"), cost("nobody@example.com"); known != unknown {
		t.Errorf("%d computations for a known e-mail, %d for an unknown one", known, unknown)
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	t.Parallel()
	a, clock, _ := open(t)
	add(t, a, "ana@example.com", chat.Agent)
	var slow tooFast
	for i := range 11 {
		_, err := a.SignIn(t.Context(), "ana@example.com", "wrong", "address"+string(rune('a'+i)))
		if want := i == 10; errors.As(err, &slow) != want {
			t.Fatalf("attempt %d at one e-mail from many addresses: %v", i, err)
		}
	}
	if _, err := a.SignIn(t.Context(), "ana@example.com", password, "x"); !errors.Is(err, chat.TooFast) {
		t.Errorf("even the right password: %v, want %v", err, chat.TooFast)
	}
	clock.pass(slow.wait)
	if _, err := a.SignIn(t.Context(), "ana@example.com", password, "x"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	for i := range 31 {
		_, err := a.SignIn(t.Context(), "somebody"+string(rune('a'+i))+"@example.com", "wrong", "one address")
		if want := i == 30; errors.Is(err, chat.TooFast) != want {
			t.Fatalf("attempt %d at many e-mails from one address: %v", i, err)
		}
	}
}

func TestSuccessDoesNotCountAsGuessing(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	add(t, a, "ana@example.com", chat.Agent)
	for i := range 15 {
		if _, err := a.SignIn(t.Context(), "ana@example.com", password, "one address"); err != nil {
			t.Fatalf("sign-in %d: %v", i, err)
		}
	}
}

func TestATableFullOfGuessersSharesOneRate(t *testing.T) {
	t.Parallel()
	th, now := newThrottle(time.Second, 1), time.Now()
	for i := range maxKeys {
		th.wait(string(rune(i)), now)
	}
	th.wait("one more", now)
	if th.wait("and another", now) == 0 || len(th.keys) > maxKeys {
		t.Errorf("no wait with %d keys", len(th.keys))
	}
	if th.wait("later", now.Add(time.Minute)) != 0 || len(th.keys) != 1 {
		t.Errorf("%d keys are left when all are as good as new", len(th.keys))
	}
}

func TestTooManyAtOnceAreToldToWait(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 1)
	h.slots <- struct{}{} // one computes
	ctx, cancel := context.WithCancel(t.Context())
	waiting := make(chan error)
	go func() { _, err := h.hash(ctx, password); waiting <- err }()
	for h.waiting.Load() != 1 {
		runtime.Gosched()
	}
	go func() { _, err := h.hash(ctx, password); waiting <- err }()
	for h.waiting.Load() != 2 {
		runtime.Gosched()
	}
	if _, err := h.hash(ctx, password); !errors.Is(err, chat.TooFast) {
		t.Errorf("the one too many: %v, want %v", err, chat.TooFast)
	}
	cancel()
	for range 2 {
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			t.Errorf("who waited and left: %v", err)
		}
	}
}

func TestAHashWithOtherParametersIsNotComputed(t *testing.T) {
	t.Parallel()
	h := newHasher(1, 1)
	for _, phc := range []string{"", "plain", "$argon2id$v=19$m=4194304,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", strings.TrimSuffix(stranger, "A") + "!", "$argon2i$" + stranger[10:]} {
		if ok, err := h.matches(t.Context(), phc, password); ok || !errors.Is(err, errHash) {
			t.Errorf("%q: %v, %v", phc, ok, err)
		}
	}
	if h.done.Load() != 0 {
		t.Error("computed")
	}
}

func TestASignInEndsBySigningOutByIdlenessAndByAge(t *testing.T) {
	t.Parallel()
	a, clock, ended := open(t)
	ana := add(t, a, "ana@example.com", chat.Agent)
	begin := func() (string, SignIn) {
		token, err := a.SignIns.Begin(t.Context(), ana)
		if err != nil {
			t.Fatal(err)
		}
		s, err := a.SignIns.Of(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		return token, s
	}
	token, s := begin()
	if err := a.SignIns.End(t.Context(), s.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SignIns.Of(t.Context(), token); err != ErrSignedOut || len(*ended) != 1 || (*ended)[0] != s.Key {
		t.Errorf("after signing out: %v, told of %v", err, *ended)
	}

	_, s = begin()
	clock.pass(SignInIdle)
	if err := a.SignIns.Still(t.Context(), s.Key); err != ErrSignedOut {
		t.Errorf("after half a day without use: %v", err)
	}

	_, s = begin()
	for d := time.Duration(0); d < SignInMost-6*time.Hour; d += 6 * time.Hour {
		clock.pass(6 * time.Hour)
		if err := a.SignIns.Still(t.Context(), s.Key); err != nil {
			t.Fatalf("in use for %v: %v", d, err)
		}
	}
	clock.pass(6 * time.Hour)
	if err := a.SignIns.Still(t.Context(), s.Key); err != ErrSignedOut {
		t.Errorf("after a week: %v", err)
	}
}

func TestCookiesThatAreNotTokensAreSignedOut(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	token, err := a.SignIns.Begin(t.Context(), add(t, a, "ana@example.com", chat.Agent))
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"", "x", token[1:], token + "A", strings.ToUpper(token), strings.Repeat("*", len(token)), keyOf(token)} {
		if _, err := a.SignIns.Of(t.Context(), bad); err != ErrSignedOut {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestTheStoreHoldsNeitherTokensNorPasswords(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	add(t, a, "ana@example.com", chat.Agent)
	token, err := a.SignIn(t.Context(), "ana@example.com", password, "1")
	if err != nil {
		t.Fatal(err)
	}
	acc, err := a.Accounts.kv.Get(t.Context(), key("ana@example.com"))
	if err != nil || strings.Contains(string(acc.Value()), password) {
		t.Errorf("account %s (%v)", acc.Value(), err)
	}
	rec, err := a.SignIns.kv.Get(t.Context(), keyOf(token))
	if err != nil || strings.Contains(string(rec.Value()), token) {
		t.Errorf("sign-in %s (%v)", rec.Value(), err)
	}
}

func TestTheFirstManager(t *testing.T) {
	t.Parallel()
	a, _, ended := open(t)
	made, err := a.FirstManager(t.Context(), "")
	if err != nil || made == "" {
		t.Fatalf("made %q (%v)", made, err)
	}
	acc, err := a.Accounts.Check(t.Context(), FirstManagerEmail, made)
	if err != nil || acc.Role != chat.Manager {
		t.Errorf("%v (%v)", acc.Role, err)
	}
	if again, err := a.FirstManager(t.Context(), ""); again != "" || err != nil {
		t.Errorf("at the second start: %q (%v)", again, err)
	}
	if _, err := a.SignIn(t.Context(), FirstManagerEmail, made, "1"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.FirstManager(t.Context(), "a new password"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Accounts.Check(t.Context(), FirstManagerEmail, "a new password"); err != nil {
		t.Errorf("the configured password: %v", err)
	}
	if len(*ended) != 1 {
		t.Errorf("%d sign-ins ended with the old password, want 1", len(*ended))
	}
	if _, err := a.FirstManager(t.Context(), "a new password"); err != nil || len(*ended) != 1 {
		t.Errorf("the same password again ended sign-ins (%v)", err)
	}
}

func TestADemoCanAlwaysSignIn(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	if _, err := a.FirstManager(t.Context(), ""); err != nil { // a directory that was in use
		t.Fatal(err)
	}
	for _, configured := range []string{"", "", "configured one"} {
		p, err := a.Demo(t.Context(), configured)
		if err != nil || configured != "" && p != configured {
			t.Fatalf("password %q (%v)", p, err)
		}
		for email, name := range map[string]string{FirstManagerEmail: "Admin", AnaEmail: "Ana Martin", BenEmail: "Ben Keller"} {
			if acc, err := a.Accounts.Check(t.Context(), email, p); err != nil || acc.Name != name {
				t.Errorf("%s: %q (%v)", email, acc.Name, err)
			}
		}
	}
}

func TestAccountsThatCannotBe(t *testing.T) {
	t.Parallel()
	a, _, _ := open(t)
	add(t, a, "ana@example.com", chat.Agent)
	for _, c := range []struct {
		email, name string
		role        chat.Role
		want        error
	}{
		{"ANA@example.com", "Ana", chat.Agent, ErrExists},
		{"ana", "Ana", chat.Agent, chat.Malformed},
		{"@example.com", "Ana", chat.Agent, chat.Malformed},
		{"a@b@c", "Ana", chat.Agent, chat.Malformed},
		{"a b@c", "Ana", chat.Agent, chat.Malformed},
		{"a@" + strings.Repeat("x", 260), "Ana", chat.Agent, chat.Malformed},
		{"a@b", "", chat.Agent, chat.Malformed},
		{"a@b", "evil\u202egnp", chat.Agent, chat.Malformed},
		{"a@b", "Ana", chat.Visitor, chat.Malformed},
		{"a@b", "Ana", chat.System, chat.Malformed},
	} {
		if _, err := a.Accounts.Add(t.Context(), c.email, c.name, c.role, password); !errors.Is(err, c.want) {
			t.Errorf("%q %q: %v, want %v", c.email, c.name, err, c.want)
		}
	}
	if list, err := a.Accounts.List(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d accounts (%v), want 1", len(list), err)
	}
}
