package visits

import (
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
)

const (
	key    = "a key of the merchant's server, 32 bytes or more"
	newKey = "the key that takes its place, also 32 bytes long"
)

// token is what the merchant's server makes; change sets claims, nil removes one.
func token(t *testing.T, now time.Time, with any, method jwt.SigningMethod, change jwt.MapClaims) string {
	t.Helper()
	claims := jwt.MapClaims{"sub": "c-7", "aud": "shop", "exp": now.Add(time.Hour).Unix(), "name": "Julie Martin", "email": "julie@example.com",
		"data": map[string]any{"vip": true, "since": "2020-03-01"}}
	for name, value := range change {
		if claims[name] = value; value == nil {
			delete(claims, name)
		}
	}
	signed, err := jwt.NewWithClaims(method, claims).SignedString(with)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestTheMerchantsServerSaysWhoAVisitorIs(t *testing.T) {
	t.Parallel()
	now := time.UnixMilli(1_800_000_000_000)
	at := func() time.Time { return now }
	i, err := NewIdentities(shop, []string{key, newKey}, at)
	if err != nil {
		t.Fatal(err)
	}
	want := chat.Customer{ID: "c-7", Name: "Julie Martin", Email: "julie@example.com", Data: []chat.Datum{
		{Name: "since", Type: chat.DatumDate, Value: "2020-03-01"}, {Name: "vip", Type: chat.DatumYesNo, Value: "yes"}}}
	for _, k := range []string{key, newKey} {
		if got, why := i.read(token(t, now, []byte(k), jwt.SigningMethodHS256, nil)); why != "" || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v, %s", got, why)
		}
	}
	if got, why := i.read(token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"name": nil, "email": nil, "data": nil})); why != "" || !reflect.DeepEqual(got, chat.Customer{ID: "c-7"}) {
		t.Errorf("only who: %+v, %s", got, why)
	}
	if _, why := i.read(token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"aud": []string{"other", "shop"}})); why != "" {
		t.Error("for two sites:", why)
	}
	good := token(t, now, []byte(key), jwt.SigningMethodHS256, nil)
	for name, c := range map[string]struct{ token, why string }{
		"no token":                  {"x", "not a JWT"},
		"another key":               {token(t, now, []byte("somebody else's key, as long as it should be"), jwt.SigningMethodHS256, nil), "signature"},
		"no signature":              {token(t, now, jwt.UnsafeAllowNoneSignatureType, jwt.SigningMethodNone, nil), "signature"},
		"HS512":                     {token(t, now, []byte(key), jwt.SigningMethodHS512, nil), "signature"},
		"changed":                   {strings.Replace(good, ".", ".e30", 1), "JWT"},
		"cut off":                   {good[:len(good)-4], "signature"},
		"expired":                   {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"exp": now.Add(-2 * time.Minute).Unix()}), "expired"},
		"for ever":                  {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"exp": nil}), "exp is missing"},
		"for a year":                {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"exp": now.AddDate(1, 0, 0).Unix()}), "more than a day"},
		"not yet":                   {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"nbf": now.Add(time.Hour).Unix()}), "not good yet"},
		"another site's":            {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"aud": "other"}), `aud must be "shop"`},
		"no site's":                 {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"aud": nil}), `aud must be "shop"`},
		"nobody's":                  {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"sub": nil}), "(sub)"},
		"a long id":                 {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"sub": strings.Repeat("7", chat.MaxCustomer+1)}), "its sub is too long"},
		"a name that turns":         {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"name": "a\u202eb"}), "its name"},
		"an id that is one no more": {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"sub": 7}), "JWT"},
		"data that is none":         {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"data": []int{1}}), "data is not an object"},
		"a datum that is not":       {token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"data": map[string]any{"a": []int{1}}}), "data.a is neither"},
	} {
		if got, why := i.read(c.token); !strings.Contains(why, c.why) || why == "" || !reflect.DeepEqual(got, chat.Customer{}) {
			t.Errorf("%s: %q and %+v, want %q", name, why, got, c.why)
		}
	}
	for name, keys := range map[string][]string{"none": nil, "three": {key, key, key}, "a short one": {key, "short"}} {
		if _, err := NewIdentities(shop, keys, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWhoSignsOutIsNobodyAndABadTokenChangesNothing(t *testing.T) {
	t.Parallel()
	now := time.UnixMilli(1_800_000_000_000)
	i, err := NewIdentities(shop, []string{key}, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	w := begin(t, func(o *Options) { o.Identities = i })
	id, mine := w.visitor()
	says := func(jwt string) string {
		status, body := w.says(mine, `{"identity": "`+jwt+`"}`)
		if status != http.StatusOK {
			t.Fatal(status, body)
		}
		return body
	}
	of := func(sub string) string {
		return token(t, now, []byte(key), jwt.SigningMethodHS256, jwt.MapClaims{"sub": sub})
	}
	says(of("c-1"))
	says(of("c-1"))
	if got := says("nonsense"); !strings.Contains(got, "identity: it is not a JWT") || strings.Contains(got, "nonsense") {
		t.Errorf("a bad one is answered with %s", got)
	}
	if p := w.desk.Profile(id); p.Customer.ID != "c-1" {
		t.Errorf("a bad one changed it to %+v", p.Customer)
	}
	says(of("c-2"))
	if p := w.desk.Profile(id); p.Customer.ID != "c-2" {
		t.Errorf("the second does not count: %+v", p.Customer)
	}
	says("")
	says("")
	if p := w.desk.Profile(id); p.Customer.ID != "" {
		t.Errorf("signed out, but %+v", p.Customer)
	}
	if got := w.desk.kinds(id); !slices.Equal(got, []chat.Kind{chat.KindIdentified, chat.KindIdentified, chat.KindIdentified}) {
		t.Errorf("stored %v", got)
	}
	none := begin(t)
	_, mine = none.visitor()
	if _, body := none.says(mine, `{"identity": "x"}`); !strings.Contains(body, "-identity-keys") {
		t.Errorf("without keys: %s", body)
	}
}
