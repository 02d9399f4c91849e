package desk_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/bus/bustest"
	"pupitre/relay/desk"
)

// The log tells of trouble, and never what people wrote.
func TestWhatPeopleWriteIsNotLogged(t *testing.T) {
	t.Parallel()
	var log bustest.Notes
	dir := t.TempDir()
	logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	b, err := bus.Open(t.Context(), bus.Options{Dir: dir, Log: logger})
	if err != nil {
		t.Fatal(err)
	}
	defer bustest.Close(t, b)
	o := openOffice(t, b, desk.Options{Log: logger})
	const secret = "my-card-number"
	o.says(julie, secret)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	o.refused(o.Send(ctx, shop, julie, wire.Send{Conversation: conv, After: 1, ID: "x1", Body: chat.Text{Text: secret}}), chat.Unavailable)
	bustest.Close(t, b) // the store goes away
	o.refused(o.Send(t.Context(), shop, julie, wire.Send{Conversation: conv, After: 1, ID: "x2", Body: chat.Text{Text: secret}}), chat.Unavailable)
	if o.Ready() == nil {
		t.Error("ready without a store")
	}
	_ = o.Desk.Close(t.Context())
	if s := log.String(); strings.Contains(s, secret) || !strings.Contains(s, "not stored") || !strings.Contains(s, string(conv)) {
		t.Errorf("log: %s", s)
	}
}
