package auth

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
)

var secret = []byte("0123456789abcdef0123456789abcdef")

func TestAVisitorIsKnownAgain(t *testing.T) {
	t.Parallel()
	c := &clock{now: time.Unix(1_800_000_000, 0)}
	v := NewVisitors(secret, c.Now)
	id, token, err := v.Known("main", "")
	if err != nil || !chat.ValidID(id) || token == "" {
		t.Fatalf("%q %q (%v)", id, token, err)
	}
	if again, renewed, err := v.Known("main", token); again != id || renewed != "" || err != nil {
		t.Errorf("at once: %q, renewed %q (%v)", again, renewed, err)
	}
	c.pass(31 * 24 * time.Hour)
	again, renewed, err := v.Known("main", token)
	if again != id || renewed == "" || err != nil {
		t.Fatalf("after a month: %q, renewed %q (%v)", again, renewed, err)
	}
	c.pass(TokenLife - 24*time.Hour)
	if _, _, err := v.Known("main", token); !errors.Is(err, ErrExpiredToken) {
		t.Errorf("the first token after its life: %v", err)
	}
	if again, _, err := v.Known("main", renewed); again != id || err != nil {
		t.Errorf("the renewed one: %q (%v)", again, err)
	}
}

func TestAClockSetBackLosesNoVisitor(t *testing.T) {
	t.Parallel()
	c := &clock{now: time.Unix(1_800_000_000, 0)}
	v := NewVisitors(secret, c.Now)
	id, token, _ := v.Known("main", "")
	c.pass(-time.Hour)
	if again, _, err := v.Known("main", token); again != id || err != nil {
		t.Errorf("%q (%v), want %q", again, err, id)
	}
}

func TestTokensThatAreNotOurs(t *testing.T) {
	t.Parallel()
	v := NewVisitors(secret, nil)
	_, good, _ := v.Known("main", "")
	make := func(m jwt.SigningMethod, key any, c jwt.Claims) string {
		s, err := jwt.NewWithClaims(m, c).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	hour := jwt.NewNumericDate(time.Now().Add(time.Hour))
	ours := claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{Subject: "v1", ExpiresAt: hour}}
	parts := strings.Split(good, ".")
	for name, c := range map[string]struct {
		token string
		want  error
	}{
		"alg none":                {make(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, ours), ErrWrongToken},
		"HS512":                   {make(jwt.SigningMethodHS512, secret, ours), ErrWrongToken},
		"another secret":          {make(jwt.SigningMethodHS256, []byte("x"), ours), ErrWrongToken},
		"no signature":            {parts[0] + "." + parts[1] + ".", ErrWrongToken},
		"cut":                     {good[:len(good)-1], ErrWrongToken},
		"longer":                  {good + "A", ErrWrongToken},
		"garbage":                 {"a.b.c", ErrWrongToken},
		"huge":                    {strings.Repeat("a", 5000), ErrWrongToken},
		"no end":                  {make(jwt.SigningMethodHS256, secret, claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{Subject: "v1"}}), ErrWrongToken},
		"a subject for NATS":      {make(jwt.SigningMethodHS256, secret, claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{Subject: "v.>", ExpiresAt: hour}}), ErrWrongToken},
		"nobody":                  {make(jwt.SigningMethodHS256, secret, claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{ExpiresAt: hour}}), ErrWrongToken},
		"another site":            {make(jwt.SigningMethodHS256, secret, claims{Site: "other", RegisteredClaims: jwt.RegisteredClaims{Subject: "v1", ExpiresAt: hour}}), ErrForeignToken},
		"expired":                 {make(jwt.SigningMethodHS256, secret, claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{Subject: "v1", ExpiresAt: jwt.NewNumericDate(time.Now().Add(-time.Minute))}}), ErrExpiredToken},
		"expired, wrongly signed": {make(jwt.SigningMethodHS256, []byte("x"), claims{Site: "main", RegisteredClaims: jwt.RegisteredClaims{Subject: "v1", ExpiresAt: jwt.NewNumericDate(time.Now().Add(-time.Minute))}}), ErrWrongToken},
	} {
		if id, renewed, err := v.Known("main", c.token); !errors.Is(err, c.want) || !errors.Is(err, chat.BadToken) || id != "" || renewed != "" {
			t.Errorf("%s: %q, %q (%v), want %v", name, id, renewed, err, c.want)
		}
	}
}

// A page keeps what it has drawn until it has heard of a token; it is not turned away for ever when its visitor is erased before.
func TestWhatMadeAnErasedVisitorMakesSomebodyElse(t *testing.T) {
	t.Parallel()
	v := NewVisitors(secret, nil)
	const drawn = "3735928559-4277009102-123456789"
	first, token := v.First("main", drawn)
	if same, _ := v.First("main", drawn); same != first {
		t.Fatalf("%q, then %q", first, same)
	}
	v.Refuse(func(id chat.PersonID) bool { return id == first })
	if _, _, err := v.Known("main", token); !errors.Is(err, ErrErased) {
		t.Errorf("the token: %v", err)
	}
	other, token := v.First("main", drawn)
	if id, _, err := v.Known("main", token); id != other || id == first || err != nil {
		t.Errorf("%q, known as %q (%v)", other, id, err)
	}
}
