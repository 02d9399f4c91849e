package bot

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"pupitre/app/chat"
)

// readme is the part of README.md about bots.
func readme(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(data), "\n## Bots\n")
	text, _, ok := strings.Cut(text, "\n## ")
	if !ok {
		t.Fatal("README.md has no section about bots")
	}
	return text
}

// block is the indented block that begins so.
func block(t *testing.T, text, begins string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "\n    "+begins)
	if !ok {
		t.Fatalf("README.md shows nothing that begins %s", begins)
	}
	end := regexp.MustCompile(`\n[^ \n]`).FindStringIndex(rest)
	return begins + rest[:end[0]]
}

func TestTheExamplesOfTheReadmeWork(t *testing.T) {
	t.Parallel()
	text := readme(t)
	script := block(t, text, `{"start": "hello"`)
	if _, err := ParseScript([]byte(script)); err != nil {
		t.Errorf("the script%v", err)
	}
	file := block(t, text, `{"bots": [`)
	for from, to := range map[string]string{"KEY, 24 TO 200 BYTES": key, "whsec_BASE64": secret, `"lumi.json"`: script} {
		file = strings.Replace(file, from, to, 1)
	}
	list, err := Read([]byte(file), shop, "")
	if err != nil || len(list) != 2 {
		t.Errorf("the file: %v", err)
	}

	o := newOffice(t, program)
	shown := map[string]bool{}
	for _, example := range regexp.MustCompile("`"+`(\{"type": .*?\})`+"`").FindAllStringSubmatch(text, -1) {
		action := strings.NewReplacer(`"https://..."`, `"https://shop.example/"`, `"id": "..."`, `"id": "anna"`, `"..."`, `"words"`).Replace(example[1])
		a, refused := o.bots.readAction(o.bots.list[0], conv, []byte(action))
		if refused != nil {
			t.Errorf("%s: %v, %s", action, refused.problem, refused.detail)
			continue
		}
		if p := chat.Check(a.body); p != chat.NoProblem {
			t.Errorf("%s: %v", action, p)
		}
		shown[a.Type] = true
	}
	for kind := range actions {
		if !shown[kind] {
			t.Errorf("the action %q is not shown", kind)
		}
	}
	for p := range statuses {
		if !strings.Contains(text, "`"+p.Error()+"`") {
			t.Errorf("the problem %q is not shown", p.Error())
		}
	}
}
