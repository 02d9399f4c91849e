package bus

import (
	"os/exec"
	"sync"
	"testing"
)

// A child that was forked and has not called exec yet holds every open file, and so the lock: a relay that has stopped
// must not be in the way of the next one because of it.
func TestALockThatWasGivenBackIsFreeWhileProcessesStart(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("true")
	if err != nil {
		t.Skip("no program to start: ", err)
	}
	dir, stop := t.TempDir(), make(chan struct{})
	var starting sync.WaitGroup
	for range 4 {
		starting.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					_ = exec.Command(program).Run()
				}
			}
		})
	}
	for range 500 {
		l, err := takeLock(dir)
		if err != nil {
			t.Error(err)
			break
		}
		l.release()
	}
	close(stop)
	starting.Wait()
}
