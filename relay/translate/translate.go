// Package translate asks a service outside of the relay to translate what people wrote: LibreTranslate or DeepL.
//
// It must never log or keep a text or the key, never follow a redirect with them, and never wait without a bound. Who may
// ask, and what becomes of the answer, package desk decides.
package translate

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"pupitre/app/chat"
)

// Translator turns a text into another language.
type Translator interface {
	// Translate blocks until the service has answered, or ctx ends. To is a language's name as chat.ValidLanguage allows
	// it, in the form of Canonical. The error is of a kind below, or the context's.
	Translate(ctx context.Context, text, to string) (Translation, error)
}

// Translation is what a service answers.
type Translation struct {
	Text string // passes chat.CheckText
	From string // the language that the service has recognised, in the form of Canonical
}

// Kinds of errors. They never hold what was to be translated.
var (
	ErrRefused = errors.New("the translation service does not take this text or language")
	ErrKey     = errors.New("the translation service does not accept the key")
	ErrBusy    = errors.New("too much is being translated")
	ErrQuota   = errors.New("the translation service's quota is used up")
	ErrService = errors.New("the translation service does not work")
)

// Services that New knows.
const (
	LibreTranslate = "libretranslate"
	DeepL          = "deepl"
)

// Config says which service. The zero value: none.
type Config struct {
	Service string // LibreTranslate or DeepL
	URL     string // where its API begins, "http://127.0.0.1:5000"; "" for DeepL: its own, as the key tells
	Key     string // "": none is needed
}

// Service is a Translator with bounds: how many calls there are at a time, and how many wait for their turn. Its methods may
// be called from any goroutine.
type Service struct {
	adapter Translator
	http    *http.Client
	turns   chan struct{} // full while atOnce calls run
	places  chan struct{} // full while as many run or wait
}

const (
	atOnce  = 4
	waiting = 64 // calls that wait for their turn; further ones are ErrBusy
)

// New is the service of a Config that relay's flags have checked.
func New(c Config) *Service {
	s := &Service{http: newClient(), turns: make(chan struct{}, atOnce), places: make(chan struct{}, atOnce+waiting)}
	if c.Service == DeepL {
		s.adapter = deepL{caller{s.http, deepLURL(c) + "/v2/translate"}, c.Key}
	} else {
		s.adapter = libreTranslate{caller{s.http, strings.TrimRight(c.URL, "/") + "/translate"}, c.Key}
	}
	return s
}

// Translate implements Translator.
func (s *Service) Translate(ctx context.Context, text, to string) (Translation, error) {
	select {
	case s.places <- struct{}{}:
	default:
		return Translation{}, ErrBusy
	}
	defer func() { <-s.places }()
	select {
	case s.turns <- struct{}{}:
	case <-ctx.Done():
		return Translation{}, ctx.Err()
	}
	defer func() { <-s.turns }()
	t, err := s.adapter.Translate(ctx, text, to)
	if err != nil {
		return Translation{}, err
	}
	t.Text, t.From = chat.CleanText(t.Text), Canonical(t.From)
	if chat.CheckText(t.Text) != chat.NoProblem || !chat.ValidLanguage(t.From) {
		return Translation{}, wrong("its answer is empty, too long, or of no language")
	}
	return t, nil
}

// Close ends connections that nothing goes over.
func (s *Service) Close() { s.http.CloseIdleConnections() }
