package translate_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"pupitre/app/chat"
	"pupitre/relay/translate"
	"pupitre/relay/translate/translatetest"
)

var lamp = map[string]string{"es": "¿La lámpara está en stock?", "fr": "La lampe est-elle en stock ?", "en": "Is the lamp in stock?", "pt": "A lâmpada está em estoque?"}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// service is one of the two, at a server that plays it.
func service(t *testing.T, s *translatetest.Server, name, key string) *translate.Service {
	t.Helper()
	x := translate.New(translate.Config{Service: name, URL: s.URL + "/", Key: key})
	t.Cleanup(x.Close)
	return x
}

var both = []string{translate.LibreTranslate, translate.DeepL}

func TestATextIsTranslatedAndItsLanguageRecognised(t *testing.T) {
	t.Parallel()
	for _, name := range both {
		s := translatetest.Start(t, lamp)
		for to, text := range map[string]string{"fr": lamp["fr"], "en": lamp["en"], "fr-CA": lamp["fr"], "pt-BR": lamp["pt"]} {
			got, err := service(t, s, name, translatetest.Key).Translate(t.Context(), lamp["es"], to)
			if want := (translate.Translation{Text: text, From: "es"}); err != nil || got != want {
				t.Errorf("%s into %s: %+v, %v", name, to, got, err)
			}
		}
	}
}

func TestLibreTranslateNeedsNoKey(t *testing.T) {
	t.Parallel()
	if _, err := service(t, translatetest.Start(t, lamp), translate.LibreTranslate, "").Translate(t.Context(), lamp["es"], "fr"); err != nil {
		t.Error(err)
	}
}

func TestWhyThereIsNoTranslation(t *testing.T) {
	t.Parallel()
	elsewhere := translatetest.Start(t, lamp)
	for why, c := range map[string]struct {
		fault http.HandlerFunc
		want  error
	}{
		"broken":            {translatetest.Status(500, `{"error":"Cannot translate text: out of memory"}`), translate.ErrService},
		"busy":              {translatetest.Status(429, `{"error":"Slowdown: 10 per 1 minute"}`), translate.ErrBusy},
		"overloaded":        {translatetest.Status(529, ""), translate.ErrBusy},
		"used up":           {translatetest.Status(456, `{"message":"Quota exceeded"}`), translate.ErrQuota},
		"banned":            {translatetest.Status(403, ""), translate.ErrKey},
		"too long":          {translatetest.Status(413, ""), translate.ErrRefused},
		"a login page":      {translatetest.Status(200, "<html>"), translate.ErrService},
		"another API":       {translatetest.Status(200, `{"translatedText":["a"],"translations":"b"}`), translate.ErrService},
		"nothing":           {translatetest.Status(200, ""), translate.ErrService},
		"an empty object":   {translatetest.Status(200, "{}"), translate.ErrService},
		"an empty text":     {translatetest.Status(200, `{"translatedText":" ","detectedLanguage":{"confidence":90,"language":"es"},"translations":[{"detected_source_language":"ES","text":""}]}`), translate.ErrService},
		"an odd language":   {translatetest.Status(200, `{"translatedText":"a","detectedLanguage":{"confidence":90,"language":"e s"},"translations":[{"detected_source_language":"","text":"a"}]}`), translate.ErrService},
		"a text too long":   {translatetest.Status(200, `{"translatedText":"`+strings.Repeat("a", chat.MaxText+1)+`","detectedLanguage":{"confidence":90,"language":"es"}}`), translate.ErrService},
		"far too much":      {translatetest.Status(200, `{"translatedText":"`+strings.Repeat("a", 1<<20)), translate.ErrService},
		"a redirect":        {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL+r.URL.Path, 307) }, translate.ErrService},
		"cut off":           {cutOff, translate.ErrService},
		"cut off in a body": {cutOffLater, translate.ErrService},
	} {
		for _, name := range both {
			s := translatetest.Start(t, lamp)
			x := service(t, s, name, translatetest.Key)
			s.Fail(c.fault)
			got, err := x.Translate(t.Context(), lamp["es"], "fr")
			if !errors.Is(err, c.want) || got != (translate.Translation{}) {
				t.Errorf("%s, %s: %+v, %v", name, why, got, err)
			}
			if err != nil && (strings.Contains(err.Error(), lamp["es"]) || strings.Contains(err.Error(), translatetest.Key) || strings.Contains(err.Error(), "memory")) {
				t.Errorf("%s, %s: what was written, the key or the service's words are in the error: %v", name, why, err)
			}
			if _, err := x.Translate(t.Context(), lamp["es"], "fr"); err != nil {
				t.Errorf("%s, %s: not translated afterwards: %v", name, why, err)
			}
		}
	}
	if len(elsewhere.Calls()) > 0 {
		t.Error("a redirect was followed with the text and the key")
	}
}

func cutOff(w http.ResponseWriter, _ *http.Request) {
	c, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
}

func cutOffLater(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"translatedText":"La`)
}

func TestALanguageThatTheServiceDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, name := range both {
		s := translatetest.Start(t, lamp)
		if _, err := service(t, s, name, translatetest.Key).Translate(t.Context(), lamp["es"], "tlh"); !errors.Is(err, translate.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := service(t, s, name, translatetest.Key).Translate(t.Context(), "xyzzy", "fr"); !errors.Is(err, translate.ErrRefused) {
			t.Errorf("%s, a text of no language: %v", name, err)
		}
	}
}

func TestAWrongKey(t *testing.T) {
	t.Parallel()
	for _, name := range both {
		if _, err := service(t, translatetest.Start(t, lamp), name, "guess").Translate(t.Context(), lamp["es"], "fr"); !errors.Is(err, translate.ErrKey) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhoAsksMayGiveUp(t *testing.T) {
	t.Parallel()
	s := translatetest.Start(t, lamp)
	s.Hold()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	x := service(t, s, translate.LibreTranslate, "")
	go func() {
		_, err := x.Translate(ctx, lamp["es"], "fr")
		done <- err
	}()
	s.Await(1)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}

func TestAServiceThatDoesNotAnswerIsNotWaitedForLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		x := translate.New(translate.Config{Service: translate.LibreTranslate, URL: "http://service.invalid"})
		translate.Dial(x, func(ctx context.Context, _, _ string) (net.Conn, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		})
		begun := time.Now()
		if _, err := x.Translate(t.Context(), "Hello", "fr"); !errors.Is(err, translate.ErrService) || time.Since(begun) != 10*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		x.Close()
	})
}

func TestOnlyAFewAreTranslatedAtATime(t *testing.T) {
	t.Parallel()
	s := translatetest.Start(t, lamp)
	s.Hold()
	x := service(t, s, translate.LibreTranslate, "")
	const asked = 100
	var running sync.WaitGroup
	results := make(chan error, asked)
	for range asked {
		running.Go(func() {
			_, err := x.Translate(t.Context(), lamp["es"], "fr")
			results <- err
		})
	}
	for range asked - 68 { // 4 run, 64 wait
		if err := <-results; !errors.Is(err, translate.ErrBusy) {
			t.Errorf("one too many: %v", err)
		}
	}
	s.Release()
	running.Wait()
	close(results)
	for err := range results {
		if err != nil {
			t.Errorf("one that waited: %v", err)
		}
	}
	if n := s.Most(); n > 4 {
		t.Errorf("%d at a time", n)
	}
}
