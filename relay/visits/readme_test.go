package visits

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pupitre/app/chat"
)

// example is the indented block of README.md that begins so.
func example(t *testing.T, begins string) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(data), "\n    "+begins)
	end := regexp.MustCompile(`\n[^ \n]`).FindStringIndex(rest)
	if !ok || end == nil {
		t.Fatalf("README.md shows nothing that begins %s", begins)
	}
	return strings.ReplaceAll(begins+rest[:end[0]], "\n    ", "\n") + "\n"
}

// Whoever copies how a server says who a visitor is gets tokens that the relay believes. A language that is not on this machine is left
// out, but for Go.
func TestTheServersOfTheReadmeAreBelieved(t *testing.T) {
	t.Parallel()
	i, err := NewIdentities(shop, []string{key}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		program, file, begins, before, after string
		run                                  []string
	}{
		{"go", "main.go", "func identity(", "package main\n\nimport (\n\"crypto/hmac\"\n\"crypto/sha256\"\n\"encoding/base64\"\n\"encoding/json\"\n\"fmt\"\n\"os\"\n\"time\"\n)\n",
			"func main() { fmt.Print(identity(os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5])) }\n", []string{"go", "run"}},
		{"node", "main.js", "const { createHmac }", "", "process.stdout.write(identity(...process.argv.slice(2)));\n", []string{"node"}},
		{"php", "main.php", "function identity(string", "<?php\n", "echo identity(...array_slice($argv, 1));\n", []string{"php"}},
		{"python3", "main.py", "import base64, hashlib, hmac, json, time", "", "import sys\nsys.stdout.write(identity(*sys.argv[1:]))\n", []string{"python3"}},
	} {
		t.Run(c.program, func(t *testing.T) {
			t.Parallel()
			text := c.before + example(t, c.begins) + c.after
			if _, err := exec.LookPath(c.program); err != nil && c.program != "go" {
				t.Skip(err)
			}
			file := filepath.Join(t.TempDir(), c.file)
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			args := append(append(c.run[1:], file), key, string(shop), "c-7", "Zoé Müller", "zoe@example.com")
			cmd := exec.CommandContext(t.Context(), c.run[0], args...)
			cmd.Stderr = t.Output()
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			got, why := i.read(string(out))
			if why != "" || got.ID != "c-7" || got.Name != "Zoé Müller" || got.Email != "zoe@example.com" {
				t.Errorf("%+v, %s", got, why)
			}
		})
	}
}

// What the README says of limits is so.
func TestTheReadmeSaysTheLimits(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	limits := fmt.Sprintf("At most %d data, names of up to %d bytes, values of up to %d.", chat.MaxData, chat.MaxDatumName, chat.MaxDatum)
	for _, says := range []string{limits, "`exp`, at most a day ahead", fmt.Sprintf("up to %d bytes", chat.MaxCustomer)} {
		if !strings.Contains(strings.Join(strings.Fields(string(data)), " "), says) {
			t.Errorf("README.md does not say %q", says)
		}
	}
	if IdentityLife < 24*time.Hour {
		t.Error("a token of a day is refused")
	}
}
