// Package library keeps what agents pick instead of writing it (chat.Item): canned responses, links, offers, tags; and the
// teams. All relays of a store have the same library.
//
// It must never show a personal item to anybody but its owner, and never report an item as kept before it is on disk.
package library

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nats-io/nats.go/jetstream"

	"pupitre/app/chat"
	"pupitre/app/wire"
)

// How many items a library may have. It is in memory, and every console gets what its agent may use.
const (
	MaxItems = 5000 // that all share
	MaxOwn   = 500  // personal ones of one agent
)

// Library of a site. Its methods may be called from any goroutine.
type Library struct {
	kv      jetstream.KeyValue
	log     *slog.Logger
	watcher jetstream.KeyWatcher
	done    chan struct{}

	mu    sync.RWMutex
	items map[string]chat.Item
	told  func(chat.Item)
	files Files
}

// Files keeps the files of items; *files.Files does.
type Files interface {
	// KeepItem makes files of the library stay. The error is a chat.Problem, NotStored above all, or the store's.
	KeepItem(ctx context.Context, list []chat.File) error
}

// Open reads the bucket, and follows what this relay and others change in it until Close. Writes to kv must return only
// when they are on disk.
func Open(ctx context.Context, kv jetstream.KeyValue, log *slog.Logger) (*Library, error) {
	w, err := kv.WatchAll(context.WithoutCancel(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the library: %w", err)
	}
	l := &Library{kv: kv, log: log, watcher: w, done: make(chan struct{}), items: map[string]chat.Item{}, told: func(chat.Item) {}}
	for {
		select {
		case e := <-w.Updates():
			if e == nil { // all that was there has come
				go l.follow()
				return l, nil
			}
			l.apply(e)
		case <-ctx.Done():
			_ = w.Stop()
			return nil, fmt.Errorf("read the library: %w", ctx.Err())
		}
	}
}

// Watch names the one who is told of every change, after it can be read: the item, or one without a Name for what was
// removed. Changes are told one after the other, so it must not block for long.
func (l *Library) Watch(told func(chat.Item)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told = told
}

// Keep names the one who keeps files. Before that items with files are refused with chat.NotStored.
func (l *Library) Keep(f Files) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files = f
}

// Close ends following. The bucket is its owner's.
func (l *Library) Close() error {
	err := l.watcher.Stop()
	<-l.done
	return err
}

func (l *Library) follow() {
	defer close(l.done)
	for e := range l.watcher.Updates() {
		if e != nil {
			l.apply(e)
		}
	}
}

func (l *Library) apply(e jetstream.KeyValueEntry) {
	i, err := decode(e)
	if err != nil {
		l.log.Warn("an item of the library cannot be read, left alone", "key", e.Key(), "err", err)
		return
	}
	if i, told := l.remember(e.Key(), i); told != nil {
		told(i)
	}
}

// remember changes what is in memory, and gives what to tell and whom, which must happen without the lock: who is told may be
// reading. told is nil for a removal of what is not there.
func (l *Library) remember(key string, i chat.Item) (_ chat.Item, told func(chat.Item)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	was, ok := l.items[key]
	switch {
	case i.Name != "":
		l.items[key] = i
	case !ok:
		return i, nil
	default:
		i.Owner = was.Owner
		delete(l.items, key)
	}
	return i, l.told
}

func decode(e jetstream.KeyValueEntry) (chat.Item, error) {
	if e.Operation() == jetstream.KeyValuePut {
		return wire.DecodeItem(e.Value())
	}
	kind, id, _ := strings.Cut(e.Key(), ".")
	n, err := strconv.ParseUint(kind, 10, 8)
	if err != nil {
		return chat.Item{}, fmt.Errorf("its key: %w", err)
	}
	return chat.Item{Kind: chat.ItemKind(n), ID: chat.ItemID(id)}, nil
}

// For is what that person may use: what all share and their own, by kind and name.
func (l *Library) For(who chat.PersonID) []chat.Item {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var list []chat.Item
	for _, i := range l.items {
		if chat.MayUse(i, who) {
			list = append(list, i)
		}
	}
	slices.SortFunc(list, func(a, b chat.Item) int {
		if a.Kind != b.Kind {
			return int(a.Kind) - int(b.Kind)
		}
		return strings.Compare(a.Name+"\x00"+string(a.ID), b.Name+"\x00"+string(b.ID))
	})
	return list
}

// Put keeps an item, new or changed. The error is a chat.Problem: what chat.CheckItem says, NotAllowed, TooLarge for one
// more than MaxItems or MaxOwn, NotStored for a file that is not there, or Unavailable.
func (l *Library) Put(ctx context.Context, who chat.Person, i chat.Item) error {
	if p := chat.CheckItem(i); p != chat.NoProblem {
		return p
	}
	k := key(i.Kind, i.ID)
	l.mu.RLock()
	was, known := l.items[k]
	full, files := l.full(i.Owner), l.files
	l.mu.RUnlock()
	switch {
	case !chat.MayKeep(i, who), known && (!chat.MayKeep(was, who) || was.Owner != i.Owner):
		return chat.NotAllowed
	case !known && full:
		return chat.TooLarge
	}
	if err := keepFiles(ctx, files, i.Files); errors.As(err, new(chat.Problem)) {
		return err
	} else if err != nil {
		return l.failed("keep an item's files", err)
	}
	if _, err := l.kv.Put(ctx, k, wire.AppendItem(nil, i)); err != nil {
		return l.failed("keep an item", err)
	}
	return nil
}

func keepFiles(ctx context.Context, f Files, list []chat.File) error {
	switch {
	case len(list) == 0:
		return nil
	case f == nil:
		return chat.NotStored
	}
	return f.KeepItem(ctx, list)
}

// full tells whether there is no room for one more of that owner. l.mu is held.
func (l *Library) full(owner chat.PersonID) bool {
	n := 0
	for _, i := range l.items {
		if i.Owner == owner {
			n++
		}
	}
	return owner == "" && n >= MaxItems || owner != "" && n >= MaxOwn
}

// Drop removes an item. One that is not there is removed already. The error is a chat.Problem: NotAllowed or Unavailable.
func (l *Library) Drop(ctx context.Context, who chat.Person, kind chat.ItemKind, id chat.ItemID) error {
	if !chat.ValidID(id) {
		return chat.BadID
	}
	k := key(kind, id)
	l.mu.RLock()
	was, known := l.items[k]
	l.mu.RUnlock()
	switch {
	case !known:
		return nil
	case !chat.MayKeep(was, who):
		return chat.NotAllowed
	}
	if err := l.kv.Delete(ctx, k); err != nil {
		return l.failed("remove an item", err)
	}
	return nil
}

// Fill keeps items that are not there yet, whoever they belong to: for what a relay brings with it.
func (l *Library) Fill(ctx context.Context, list []chat.Item) error {
	for _, i := range list {
		if p := chat.CheckItem(i); p != chat.NoProblem {
			return fmt.Errorf("item %s: %w", i.ID, p)
		}
		_, err := l.kv.Create(ctx, key(i.Kind, i.ID), wire.AppendItem(nil, i))
		if err != nil && !errors.Is(err, jetstream.ErrKeyExists) {
			return fmt.Errorf("fill the library: %w", err)
		}
	}
	return nil
}

func (l *Library) failed(doing string, err error) error {
	l.log.Error(doing, "err", err)
	return chat.Unavailable
}

func key(kind chat.ItemKind, id chat.ItemID) string {
	return strconv.Itoa(int(kind)) + "." + string(id)
}
