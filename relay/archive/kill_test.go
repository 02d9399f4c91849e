package archive

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"pupitre/relay/bus/bustest"
)

const childVariable = "PUPITRE_TEST_ARCHIVE"

// long is a store that takes several transactions.
func long() *memory {
	m := newMemory()
	happen(m, 11, 3*batchEntries, nil)
	return m
}

// feedUntilKilled is the process that is killed: it stops in the middle of its third transaction, says so, and waits.
func feedUntilKilled(dir string) {
	m := long()
	m.inScan = func(at uint64) error {
		if at == 2*batchEntries+batchEntries/2 {
			fmt.Println("now")
			select {}
		}
		return nil
	}
	<-Open(Options{Dir: dir, Source: m, Log: bustest.Log()}).done
}

// kill -9 in the middle of a transaction: the next start goes on from the one before, and all is there once.
func TestAKilledRelayGoesOnFeeding(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childVariable+"="+dir)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "now\n" {
		t.Fatalf("it says %q, %v", line, err)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // says that it was killed
	m := long()
	first := uint64(0)
	m.inScan = func(at uint64) error {
		if first == 0 {
			first = at
		}
		return nil
	}
	got := open(t, m, dir, nil).whole().tables()
	if first != 2*batchEntries+1 {
		t.Errorf("it went on with entry %d", first)
	}
	bustest.Same(t, got, open(t, long(), t.TempDir(), nil).whole().tables())
}
