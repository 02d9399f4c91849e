package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
)

// A visitor's token is good for TokenLife, the longest that browsers keep a cookie, and is renewed while it is used.
const (
	TokenLife    = 400 * 24 * time.Hour
	tokenRenewal = 30 * 24 * time.Hour
	maxToken     = 1 << 10
	minDrawn     = 20 // bytes: 128 bits as four decimal numbers have 30 or more nearly always
)

// Why a token is refused: each is a chat.BadToken.
var (
	ErrWrongToken   = fmt.Errorf("%w: not signed by this relay", chat.BadToken)
	ErrExpiredToken = fmt.Errorf("%w: expired", chat.BadToken)
	ErrForeignToken = fmt.Errorf("%w: of another site", chat.BadToken)
	ErrErased       = fmt.Errorf("%w: all of this visitor was erased", chat.BadToken)
)

// Visitors makes and reads visitors' tokens: JWT signed with HS256, and with nothing else.
type Visitors struct {
	secret []byte
	now    func() time.Time
	parser *jwt.Parser
	erased func(chat.PersonID) bool // nil: nobody was
}

// NewVisitors needs a secret of 32 bytes; now may be nil.
func NewVisitors(secret []byte, now func() time.Time) *Visitors {
	if now == nil {
		now = time.Now
	}
	return &Visitors{secret: secret, now: now, parser: jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()}),
		jwt.WithExpirationRequired(),
		jwt.WithTimeFunc(now),
	)}
}

// Refuse names who knows of whom all was erased. Call it before the first Known.
func (v *Visitors) Refuse(erased func(chat.PersonID) bool) { v.erased = erased }

type claims struct {
	Site chat.SiteID `json:"site"`
	jwt.RegisteredClaims
}

// Known is who a token names, or somebody new for "". renewed is the token to keep from now on, "" to keep the old one.
// The error is one of those above.
func (v *Visitors) Known(site chat.SiteID, token string) (id chat.PersonID, renewed string, err error) {
	if token == "" {
		id, token = v.First(site, "")
		return id, token, nil
	}
	c, err := v.read(token)
	if err != nil {
		return "", "", err
	}
	if c.Site != site {
		return "", "", ErrForeignToken
	}
	id = chat.PersonID(c.Subject)
	if v.erased != nil && v.erased(id) {
		return "", "", ErrErased
	}
	// A token of the future is good too: the relay's clock was wrong, and the visitor should not pay for it.
	if c.IssuedAt == nil || v.now().Sub(c.IssuedAt.Time) >= tokenRenewal {
		renewed = v.sign(site, id)
	}
	return id, renewed, nil
}

// First is somebody new, with a token to keep, of whom the browser has kept nothing yet but what it has drawn at random: with the same drawn,
// it is the same visitor, so that an answer that is lost, or another tab, makes nobody else. What is too short to be drawn counts for nothing,
// nor does what has made somebody who was erased.
func (v *Visitors) First(site chat.SiteID, drawn string) (id chat.PersonID, token string) {
	var seed chat.Seed
	if len(drawn) < minDrawn || len(drawn) > chat.MaxID {
		_, _ = rand.Read(seed[:]) // never fails
	} else {
		mac := hmac.New(sha256.New, v.secret)
		fmt.Fprintf(mac, "first %s %s", site, drawn) // never fails
		copy(seed[:], mac.Sum(nil))
	}
	if id = chat.NewPersonID(seed); v.erased != nil && v.erased(id) {
		return v.First(site, "")
	}
	return id, v.sign(site, id)
}

func (v *Visitors) read(token string) (claims, error) {
	var c claims
	if len(token) > maxToken {
		return c, ErrWrongToken
	}
	_, err := v.parser.ParseWithClaims(token, &c, func(*jwt.Token) (any, error) { return v.secret, nil })
	switch {
	case errors.Is(err, jwt.ErrTokenExpired): // only said of a token with a good signature
		return c, ErrExpiredToken
	case err != nil, !chat.ValidID(c.Subject):
		return c, ErrWrongToken
	}
	return c, nil
}

func (v *Visitors) sign(site chat.SiteID, id chat.PersonID) string {
	now := v.now()
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, claims{Site: site, RegisteredClaims: jwt.RegisteredClaims{
		Subject:   string(id),
		IssuedAt:  jwt.NewNumericDate(now),
		ExpiresAt: jwt.NewNumericDate(now.Add(TokenLife)),
	}}).SignedString(v.secret)
	if err != nil {
		panic(err) // only for a key that is not bytes
	}
	return token
}
