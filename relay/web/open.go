package web

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"

	"pupitre/app/chat"
	"pupitre/relay/archive"
	"pupitre/relay/auth"
	"pupitre/relay/bot"
	"pupitre/relay/bus"
	"pupitre/relay/desk"
	"pupitre/relay/erase"
	uploads "pupitre/relay/files"
	"pupitre/relay/library"
	"pupitre/relay/mirror"
	"pupitre/relay/session"
	"pupitre/relay/translate"
	"pupitre/relay/visits"
)

// parts of a relay, in the order in which they are opened.
type parts struct {
	bus       *bus.Bus
	translate *translate.Service // nil: none
	desk      *desk.Desk
	archive   *archive.Archive
	auth      *auth.Auth
	visitors  *auth.Visitors
	library   *library.Library
	files     *uploads.Files
	visits    *visits.Visits
	closeGeo  func() error // nil: no file is open
	demoKey   string       // signs who is signed in at the demo shop; "": it has no server, or another key
	erase     *erase.Eraser
	hub       *session.Hub
	presence  atomic.Pointer[session.Hub] // the hub, for visits, which begin before it
	bots      *bot.Bots
	mirrors   *mirror.Mirrors
}

// open opens the parts and shows the mux.
func (r *Relay) open(ctx context.Context) (err error) {
	p, c := &r.parts, r.config
	defer func() {
		if err != nil {
			err = errors.Join(err, p.close(context.WithoutCancel(ctx)))
		}
	}()
	if p.bus, err = bus.Open(ctx, bus.Options{Dir: c.Data, Durability: c.Durability, Log: c.Log}); err != nil {
		return err
	}
	o := desk.Options{Log: c.Log, Now: c.Now, Mirror: c.Rules.Mirror}
	if c.Translate.Service != "" {
		p.translate = translate.New(c.Translate)
		o.Translator, c.Rules.Translate = p.translate, true
	}
	c.Rules.Visitors = c.Beacons
	if p.desk, err = desk.Open(ctx, p.bus, o); err != nil {
		return err
	}
	p.archive = archive.Open(archive.Options{Dir: c.Data, Source: p.desk, Log: c.Log})
	p.desk.Watch(p.archive)
	secret, err := p.desk.Secret(ctx, "visitors")
	if err != nil {
		return err
	}
	p.visitors = auth.NewVisitors(secret, nil)
	if err := r.openAuth(ctx); err != nil {
		return err
	}
	shelf, err := p.desk.KV(ctx, bus.BucketLibrary, 0)
	if err != nil {
		return err
	}
	if p.library, err = library.Open(ctx, shelf, c.Log); err != nil {
		return err
	}
	if err := r.openFiles(ctx); err != nil {
		return err
	}
	if err := r.openErase(ctx); err != nil {
		return err
	}
	if c.Demo {
		if err := r.fillDemo(ctx); err != nil {
			return err
		}
	}
	if err := r.openVisits(); err != nil {
		return err
	}
	p.hub = session.New(p.desk, session.Options{
		Site:       session.Site{ID: c.Site.ID, Name: c.Site.Name},
		Visitors:   p.visitors,
		Agents:     p.auth.SignIns,
		Origins:    c.ConsoleOrigins,
		PerAddress: c.PerAddress,
		Trace:      c.Trace,
		Rules:      c.Rules,
		Library:    p.library,
		Archive:    p.archive,
		People:     p.auth.Accounts.People,
		Bots:       people(c.Bots),
		Visits:     p.visits,
		Blocks:     p.desk.BlocksOf,
		Counts:     p.archive.Counts,
		Erase:      p.erase.Erase,
		Unlimited:  c.Unlimited,
	})
	p.presence.Store(p.hub)
	p.library.Watch(p.hub.ItemChanged)
	p.desk.Watch(p.hub)
	p.mirrors = mirror.Open(mirror.Options{
		Site:     c.Site.ID,
		Origins:  c.Site.Origins,
		Hosts:    c.Rules.Hosts,
		Desk:     p.desk,
		Visitors: p.visitors,
		Agents:   p.auth.SignIns,
		Allowed:  p.hub.Allowed,
		Reserve:  p.hub.Reserve,
		Now:      c.Now,
		Log:      c.Log,
	})
	p.desk.Watch(p.mirrors)
	p.desk.Watch(p.visits)
	if err := r.openBots(ctx); err != nil {
		return err
	}
	p.erase.Start()
	mux, err := r.mux()
	if err != nil {
		return err
	}
	r.show(mux)
	return nil
}

func (r *Relay) openAuth(ctx context.Context) error {
	p, c := &r.parts, r.config
	accounts, err := p.desk.KV(ctx, bus.BucketAccounts, 0)
	if err != nil {
		return err
	}
	signIns, err := p.desk.KV(ctx, bus.BucketSignIns, auth.SignInIdle)
	if err != nil {
		return err
	}
	p.auth = auth.Open(auth.Options{
		Accounts: accounts,
		SignIns:  signIns,
		Log:      c.Log,
		OnSignOut: func(key string) {
			if p.hub != nil { // nobody is connected before
				p.hub.SignedOut(key)
			}
			if p.mirrors != nil {
				p.mirrors.SignedOut(key)
			}
		},
		OnAccount: func() {
			if p.hub != nil {
				p.hub.StaffChanged()
			}
		},
	})
	if c.Demo {
		r.SignInHint.Emails = []string{auth.FirstManagerEmail, auth.AnaEmail, auth.BenEmail}
		r.SignInHint.Password, err = p.auth.Demo(ctx, c.AdminPassword)
		return err
	}
	r.SignInHint.Emails = []string{auth.FirstManagerEmail}
	r.SignInHint.Password, err = p.auth.FirstManager(ctx, c.AdminPassword)
	return err
}

// openFiles opens what keeps files, and names it to those who write entries and items that name files.
func (r *Relay) openFiles(ctx context.Context) error {
	p, c := &r.parts, r.config
	records, err := p.desk.KV(ctx, bus.BucketFiles, 0)
	if err != nil {
		return err
	}
	objects, err := p.desk.Objects(ctx, bus.ObjectsFiles)
	if err != nil {
		return err
	}
	p.files, err = uploads.Open(uploads.Options{
		Dir:      filepath.Join(c.Data, "uploads"),
		Records:  records,
		Objects:  objects,
		Rules:    c.Rules,
		Quota:    c.FileQuota,
		Site:     c.Site.ID,
		Visitors: p.visitors,
		Agents:   p.auth.SignIns,
		Blocked:  p.desk.Blocked,
		Embed:    len(c.ConsoleOrigins) > 0,
		Log:      c.Log,
	})
	if err != nil {
		return err
	}
	p.desk.Keep(p.files)
	p.library.Keep(p.files)
	return nil
}

// openErase opens what erases, and has those refused who were erased.
func (r *Relay) openErase(ctx context.Context) error {
	p := &r.parts
	done, err := p.desk.KV(ctx, bus.BucketErased, 0)
	if err != nil {
		return err
	}
	p.erase, err = erase.Open(ctx, erase.Options{
		Site:   r.config.Site.ID,
		Done:   done,
		Desk:   p.desk,
		Files:  p.files,
		Others: []erase.Forget{r.forgetHooks, p.archive.Forget, r.forgetVisits},
		Log:    r.config.Log,
	})
	if err != nil {
		return err
	}
	p.visitors.Refuse(p.erase.Erased)
	return nil
}

// forgetVisits ends visitors' beacons. The visits are opened behind what erases.
func (r *Relay) forgetVisits(ctx context.Context, list []chat.PersonID) error {
	return r.parts.visits.Forget(ctx, list)
}

// forgetHooks has bots forget.
func (r *Relay) forgetHooks(ctx context.Context, list []chat.PersonID) error {
	for _, id := range list {
		if err := r.parts.bots.Forget(ctx, chat.ConversationOf(id, 1)); err != nil {
			return err
		}
	}
	return nil
}

// close closes what is open, the last opened first; but bots see what sessions still do.
func (p *parts) close(ctx context.Context) error {
	var errs []error
	if p.hub != nil {
		errs = append(errs, p.hub.Stop(ctx))
	}
	if p.mirrors != nil {
		p.mirrors.Close()
	}
	if p.visits != nil {
		p.visits.Close()
	}
	if p.closeGeo != nil {
		errs = append(errs, p.closeGeo())
	}
	if p.bots != nil {
		p.bots.Close()
	}
	if p.erase != nil {
		p.erase.Close()
	}
	if p.files != nil {
		errs = append(errs, p.files.Close())
	}
	if p.library != nil {
		errs = append(errs, p.library.Close())
	}
	if p.archive != nil {
		errs = append(errs, p.archive.Close())
	}
	if p.desk != nil {
		errs = append(errs, p.desk.Close(ctx))
	}
	if p.translate != nil {
		p.translate.Close()
	}
	if p.bus != nil {
		errs = append(errs, p.bus.Close(ctx))
	}
	return errors.Join(errs...)
}
