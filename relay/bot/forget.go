package bot

import (
	"context"
	"fmt"

	"pupitre/app/chat"
)

// Forget drops what is kept of a conversation that is gone: its events that webhooks were not told are not told any more.
func (b *Bots) Forget(ctx context.Context, conv chat.ConversationID) error {
	for _, c := range b.couriers {
		c.mu.Lock()
		delete(c.kept, conv)
		delete(c.lines, conv)
		c.mu.Unlock()
		if err := b.o.Places.Purge(ctx, placeKey(c.bot.ID, conv)); err != nil {
			return fmt.Errorf("forget how far a webhook was told: %w", err)
		}
	}
	return nil
}
