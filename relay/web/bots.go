package web

import (
	"context"

	"pupitre/app/chat"
	"pupitre/relay/bot"
	"pupitre/relay/bus"
)

// openBots lets the site's bots begin, behind the hub: agents hear of a conversation before a bot takes it.
func (r *Relay) openBots(ctx context.Context) error {
	p, c := &r.parts, r.config
	secret, err := p.desk.Secret(ctx, "bots")
	if err != nil {
		return err
	}
	places, err := p.desk.LazyKV(ctx, bus.BucketHooks)
	if err != nil {
		return err
	}
	p.bots, err = bot.Open(ctx, c.Bots, bot.Options{
		Desk:     p.desk,
		Secret:   secret,
		Places:   places,
		Language: p.hub.Language,
		Staff:    p.hub.Staff,
		Teams:    r.teams,
		Log:      c.Log,
	})
	if err != nil {
		return err
	}
	p.desk.Watch(p.bots)
	p.bots.Start()
	return nil
}

// teams of the library.
func (r *Relay) teams() (list []chat.Item) {
	for _, i := range r.parts.library.For("") {
		if i.Kind == chat.TeamItem {
			list = append(list, i)
		}
	}
	return list
}

func people(bots []bot.Bot) (list []chat.Person) {
	for _, b := range bots {
		list = append(list, b.Person)
	}
	return list
}
