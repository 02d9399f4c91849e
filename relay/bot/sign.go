package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Hook is where a bot is called.
type Hook struct {
	url  string
	keys [][]byte // the newest first
}

// Limits of a webhook's secret, in bytes; see standardwebhooks.com.
const (
	secretPrefix = "whsec_"
	minSecret    = 24
	maxSecret    = 64
	maxSecrets   = 2 // while one takes the place of another
)

// secrets are written as one string, or as a list of them while one takes the place of another.
type secrets []string

// UnmarshalJSON reads either form. The error never shows what stood there.
func (s *secrets) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*s = secrets{one}
		return nil
	}
	if json.Unmarshal(b, (*[]string)(s)) != nil {
		return errors.New("a secret is a string, or a list of two")
	}
	return nil
}

// newHook gives an error that begins with the place: ".url: ..." or ".secret: ...".
func newHook(address string, list secrets) (*Hook, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.Fragment != "" {
		return nil, errors.New(".url: an address is written https://bot.example/path, without a name or a password in it")
	}
	h := &Hook{url: address}
	for _, secret := range list {
		text, ok := strings.CutPrefix(secret, secretPrefix)
		key, err := base64.StdEncoding.DecodeString(text)
		if !ok || err != nil || len(key) < minSecret || len(key) > maxSecret {
			return nil, fmt.Errorf(".secret: a secret is written %sBASE64, of %d to %d bytes", secretPrefix, minSecret, maxSecret)
		}
		h.keys = append(h.keys, key)
	}
	if len(h.keys) == 0 || len(h.keys) > maxSecrets {
		return nil, fmt.Errorf(".secret: there is one, or %d while one takes the place of another", maxSecrets)
	}
	return h, nil
}

// sign sets the headers of Standard Webhooks 1.0: the id, which is the same each time the event is sent, the time of this
// try, and the HMAC-SHA256 of both and the body, once for each secret: who is called accepts any that it knows.
func (h *Hook) sign(header http.Header, id string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	var signatures []string
	for _, key := range h.keys {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(id + "." + stamp + "."))
		mac.Write(body)
		signatures = append(signatures, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	header.Set("webhook-id", id)
	header.Set("webhook-timestamp", stamp)
	header.Set("webhook-signature", strings.Join(signatures, " "))
}
