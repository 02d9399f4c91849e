package bot

import (
	"context"
	"strconv"
	"strings"

	"pupitre/app/chat"
	"pupitre/relay/bus"
)

// places say how far a bot's webhook was told of a conversation: up to that n. One is there from when the conversation first
// concerns the bot until it does not any more and all was told.
type places map[chat.ConversationID]uint64

// readPlaces reads the bucket: BOT.CONVERSATION -> n.
func readPlaces(ctx context.Context, kv bus.Bucket) (map[chat.PersonID]places, error) {
	w, err := kv.WatchAll(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = w.Stop() }()
	all := map[chat.PersonID]places{}
	for {
		select {
		case e, ok := <-w.Updates():
			if !ok || e == nil { // that was all
				return all, ctx.Err()
			}
			id, conv, _ := strings.Cut(e.Key(), ".")
			n, err := strconv.ParseUint(string(e.Value()), 10, 64)
			if err != nil || !chat.ValidID(id) || !chat.ValidID(conv) {
				continue // removed
			}
			if all[chat.PersonID(id)] == nil {
				all[chat.PersonID(id)] = places{}
			}
			all[chat.PersonID(id)][chat.ConversationID(conv)] = n
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func placeKey(bot chat.PersonID, conv chat.ConversationID) string {
	return string(bot) + "." + string(conv)
}
