package disk_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"pupitre/relay/disk"
)

func TestAFileIsReplacedAsAWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "record")
	for _, text := range []string{"a long first text", "short"} {
		if err := disk.WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(name); err != nil || string(b) != text {
			t.Errorf("the file holds %q, %v; want %q", b, err, text)
		}
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 1 {
		t.Errorf("the folder holds %v, %v; want the file alone", list, err)
	}
}

// What the power or a full disk stopped half-way is written over, and until then the old file stands.
func TestWhatWasLeftHalfWrittenDoesNoHarm(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "record")
	if err := disk.WriteFile(name, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name+".new", 0o750); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	if err := disk.WriteFile(name, []byte("new")); err == nil {
		t.Error("a file was written where none can be")
	}
	if b, _ := os.ReadFile(name); string(b) != "old" {
		t.Errorf("the file holds %q; want what it held", b)
	}
	if err := os.Remove(name + ".new"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name+".new", []byte("half of something much longer"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := disk.WriteFile(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(name); string(b) != "new" {
		t.Errorf("the file holds %q; want the new text alone", b)
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	t.Parallel()
	if err := disk.SyncDir(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v; want that it does not exist", err)
	}
}
