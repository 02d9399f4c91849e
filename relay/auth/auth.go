// Package auth knows who is there: accounts and sign-ins of agents, and the tokens by which visitors are known again.
//
// It must never keep or log a password, a visitor's token or a cookie: of a password it keeps the argon2id hash, of a
// cookie the SHA-256, of a visitor's token nothing.
package auth

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// ErrSignedOut: no such sign-in, or it has ended.
var ErrSignedOut = errors.New("signed out")

// Options of Open. The buckets are opened by the caller: that of sign-ins with SignInIdle as the time that a key lives; their
// writes return when they are on disk.
type Options struct {
	Accounts, SignIns jetstream.KeyValue
	Now               func() time.Time // nil: time.Now
	Log               *slog.Logger     // nil: slog.Default()
	OnSignOut         func(key string) // told of each sign-in that ends; nil: nobody
	OnAccount         func()           // told whenever an account was added or has changed; nil: nobody
}

// Auth is the accounts, the sign-ins and their HTTP side.
type Auth struct {
	Accounts *Accounts
	SignIns  *SignIns
	log      *slog.Logger
	now      func() time.Time
	emails   *throttle
	sources  *throttle
}

// Open puts the parts together. It reads nothing.
func Open(o Options) *Auth {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.OnSignOut == nil {
		o.OnSignOut = func(string) {}
	}
	if o.OnAccount == nil {
		o.OnAccount = func() {}
	}
	accounts := &Accounts{kv: o.Accounts, changed: o.OnAccount, hasher: newHasher(maxHashing, maxWaiting)}
	return &Auth{
		Accounts: accounts,
		SignIns:  &SignIns{kv: o.SignIns, accounts: accounts, now: o.Now, ended: o.OnSignOut},
		log:      o.Log,
		now:      o.Now,
		emails:   newThrottle(10*time.Second, 10),
		sources:  newThrottle(3*time.Second, 30),
	}
}

// SignIn checks e-mail and password and begins a sign-in; from is where the request comes from. It takes the same time
// for an e-mail that is not known. The error is chat.BadSignIn, tooFast with how long to wait, or the store's. Only
// failures count against the rates.
func (a *Auth) SignIn(ctx context.Context, email, password, from string) (token string, err error) {
	email, now := normal(email), a.now()
	if wait := max(a.emails.wait(email, now), a.sources.wait(from, now)); wait > 0 {
		return "", tooFast{wait}
	}
	account, err := a.Accounts.Check(ctx, email, password)
	if err != nil {
		return "", err
	}
	a.emails.forget(email)
	a.sources.forget(from)
	return a.SignIns.Begin(ctx, account)
}
