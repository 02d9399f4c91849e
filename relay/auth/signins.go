package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
)

// A sign-in ends after SignInIdle without use (an open console uses it), and SignInMost after it began whatever happens:
// a shift and the night after it, and once a week the password.
const (
	SignInIdle = 12 * time.Hour
	SignInMost = 7 * 24 * time.Hour
	renewAfter = time.Hour // a use is noted at most so often
)

// SignIns are kept by the SHA-256 of their token: who reads the store cannot sign in.
type SignIns struct {
	kv       jetstream.KeyValue
	accounts *Accounts
	now      func() time.Time
	ended    func(key string)
}

// SignIn is an agent's, found by cookie.
type SignIn struct {
	Key    string // names it; not a secret
	Person chat.Person
}

type signInRecord struct {
	Account string    `json:"account"` // e-mail
	Begun   time.Time `json:"begun"`
	Used    time.Time `json:"used"`
}

// Begin makes a sign-in; the token goes into the cookie and nowhere else.
func (s *SignIns) Begin(ctx context.Context, a Account) (token string, err error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	token = base64.RawURLEncoding.EncodeToString(secret)
	now := s.now()
	if _, err := s.kv.Create(ctx, keyOf(token), signInRecord{Account: a.Email, Begun: now, Used: now}.encode()); err != nil {
		return "", fmt.Errorf("begin a sign-in: %w", err)
	}
	return token, nil
}

// Of is the sign-in of a cookie's token. The error is ErrSignedOut or the store's.
func (s *SignIns) Of(ctx context.Context, token string) (SignIn, error) {
	if len(token) != base64.RawURLEncoding.EncodedLen(32) {
		return SignIn{}, ErrSignedOut
	}
	key := keyOf(token)
	a, err := s.use(ctx, key)
	if err != nil {
		return SignIn{}, err
	}
	return SignIn{Key: key, Person: a.Person()}, nil
}

// Still is nil while the sign-in goes on, and counts as its use. The error is ErrSignedOut or the store's.
func (s *SignIns) Still(ctx context.Context, key string) error {
	_, err := s.use(ctx, key)
	return err
}

func (s *SignIns) use(ctx context.Context, key string) (Account, error) {
	r, revision, err := s.read(ctx, key)
	if err != nil {
		return Account{}, err
	}
	now := s.now()
	if now.Sub(r.Begun) >= SignInMost || now.Sub(r.Used) >= SignInIdle {
		return Account{}, ErrSignedOut
	}
	if now.Sub(r.Used) >= renewAfter {
		r.Used = now
		// Another use may have been faster, or the sign-in has ended just now: neither needs this one's note.
		_, _ = s.kv.Update(ctx, key, r.encode(), revision)
	}
	a, err := s.accounts.By(ctx, r.Account)
	if errors.Is(err, ErrNoAccount) || err == nil && a.Off {
		return Account{}, ErrSignedOut
	}
	return a, err
}

func (s *SignIns) read(ctx context.Context, key string) (signInRecord, uint64, error) {
	e, err := s.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) || errors.Is(err, jetstream.ErrInvalidKey) {
		return signInRecord{}, 0, ErrSignedOut
	}
	if err != nil {
		return signInRecord{}, 0, fmt.Errorf("read a sign-in: %w", err)
	}
	var r signInRecord
	if err := json.Unmarshal(e.Value(), &r); err != nil {
		return signInRecord{}, 0, fmt.Errorf("read a sign-in: %w", err)
	}
	return r, e.Revision(), nil
}

// End ends a sign-in and what hangs on it. One that is not there has ended already.
func (s *SignIns) End(ctx context.Context, key string) error {
	if err := s.kv.Purge(ctx, key); err != nil {
		return fmt.Errorf("end a sign-in: %w", err)
	}
	s.ended(key)
	return nil
}

// EndAll ends all sign-ins of an account.
func (s *SignIns) EndAll(ctx context.Context, a Account) error {
	keys, err := s.kv.ListKeys(ctx)
	if err != nil {
		return fmt.Errorf("list sign-ins: %w", err)
	}
	defer keys.Stop()
	for k := range keys.Keys() {
		r, _, err := s.read(ctx, k)
		if err == nil && r.Account == a.Email {
			err = s.End(ctx, k)
		}
		if err != nil && !errors.Is(err, ErrSignedOut) {
			return err
		}
	}
	return nil
}

func (r signInRecord) encode() []byte {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // only for years beyond 9999
	}
	return b
}

func keyOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
