package main

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// README.md's table has a row for each flag, with its variable and its default, and none for what is no flag.
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
	for field := range reflect.TypeFor[flags]().Fields() {
		words := strings.ToLower(regexp.MustCompile("(.)([A-Z])").ReplaceAllString(field.Name, "$1-$2"))
		flag, variable := "-"+words, "PUPITRE_"+strings.ToUpper(strings.ReplaceAll(words, "-", "_"))
		row, ok := rows[flag]
		delete(rows, flag)
		switch preset := field.Tag.Get("default"); {
		case !ok:
			t.Errorf("no row for %s", flag)
		case !strings.HasPrefix(row, "| `"+variable+"` |"):
			t.Errorf("the row of %s lacks `%s`", flag, variable)
		case preset != "" && !strings.Contains(row, "| `"+preset+"` |"):
			t.Errorf("the row of %s lacks its default `%s`", flag, preset)
		}
	}
	for flag := range rows {
		t.Errorf("%s is no flag", flag)
	}
}
