package visits

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
)

const (
	maxToken    = 1 << 10  // a visitor's token
	maxIdentity = 16 << 10 // a customer's, with their data
	// IdentityLife is how far ahead a customer's token may end.
	IdentityLife = 25 * time.Hour
	// MinIdentityKey is how many bytes a key has at least: as many as the hash.
	MinIdentityKey = 32
	leeway         = time.Minute // by which two clocks may differ
)

// Identities reads the tokens in which the merchant's server says who a visitor is: JWT signed with HS256, and with nothing else.
type Identities struct {
	keys   [][]byte
	site   chat.SiteID
	now    func() time.Time
	parser *jwt.Parser
}

// NewIdentities believes tokens for that site that one of the keys has signed: two, while one takes the other's place. now may be nil. The
// error says which key is too short.
func NewIdentities(site chat.SiteID, keys []string, now func() time.Time) (*Identities, error) {
	if now == nil {
		now = time.Now
	}
	i := &Identities{site: site, now: now, parser: jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}), jwt.WithExpirationRequired(), jwt.WithTimeFunc(now), jwt.WithLeeway(leeway),
		jwt.WithAudience(string(site)),
	)}
	for n, key := range keys {
		if len(key) < MinIdentityKey {
			return nil, fmt.Errorf("key %d has %d bytes, less than %d", n+1, len(key), MinIdentityKey)
		}
		i.keys = append(i.keys, []byte(key))
	}
	if len(keys) < 1 || len(keys) > 2 {
		return nil, fmt.Errorf("there are %d keys: one, or two while they are changed", len(keys))
	}
	return i, nil
}

type identityClaims struct {
	Name  string          `json:"name"`
	Email string          `json:"email"`
	Data  json.RawMessage `json:"data"`
	jwt.RegisteredClaims
}

// read is the customer that a token names, or in plain words which check it fails.
func (i *Identities) read(token string) (c chat.Customer, why string) {
	var claims identityClaims
	set := jwt.VerificationKeySet{}
	for _, key := range i.keys {
		set.Keys = append(set.Keys, key)
	}
	_, err := i.parser.ParseWithClaims(token, &claims, func(*jwt.Token) (any, error) { return set, nil })
	if why := i.fault(claims, err); why != "" {
		return chat.Customer{}, why
	}
	c = chat.Customer{ID: claims.Subject, Name: claims.Name, Email: claims.Email}
	for _, part := range []struct {
		of   string
		only chat.Customer
	}{{"sub", chat.Customer{ID: c.ID}}, {"name", chat.Customer{Name: c.Name}}, {"email", chat.Customer{Email: c.Email}}} {
		if p := chat.Check(chat.Identified{Customer: part.only}); p != chat.NoProblem {
			return chat.Customer{}, fmt.Sprintf("its %s is too long, or has characters that cannot be shown", part.of)
		}
	}
	if len(claims.Data) == 0 || string(claims.Data) == "null" {
		return c, ""
	}
	list, wrong, ok := readData(claims.Data)
	switch {
	case !ok:
		return chat.Customer{}, "its data is not an object"
	case len(wrong) > 0: // signed data is the merchant's word, and taken whole or not at all
		return chat.Customer{}, fmt.Sprintf("its data.%.60s %s", wrong[0].name, wrong[0].why)
	case len(list) > 0:
		c.Data = list
	}
	return c, ""
}

// fault says what is wrong with a token, "" for nothing.
func (i *Identities) fault(c identityClaims, err error) string {
	switch {
	case errors.Is(err, jwt.ErrTokenMalformed):
		return "it is not a JWT"
	case errors.Is(err, jwt.ErrTokenSignatureInvalid), errors.Is(err, jwt.ErrTokenUnverifiable):
		return "its signature is not one of HS256 with a key of this relay (-identity-keys)"
	case errors.Is(err, jwt.ErrTokenExpired):
		return "it has expired (exp)"
	case errors.Is(err, jwt.ErrTokenNotValidYet), errors.Is(err, jwt.ErrTokenUsedBeforeIssued):
		return "it is not good yet (nbf): does the server's clock go ahead?"
	case errors.Is(err, jwt.ErrTokenInvalidAudience), err != nil && len(c.Audience) == 0:
		return fmt.Sprintf("it is not for this site: aud must be %q", i.site)
	case err != nil:
		return "its exp is missing, or it is not as a JWT should be"
	case c.ExpiresAt.Time.Sub(i.now()) > IdentityLife:
		return "its exp is more than a day ahead"
	case c.Subject == "":
		return "it does not say who the customer is (sub)"
	}
	return ""
}
