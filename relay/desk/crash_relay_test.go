package desk_test

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"testing"
	"time"

	"pupitre/app/chat"
	"pupitre/app/wire"
	"pupitre/relay/bus"
	"pupitre/relay/desk"
)

// relay is a desk in another process, spoken to through its standard input and output.
type relay struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *gob.Encoder
	epoch uint64
	dead  chan struct{} // closed when its output has ended

	mu      sync.Mutex
	next    uint64
	waiting map[uint64]chan wire.Frame
	over    sync.Once
}

type (
	question struct {
		Key uint64
		Who chat.Person
		Msg []byte
	}
	reply struct {
		Key   uint64
		Msg   []byte
		Epoch uint64 // in the first one
	}
)

var errKilled = errors.New("killed")

func startRelay(dir string, how bus.Durability) (*relay, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	r := &relay{cmd: exec.Command(self), dead: make(chan struct{}), waiting: map[uint64]chan wire.Frame{}}
	r.cmd.Env = append(os.Environ(), childDir+"="+dir, childHow+"="+strconv.Itoa(int(how)))
	r.cmd.Stderr = os.Stderr
	if r.in, err = r.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := r.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := r.cmd.Start(); err != nil {
		return nil, err
	}
	r.out = gob.NewEncoder(r.in)
	in := gob.NewDecoder(out)
	var first reply
	if err := in.Decode(&first); err != nil {
		return nil, errors.Join(err, r.cmd.Wait())
	}
	r.epoch = first.Epoch
	go r.listen(in)
	return r, nil
}

func (r *relay) listen(in *gob.Decoder) {
	defer close(r.dead)
	for {
		var a reply
		if in.Decode(&a) != nil {
			return
		}
		frames, err := wire.Decode(a.Msg)
		if err != nil {
			return
		}
		r.mu.Lock()
		r.waiting[a.Key] <- frames[0]
		delete(r.waiting, a.Key)
		r.mu.Unlock()
	}
}

func (r *relay) send(who chat.Person, f wire.Send) (wire.Frame, error) {
	answer := make(chan wire.Frame, 1)
	r.mu.Lock()
	r.next++
	r.waiting[r.next] = answer
	err := r.out.Encode(question{r.next, who, wire.Message(f)})
	r.mu.Unlock()
	if err != nil {
		return nil, errKilled
	}
	select {
	case a := <-answer:
		return a, nil
	case <-r.dead:
		return nil, errKilled
	}
}

func (r *relay) kill() {
	r.over.Do(func() {
		_ = r.cmd.Process.Kill()
		<-r.dead
		_ = r.cmd.Wait()
	})
}

// stop lets it end by itself.
func (r *relay) stop(t *testing.T) {
	r.over.Do(func() {
		_ = r.in.Close()
		<-r.dead
		if err := r.cmd.Wait(); err != nil {
			t.Errorf("the relay ended with %v", err)
		}
	})
}

// The child's side: this test program, started again.

const childDir, childHow = "PUPITRE_TEST_CHILD_DIR", "PUPITRE_TEST_CHILD_DURABILITY"

func isChild() bool { return os.Getenv(childDir) != "" }

func child() {
	if err := serve(os.Getenv(childDir), os.Getenv(childHow)); err != nil {
		fmt.Fprintln(os.Stderr, "relay:", err)
		os.Exit(1)
	}
}

func serve(dir, how string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // of the whole life: no orphan stays
	defer cancel()
	durability, err := strconv.Atoi(how)
	if err != nil {
		return err
	}
	b, err := bus.Open(ctx, bus.Options{Dir: dir, Durability: bus.Durability(durability)})
	if err != nil {
		return err
	}
	d, err := desk.Open(ctx, b, desk.Options{})
	if err != nil {
		return err
	}
	var writing sync.WaitGroup
	var mu sync.Mutex
	in, out := gob.NewDecoder(os.Stdin), gob.NewEncoder(os.Stdout)
	if err := out.Encode(reply{Epoch: d.Epoch()}); err != nil {
		return err
	}
	for {
		var q question
		if err := in.Decode(&q); err != nil {
			break
		}
		writing.Go(func() {
			frames, err := wire.Decode(q.Msg)
			if err != nil {
				return
			}
			answer := wire.Message(d.Send(ctx, shop, q.Who, frames[0].(wire.Send)))
			mu.Lock()
			defer mu.Unlock()
			_ = out.Encode(reply{Key: q.Key, Msg: answer})
		})
	}
	writing.Wait()
	return errors.Join(d.Close(ctx), b.Close(ctx))
}
