package auth

import (
	"context"
	"errors"

	"pupitre/app/chat"
)

// The accounts that the relay makes by itself.
const (
	FirstManagerEmail = "admin@localhost"
	AnaEmail          = "ana@localhost"
	BenEmail          = "ben@localhost"
)

// FirstManager sees that there is somebody who can add the others. A configured password is made true at each start,
// which is also the way back in for who has forgotten it; without one, made is the password of an account that did not
// exist, to be shown once.
func (a *Auth) FirstManager(ctx context.Context, configured string) (made string, err error) {
	acc, err := a.Accounts.By(ctx, FirstManagerEmail)
	if errors.Is(err, ErrNoAccount) {
		password := configured
		if password == "" {
			made = newPassword()
			password = made
		}
		_, err = a.Accounts.Add(ctx, FirstManagerEmail, "Admin", chat.Manager, password)
		return made, err
	}
	if err != nil || configured == "" {
		return "", err
	}
	return "", a.makeTrue(ctx, acc, configured)
}

// Demo makes a manager and two agents who share one password: the configured one, or one made anew at each start, since
// nobody should have to remember it.
func (a *Auth) Demo(ctx context.Context, configured string) (password string, err error) {
	password = configured
	if password == "" {
		password = newPassword()
	}
	for _, who := range []struct {
		email, name string
		role        chat.Role
	}{{FirstManagerEmail, "Admin", chat.Manager}, {AnaEmail, "Ana Martin", chat.Agent}, {BenEmail, "Ben Keller", chat.Agent}} {
		acc, err := a.Accounts.By(ctx, who.email)
		switch {
		case errors.Is(err, ErrNoAccount):
			_, err = a.Accounts.Add(ctx, who.email, who.name, who.role, password)
		case err == nil && configured == "": // open consoles stay signed in: this is a demo
			err = a.Accounts.SetPassword(ctx, acc, password)
		case err == nil:
			err = a.makeTrue(ctx, acc, password)
		}
		if err != nil {
			return "", err
		}
	}
	a.log.Info("demo: the passwords of admin@localhost, ana@localhost and ben@localhost were set", "generated", configured == "")
	return password, nil
}

// makeTrue changes a password that is another one, and then ends the account's sign-ins.
func (a *Auth) makeTrue(ctx context.Context, acc Account, password string) error {
	same, err := a.Accounts.hasher.matches(ctx, acc.Hash, password)
	if err != nil || same {
		return err
	}
	if err := a.Accounts.SetPassword(ctx, acc, password); err != nil {
		return err
	}
	a.log.Info("the configured password was set", "account", acc.Email)
	return a.SignIns.EndAll(ctx, acc)
}
