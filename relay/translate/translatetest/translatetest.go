// Package translatetest is a translation service for tests: an HTTP server that speaks LibreTranslate's API and version 2 of
// DeepL's as their documentation and source say, knows a few sentences, and fails or waits as a test tells it to.
package translatetest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Key is the one that the service accepts; LibreTranslate also takes none.
const Key = "a-secret-key"

// Server is a service. Its methods may be called at any time.
type Server struct {
	URL string

	mu        sync.Mutex
	came      sync.Cond           // a call has
	sentences []map[string]string // each in some languages
	calls     []string            // what was to be translated
	most      int                 // calls at a time, at most
	running   int
	faults    []http.HandlerFunc // for the next calls
	held      chan struct{}      // not nil: calls wait until it is closed
}

// Start starts one, and ends it with the test.
func Start(t testing.TB, sentences ...map[string]string) *Server {
	t.Helper()
	s := &Server{sentences: sentences}
	s.came.L = &s.mu
	mux := http.NewServeMux()
	mux.HandleFunc("POST /translate", s.call(s.libreTranslate))
	mux.HandleFunc("POST /v2/translate", s.call(s.deepL))
	server := httptest.NewServer(mux)
	s.URL = server.URL
	t.Cleanup(server.Close)
	t.Cleanup(s.Release)
	return s
}

// Fail answers the next call this way.
func (s *Server) Fail(with ...http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, with...)
}

// Status is a fault: the status and a body.
func Status(code int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		_, _ = w.Write([]byte(body))
	}
}

// Hold lets calls wait until Release, or until the caller gives up.
func (s *Server) Hold() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held = make(chan struct{})
}

// Release lets those go on that wait, and all that come.
func (s *Server) Release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held != nil {
		close(s.held)
		s.held = nil
	}
}

// Calls is what was to be translated, in the order of its arrival, the failed ones included.
func (s *Server) Calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Await waits until so many calls have come.
func (s *Server) Await(calls int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.calls) < calls {
		s.came.Wait()
	}
}

// Most is how many calls there were at a time, at most.
func (s *Server) Most() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most
}

// call is what both APIs have around a translation. answer gives the text that was asked for.
func (s *Server) call(answer func(http.ResponseWriter, *http.Request) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.running++
		s.most = max(s.most, s.running)
		held := s.held
		var fault http.HandlerFunc
		if len(s.faults) > 0 {
			fault, s.faults = s.faults[0], s.faults[1:]
		}
		s.mu.Unlock()
		body := httptest.NewRecorder()
		text := answer(body, r)
		s.mu.Lock()
		s.calls = append(s.calls, text)
		s.came.Broadcast()
		s.mu.Unlock()
		defer func() {
			s.mu.Lock()
			s.running--
			s.mu.Unlock()
		}()
		if held != nil {
			select {
			case <-held:
			case <-r.Context().Done():
				return
			}
		}
		if fault != nil {
			fault(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(body.Code)
		_, _ = w.Write(body.Body.Bytes())
	}
}

// libreTranslate: libretranslate/app.py, function translate.
func (s *Server) libreTranslate(w http.ResponseWriter, r *http.Request) string {
	var q struct {
		Q, Source, Target, Format string
		Key                       string `json:"api_key"`
	}
	_ = json.NewDecoder(r.Body).Decode(&q) // what is missing is refused below
	refuse := func(code int, why string) string { reply(w, code, map[string]any{"error": why}); return q.Q }
	switch {
	case r.Header.Get("Content-Type") != "application/json":
		return refuse(400, "Invalid request: missing q parameter")
	case q.Key != "" && q.Key != Key:
		return refuse(403, "Invalid API key")
	case q.Q == "" || q.Source != "auto" || q.Target == "" || q.Format != "text":
		return refuse(400, "Invalid request")
	}
	from, text, known := s.look(q.Q, q.Target)
	switch {
	case from == "": // a language that is not recognised is taken for English, with no confidence
		reply(w, 200, map[string]any{"translatedText": q.Q, "detectedLanguage": map[string]any{"confidence": 0.0, "language": "en"}})
	case !known:
		return refuse(400, q.Target+" is not supported")
	default:
		reply(w, 200, map[string]any{"translatedText": text, "detectedLanguage": map[string]any{"confidence": 92.0, "language": from}})
	}
	return q.Q
}

// deepL: developers.deepl.com/docs/api-reference/translate.
func (s *Server) deepL(w http.ResponseWriter, r *http.Request) string {
	var q struct {
		Text   []string
		Target string `json:"target_lang"`
	}
	_ = json.NewDecoder(r.Body).Decode(&q)
	if len(q.Text) == 0 {
		reply(w, 400, map[string]any{"message": "Bad request. Reason: Parameter 'text' not specified."})
		return ""
	}
	text := q.Text[0]
	base, _, _ := strings.Cut(q.Target, "-")
	from, translated, known := s.look(text, strings.ToLower(base))
	switch {
	case r.Header.Get("Authorization") != "DeepL-Auth-Key "+Key:
		reply(w, 403, map[string]any{"message": "Forbidden"})
	case !known || q.Target != strings.ToUpper(q.Target):
		reply(w, 400, map[string]any{"message": "Value for 'target_lang' not supported."})
	default:
		reply(w, 200, map[string]any{"translations": []any{map[string]any{"detected_source_language": strings.ToUpper(from), "text": translated}}})
	}
	return text
}

func reply(w http.ResponseWriter, code int, body any) {
	w.WriteHeader(code)
	_ = json.NewEncoder(w).Encode(body)
}

// look is a sentence's language, and the sentence in another one, if it is known there.
func (s *Server) look(text, to string) (from, translated string, known bool) {
	for _, sentence := range s.sentences {
		for language, words := range sentence {
			if words == text {
				translated, known = sentence[to]
				return language, translated, known
			}
		}
	}
	return "", "", false
}
