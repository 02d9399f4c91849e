package translate

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

const (
	callTimeout = 10 * time.Second
	maxAnswer   = 256 << 10 // bytes: chat.MaxText with each byte escaped, and what else an API says
	maxHeader   = 16 << 10
)

// newClient never goes where it was not configured to go: a redirect is an answer like any other, and none that we take.
func newClient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxResponseHeaderBytes = maxHeader
	t.MaxConnsPerHost = atOnce
	return &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// caller posts questions to one address.
type caller struct {
	http *http.Client
	url  string
}

// post sends a question as JSON and reads the answer's. The error is of a kind, or the context's.
func (c caller) post(ctx context.Context, authorization string, question, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	within, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(within, http.MethodPost, c.url, bytes.NewReader(body))
	if err != nil {
		return wrong("its address is none")
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "Pupitre")
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	got, err := c.http.Do(r)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %w", ErrService, err)
	}
	defer got.Body.Close()
	if err := kindOf(got.StatusCode); err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(got.Body, maxAnswer+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return fmt.Errorf("%w: %w", ErrService, err)
	case len(data) > maxAnswer:
		return wrong("its answer is too large")
	case json.Unmarshal(data, answer) != nil:
		return wrong("its answer is not of its API")
	}
	return nil
}

// kindOf a status: nil for 200. What the service says beside it is not repeated, for it may quote the text. 456 is DeepL's for
// a used-up quota, 529 its second one for too many requests.
func kindOf(status int) error {
	kind := ErrService
	switch status {
	case http.StatusOK:
		return nil
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
		kind = ErrRefused
	case http.StatusUnauthorized, http.StatusForbidden:
		kind = ErrKey
	case http.StatusTooManyRequests, http.StatusServiceUnavailable, 529:
		kind = ErrBusy
	case 456:
		kind = ErrQuota
	}
	return fmt.Errorf("%w: status %d", kind, status)
}

func wrong(what string) error { return fmt.Errorf("%w: %s", ErrService, what) }
