package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
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
	url    string
	secret []byte
}

// Limits of a webhook's secret, in bytes; see standardwebhooks.com.
const (
	secretPrefix = "whsec_"
	minSecret    = 24
	maxSecret    = 64
)

// newHook gives an error that begins with the place: ".url: ..." or ".secret: ...".
func newHook(address, secret string) (*Hook, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || u.Fragment != "" {
		return nil, errors.New(".url: an address is written https://bot.example/path, without a name or a password in it")
	}
	text, ok := strings.CutPrefix(secret, secretPrefix)
	key, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(key) < minSecret || len(key) > maxSecret {
		return nil, fmt.Errorf(".secret: a secret is written %sBASE64, of %d to %d bytes", secretPrefix, minSecret, maxSecret)
	}
	return &Hook{url: address, secret: key}, nil
}

// sign sets the headers of Standard Webhooks 1.0: the id, which is the same each time the event is sent, the time of this
// try, and the HMAC-SHA256 of both and the body.
func (h *Hook) sign(header http.Header, id string, at time.Time, body []byte) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, h.secret)
	mac.Write([]byte(id + "." + stamp + "."))
	mac.Write(body)
	header.Set("webhook-id", id)
	header.Set("webhook-timestamp", stamp)
	header.Set("webhook-signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
}
