package auth

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
)

// Account is somebody who can sign in.
type Account struct {
	ID    chat.PersonID `json:"id"`
	Email string        `json:"email"` // lower case
	Name  string        `json:"name"`
	Role  chat.Role     `json:"role"`          // chat.Agent or chat.Manager
	Hash  string        `json:"hash"`          // PHC string
	Off   bool          `json:"off,omitempty"` // may not sign in
}

// Person is the account as its colleagues and visitors see it.
func (a Account) Person() chat.Person { return chat.Person{ID: a.ID, Role: a.Role, Name: a.Name} }

// Accounts are kept by e-mail.
type Accounts struct {
	kv      jetstream.KeyValue
	hasher  *hasher
	changed func()
}

// ErrExists: the e-mail has an account already. ErrNoAccount: it has none.
var (
	ErrExists    = errors.New("exists")
	ErrNoAccount = errors.New("no such account")
)

// Add makes an account. The error is ErrExists, chat.Malformed, or the store's.
func (a *Accounts) Add(ctx context.Context, email, name string, role chat.Role, password string) (Account, error) {
	email = normal(email)
	if !validEmail(email) || !chat.ValidName(name) || role != chat.Agent && role != chat.Manager || !validPassword(password) {
		return Account{}, chat.Malformed
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return Account{}, err
	}
	acc := Account{ID: chat.PersonID("a" + strings.ToLower(rand.Text())), Email: email, Name: name, Role: role, Hash: hash}
	_, err = a.kv.Create(ctx, key(email), acc.encode())
	if errors.Is(err, jetstream.ErrKeyExists) {
		return Account{}, ErrExists
	}
	if err != nil {
		return Account{}, fmt.Errorf("add an account: %w", err)
	}
	a.changed()
	return acc, nil
}

// Check is the account that has this e-mail and password. The error is chat.BadSignIn, chat.TooFast, or the store's.
func (a *Accounts) Check(ctx context.Context, email, password string) (Account, error) {
	acc, err := a.By(ctx, email)
	phc := acc.Hash
	switch {
	case errors.Is(err, ErrNoAccount):
		phc = stranger
	case err != nil:
		return Account{}, err
	}
	ok, err2 := a.hasher.matches(ctx, phc, password)
	if err2 != nil {
		return Account{}, err2
	}
	if !ok || err != nil || acc.Off {
		return Account{}, chat.BadSignIn
	}
	return acc, nil
}

// By is the account of an e-mail. The error is ErrNoAccount or the store's.
func (a *Accounts) By(ctx context.Context, email string) (Account, error) {
	email = normal(email)
	if !validEmail(email) {
		return Account{}, ErrNoAccount
	}
	return a.at(ctx, key(email))
}

func (a *Accounts) at(ctx context.Context, key string) (Account, error) {
	e, err := a.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return Account{}, ErrNoAccount
	}
	if err != nil {
		return Account{}, fmt.Errorf("read an account: %w", err)
	}
	var acc Account
	if err := json.Unmarshal(e.Value(), &acc); err != nil {
		return Account{}, fmt.Errorf("read an account: %w", err)
	}
	return acc, nil
}

// SetPassword gives an account another password.
func (a *Accounts) SetPassword(ctx context.Context, acc Account, password string) error {
	if !validPassword(password) {
		return chat.Malformed
	}
	var err error
	if acc.Hash, err = a.hasher.hash(ctx, password); err != nil {
		return err
	}
	return a.put(ctx, acc)
}

// Set changes an account's role, and whether it may sign in. Whoever changes it ends its sign-ins. The error is
// chat.Malformed or the store's.
func (a *Accounts) Set(ctx context.Context, acc Account, role chat.Role, off bool) error {
	if role != chat.Agent && role != chat.Manager {
		return chat.Malformed
	}
	acc.Role, acc.Off = role, off
	return a.put(ctx, acc)
}

func (a *Accounts) put(ctx context.Context, acc Account) error {
	if _, err := a.kv.Put(ctx, key(acc.Email), acc.encode()); err != nil {
		return fmt.Errorf("store an account: %w", err)
	}
	a.changed()
	return nil
}

// People are those who may sign in and those who are locked out, as their colleagues see them, each by name.
func (a *Accounts) People(ctx context.Context) (people, off []chat.Person, err error) {
	list, err := a.List(ctx)
	for _, acc := range list {
		if acc.Off {
			off = append(off, acc.Person())
		} else {
			people = append(people, acc.Person())
		}
	}
	byName := func(x, y chat.Person) int {
		return strings.Compare(x.Name+"\x00"+string(x.ID), y.Name+"\x00"+string(y.ID))
	}
	slices.SortFunc(people, byName)
	slices.SortFunc(off, byName)
	return people, off, err
}

// List is all accounts by e-mail.
func (a *Accounts) List(ctx context.Context) ([]Account, error) {
	keys, err := a.kv.ListKeys(ctx)
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	defer keys.Stop()
	var list []Account
	for k := range keys.Keys() {
		acc, err := a.at(ctx, k)
		if err != nil {
			return nil, err
		}
		list = append(list, acc)
	}
	slices.SortFunc(list, func(x, y Account) int { return strings.Compare(x.Email, y.Email) })
	return list, nil
}

func (a Account) encode() []byte {
	b, err := json.Marshal(a)
	if err != nil {
		panic(err) // strings and numbers can be encoded
	}
	return b
}

// key is the e-mail in letters that a bucket takes.
func key(email string) string { return base64.RawURLEncoding.EncodeToString([]byte(email)) }

func normal(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// validEmail asks for little: one @ with something on both sides, no spaces or control characters, at most 254 bytes.
func validEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && host != "" && !strings.Contains(host, "@") && len(s) <= 254 && utf8.ValidString(s) &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) })
}

func validPassword(s string) bool { return len(s) >= 8 && len(s) <= maxPassword }
