package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// README.md's table has a row for each flag, with its variable and, where it is one word, its
// default, and none for what is no flag.
func TestTheReadmeNamesEveryFlag(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{} // what follows the flag's name
	for _, row := range regexp.MustCompile("(?m)^\\| `(-[a-z-]+)` (.*)$").FindAllStringSubmatch(string(readme), -1) {
		rows[row[1]] = row[2]
	}
	k := kong.Must(new(flags), kong.Name("relay"), kong.DefaultEnvars("PUPITRE"), kong.Vars{"fileTypes": ""})
	for _, f := range k.Model.Flags {
		flag := "-" + f.Name
		row, ok := rows[flag]
		delete(rows, flag)
		switch {
		case flag == "-help": // is no row
		case !ok:
			t.Errorf("no row for %s", flag)
		case !strings.HasPrefix(row, "| `"+f.Envs[0]+"` |"):
			t.Errorf("the row of %s lacks `%s`", flag, f.Envs[0])
		case f.Default != "" && !strings.Contains(row, "| `"+f.Default+"` |"):
			t.Errorf("the row of %s lacks its default `%s`", flag, f.Default)
		}
	}
	for flag := range rows {
		t.Errorf("%s is no flag", flag)
	}
}
