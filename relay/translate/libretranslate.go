package translate

import (
	"context"
	"errors"
	"fmt"
)

// libreTranslate is the API of LibreTranslate (docs.libretranslate.com/guides/api_usage): POST /translate. Refusals are
// {"error": "..."} with 400 (a language that it does not have, a text over its limit, a key that is missing), 403 (a wrong key, or
// banned), 429 or 500.
type libreTranslate struct {
	caller
	key string
}

type libreQuestion struct {
	Q      string `json:"q"`
	Source string `json:"source"`
	Target string `json:"target"`
	Format string `json:"format"`
	Key    string `json:"api_key,omitempty"`
}

type libreAnswer struct {
	TranslatedText   string `json:"translatedText"`
	DetectedLanguage *struct {
		Confidence float64 `json:"confidence"` // of 100; 0 stands beside a language that is only assumed
		Language   string  `json:"language"`
	} `json:"detectedLanguage"`
}

// Translate implements Translator. Which variants of a language a server has depends on its version: one that it refuses is
// asked for without the variant.
func (l libreTranslate) Translate(ctx context.Context, text, to string) (Translation, error) {
	t, err := l.translate(ctx, text, to)
	if base := Base(to); errors.Is(err, ErrRefused) && base != to {
		return l.translate(ctx, text, base)
	}
	return t, err
}

func (l libreTranslate) translate(ctx context.Context, text, to string) (Translation, error) {
	var a libreAnswer
	if err := l.post(ctx, "", libreQuestion{Q: text, Source: "auto", Target: to, Format: "text", Key: l.key}, &a); err != nil {
		return Translation{}, err
	}
	switch {
	case a.DetectedLanguage == nil:
		return Translation{}, wrong("its answer names no language")
	case a.DetectedLanguage.Confidence == 0:
		return Translation{}, fmt.Errorf("%w: its language was not recognised", ErrRefused)
	}
	return Translation{Text: a.TranslatedText, From: a.DetectedLanguage.Language}, nil
}
