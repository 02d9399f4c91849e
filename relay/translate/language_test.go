package translate

import "testing"

func TestEverySpellingOfALanguageIsTheSame(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"ES": "es", "pt-br": "pt-BR", "ZH-HANS": "zh-Hans", "es-419": "es-419", "": ""} {
		if got := Canonical(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"en", "EN", true}, {"en-GB", "en", true}, {"en", "en-US", true}, {"pt-BR", "pt-PT", false}, {"es", "pt", false},
	} {
		if got := Same(c.a, c.b); got != c.same {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

func TestDeepLCallsSomeLanguagesOtherwise(t *testing.T) {
	t.Parallel()
	for to, want := range map[string]string{
		"en": "EN-GB", "en-US": "EN-US", "en-AU": "EN-GB", "pt": "PT-PT", "pt-BR": "PT-BR", "zh": "ZH-HANS", "zh-Hant": "ZH-HANT", "zh-CN": "ZH-HANS",
		"fr": "FR", "fr-CA": "FR", "no": "NB", "nb": "NB", "es-419": "ES-419", "de": "DE",
	} {
		if got := deepLTarget(to); got != want {
			t.Errorf("%s: %s, want %s", to, got, want)
		}
	}
}

func TestAKeyOfDeepLsFreePlanHasAnAddressOfItsOwn(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{"abc:fx": "https://api-free.deepl.com", "abc": "https://api.deepl.com"} {
		if got := deepLURL(Config{Key: key}); got != want {
			t.Errorf("%s: %s", key, got)
		}
	}
	if got := deepLURL(Config{Key: "abc", URL: "http://127.0.0.1:1/"}); got != "http://127.0.0.1:1" {
		t.Errorf("its own address: %s", got)
	}
}
