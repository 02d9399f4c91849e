package main

import (
	"io"
	"strings"
	"testing"

	"pupitre/relay/translate"
)

func TestATranslationServiceIsConfiguredByFlags(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want translate.Config
	}{
		{nil, translate.Config{}},
		{[]string{"-translate", "libretranslate", "-translate-url", "http://127.0.0.1:5000"}, translate.Config{Service: "libretranslate", URL: "http://127.0.0.1:5000"}},
		{[]string{"-translate", "deepl", "-translate-key", "k:fx"}, translate.Config{Service: "deepl", Key: "k:fx"}},
	} {
		f := flagsFor(t, c.args...)
		if got, err := f.config(); err != nil || got.Translate != c.want {
			t.Errorf("%v: %+v, %v", c.args, got.Translate, err)
		}
	}
}

func TestTheKeyOfTheTranslationServiceComesFromTheEnvironment(t *testing.T) {
	t.Setenv("PUPITRE_TRANSLATE", "deepl")
	t.Setenv("PUPITRE_TRANSLATE_KEY", "k")
	f, err := parse(nil, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := f.config(); err != nil || c.Translate != (translate.Config{Service: "deepl", Key: "k"}) {
		t.Errorf("%+v, %v", c.Translate, err)
	}
}

func TestATranslationServiceThatCannotBeIsNamedWithoutItsKey(t *testing.T) {
	t.Parallel()
	const key = "my-secret"
	for want, args := range map[string][]string{
		"-translate-url and -translate-key need -translate": {"-translate-key", key},
		"-translate \"google\"":                             {"-translate", "google", "-translate-key", key},
		"-translate-key: DeepL needs one":                   {"-translate", "deepl"},
		"-translate-url: where is LibreTranslate":           {"-translate", "libretranslate", "-translate-key", key},
		"-translate-url: an address":                        {"-translate", "libretranslate", "-translate-url", "https://" + key + "@translate.example"},
		"-translate-url: an address is":                     {"-translate", "deepl", "-translate-key", key, "-translate-url", "translate.example"},
		"-translate-key: a key":                             {"-translate", "deepl", "-translate-key", key + "\n"},
	} {
		_, err := flagsFor(t, args...).config()
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), key) {
			t.Errorf("%v: %v", args, err)
		}
	}
}
