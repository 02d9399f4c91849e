package translate

import (
	"context"
	"strings"
)

// deepL is version 2 of DeepL's API (developers.deepl.com): POST /v2/translate. Refusals are {"message": "..."} with 400, 403 (the
// key), 413, 429 and 529 (too many requests), 456 (the quota) or 500.
type deepL struct {
	caller
	key string
}

type deepLQuestion struct {
	Text   []string `json:"text"`
	Target string   `json:"target_lang"`
}

type deepLAnswer struct {
	Translations []struct {
		From string `json:"detected_source_language"`
		Text string `json:"text"`
	} `json:"translations"`
}

// deepLURL is where the API is: keys of its free plan end in ":fx" and belong to another address.
func deepLURL(c Config) string {
	switch {
	case c.URL != "":
		return strings.TrimRight(c.URL, "/")
	case strings.HasSuffix(c.Key, ":fx"):
		return "https://api-free.deepl.com"
	}
	return "https://api.deepl.com"
}

// Translate implements Translator.
func (d deepL) Translate(ctx context.Context, text, to string) (Translation, error) {
	var a deepLAnswer
	if err := d.post(ctx, "DeepL-Auth-Key "+d.key, deepLQuestion{Text: []string{text}, Target: deepLTarget(to)}, &a); err != nil {
		return Translation{}, err
	}
	if len(a.Translations) != 1 {
		return Translation{}, wrong("its answer is not one translation")
	}
	return Translation{Text: a.Translations[0].Text, From: a.Translations[0].From}, nil
}

// deepLTargets are the languages that DeepL has under other names than the usual ones, or in variants of which one must be
// named. Other languages have no variants there.
var deepLTargets = map[string]string{
	"en": "EN-GB", "en-US": "EN-US", "en-CA": "EN-US",
	"pt": "PT-PT", "pt-BR": "PT-BR",
	"zh": "ZH-HANS", "zh-Hant": "ZH-HANT", "zh-TW": "ZH-HANT", "zh-HK": "ZH-HANT",
	"es-419": "ES-419", "es-MX": "ES-419",
	"no": "NB", "nn": "NB",
}

func deepLTarget(to string) string {
	for _, name := range []string{to, Base(to)} {
		if known, ok := deepLTargets[name]; ok {
			return known
		}
	}
	return strings.ToUpper(Base(to))
}
