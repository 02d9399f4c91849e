package bot

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pupitre/app/lang"
)

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func TestAFileSaysWhoTheBotsAre(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	write("lumi.json", `{"start": "a", "scenes": {"a": [{"say": "Hello"}, {"handOver": {"team": "sales", "after": "30s"}}]}}`)
	list, err := ReadFile(write("bots.json", `{"bots": [
		{"id": "orders", "name": "Orders", "key": "`+key+`", "webhook": {"url": "http://127.0.0.1:9/hook", "secret": "`+secret+`"}, "patience": "45s", "site": "shop"},
		{"id": "lumi", "name": "Lumi", "greets": true, "lang": "fr", "script": "lumi.json"}
	]}`), shop)
	if err != nil {
		t.Fatal(err)
	}
	orders, lumi := list[0], list[1]
	if orders.Patience != 45*time.Second || orders.Greets || orders.Script != nil || orders.Hook == nil || byKey([]*Bot{&lumi, &orders}, key) != &orders {
		t.Errorf("%+v", orders)
	}
	if lumi.Patience != DefaultPatience || !lumi.Greets || lumi.Lang != lang.Fr || lumi.Key != nil || lumi.Site != shop || len(lumi.Script.scenes["a"]) != 2 {
		t.Errorf("%+v", lumi)
	}
	if _, err := Demo("demo"); err != nil {
		t.Error(err)
	}
	if byKey([]*Bot{&lumi, &orders}, "") != nil || byKey([]*Bot{&lumi, &orders}, key+"x") != nil {
		t.Error("a wrong key opens")
	}
}

func TestMistakesOfTheFileAreNamedWithTheirPlace(t *testing.T) {
	t.Parallel()
	one := func(fields string) string { return `{"bots": [{"id": "lumi", "name": "Lumi", ` + fields + `}]}` }
	script := func(scenes string) string { return one(`"script": {"start": "a", "scenes": ` + scenes + `}`) }
	good := one(`"key": "` + key + `"`)
	if _, err := Read([]byte(good), shop, ""); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ file, says string }{
		{"", "line 1, column 1: it ends too early"},
		{"{\n  \"bots\": [\n    {]\n", "line 3, column 6"},
		{`{"bots": 7}`, "bots cannot be a number"},
		{good + "{}", "something follows"},
		{`{"bot": []}`, `unknown field "bot"`},
		{one(`"key": "` + key + `", "colour": "red"`), `bots[0]: unknown field "colour"`},
		{one(`"greets": "yes"`), "bots[0]: line 1, column"},
		{strings.Replace(good, "lumi", "a.b", 1), "bots[0].id"},
		{strings.Replace(good, "lumi", strings.Repeat("x", 25), 1), "bots[0].id"},
		{strings.Replace(good, "Lumi", "", 1), "bots[0].name"},
		{strings.Replace(good, "Lumi", `Lu\nmi`, 1), "bots[0].name"},
		{one(`"key": "` + key + `", "site": "elsewhere"`), `bots[0].site "elsewhere": this relay serves the site "shop"`},
		{one(`"key": "` + key + `", "lang": "de"`), "bots[0].lang"},
		{one(`"key": "` + key + `", "patience": "1s"`), "bots[0].patience"},
		{one(`"key": "` + key + `", "patience": 60`), `bots[0]: a duration is written`},
		{one(`"key": "short"`), "bots[0].key: a key is 24 to 200 bytes"},
		{one(`"greets": true`), "bots[0]: a bot has a key, a webhook or a script"},
		{one(`"key": "` + key + `", "script": {}`), "bots[0].script: a bot with a script has neither"},
		{`{"bots": [{"id": "a", "name": "A", "key": "` + key + `"}, {"id": "a", "name": "B", "key": "` + key + `2"}]}`, `bots[1].id "a": another bot has it`},
		{`{"bots": [{"id": "a", "name": "A", "key": "` + key + `"}, {"id": "b", "name": "B", "key": "` + key + `"}]}`, "bots[1].key: another bot has it"},
		{one(`"webhook": {"url": "ftp://x", "secret": "` + secret + `"}`), "bots[0].webhook.url"},
		{one(`"webhook": {"url": "https://u:p@x", "secret": "` + secret + `"}`), "bots[0].webhook.url"},
		{one(`"webhook": {"url": "https://x", "secret": "abc"}`), "bots[0].webhook.secret"},
		{one(`"webhook": {"url": "https://x", "secret": "whsec_c2hvcnQ="}`), "bots[0].webhook.secret"},
		{one(`"webhook": {"url": "https://x"}`), "bots[0].webhook.secret: there is one, or 2"},
		{one(`"webhook": {"url": "https://x", "secret": []}`), "bots[0].webhook.secret: there is one, or 2"},
		{one(`"webhook": {"url": "https://x", "secret": ["` + secret + `", "` + secret + `", "` + secret + `"]}`), "bots[0].webhook.secret: there is one, or 2"},
		{one(`"webhook": {"url": "https://x", "secret": ["` + secret + `", "abc"]}`), "bots[0].webhook.secret: a secret is written"},
		{one(`"webhook": {"url": "https://x", "secret": 7}`), "bots[0]: a secret is a string"},
		{one(`"script": "nowhere.json"`), "bots[0].script: open nowhere.json"},
		{one(`"script": {"start": "a"}`), "bots[0].script.scenes"},
		{script(`{"b": []}`), `bots[0].script.start: there is no scene "a"`},
		{script(`{"a": [{}]}`), "bots[0].script.scenes.a[0]: a step does one thing"},
		{script(`{"a": [{"say": "x", "close": true}]}`), "scenes.a[0]: a step does one thing"},
		{script(`{"a": [{"say": "x", "loud": true}]}`), `scenes.a[0]: unknown field "loud"`},
		{script(`{"a": [{"say": 7}]}`), "scenes.a[0]: a text is a string"},
		{script(`{"a": [{"say": {"de": "x"}}]}`), "scenes.a[0]: a text is a string"},
		{script(`{"a": [{"say": ""}]}`), `scenes.a[0]: it cannot be said in "en": bad text`},
		{script(`{"a": [{"ask": "x"}]}`), `scenes.a[0]: it cannot be said in "en": malformed`},
		{script(`{"a": [{"say": "x", "choices": [{"text": "y"}]}]}`), "scenes.a[0]: choices and free belong to ask"},
		{script(`{"a": [{"say": "x", "silence": {}}]}`), "scenes.a[0]: silence belongs to ask and wait"},
		{script(`{"a": [{"wait": true, "silence": {"after": "2h"}}]}`), "scenes.a[0]: silence.after: at most"},
		{script(`{"a": [{"wait": true, "silence": {"after": "-1s"}}]}`), "scenes.a[0]: a duration is written"},
		{script(`{"a": [{"card": {"title": "x", "url": "javascript:alert(1)"}}]}`), `scenes.a[0]: it cannot be said in "en": malformed`},
		{script(`{"a": [{"handOver": {"team": "x", "bot": "y"}}]}`), "scenes.a[0]: handOver: to a team, to an agent or to a bot"},
		{script(`{"a": [{"handOver": {"comment": "x"}}]}`), "scenes.a[0]: handOver.comment: it needs a team"},
		{script(`{"a": [{"handOver": {"team": "x", "comment": ""}}]}`), `scenes.a[0]: handOver.comment: it cannot be said in "en": bad text`},
		{script(`{"a": [{"handOver": {"team": "x.y"}}]}`), `scenes.a[0]: handOver: "x.y" is no id`},
		{script(`{"a": [{"go": "b"}]}`), `scenes.a[0].go: there is no scene "b"`},
		{script(`{"a": [{"ask": "x", "choices": [{"text": "y", "go": "b"}]}]}`), `scenes.a[0].choices[0].go: there is no scene "b"`},
		{script(`{"a": [{"close": true}], "b": [{"close": true}]}`), "scenes.b: nothing leads there"},
		{script(`{"a": [{"say": "x"}, {"go": "b"}], "b": [{"go": "a"}]}`), "scenes.a: it goes round without waiting"},
		{script(`{"a": [{"wait": true, "silence": {"go": "b"}}], "b": [{"wait": true}]}`), `scenes.a[0].silence.go: the scene "b" must begin with something that is said`},
	} {
		_, err := Read([]byte(c.file), shop, "")
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s\n got %v\nwant %s", c.file, err, c.says)
		}
		if err != nil && strings.Contains(err.Error(), key) {
			t.Errorf("a key is shown: %v", err)
		}
	}
	if _, err := ReadFile(filepath.Join(t.TempDir(), "none.json"), shop); err == nil || !strings.Contains(err.Error(), "none.json") {
		t.Errorf("a file that is not there: %v", err)
	}
}
