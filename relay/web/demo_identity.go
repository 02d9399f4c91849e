package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/golang-jwt/jwt/v5"

	"pupitre/app/chat"
)

// demoIdentity is the demo shop's server: it says that whoever signs in with an address is its customer. The key is made at each start and
// is nobody's else, for it signs what anybody likes.
func demoIdentity(site chat.SiteID, key string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
		email := strings.TrimSpace(r.FormValue("email"))
		name, _, ok := strings.Cut(email, "@")
		if !ok || len(email) > chat.MaxEmail {
			http.Error(w, "an e-mail address is missing", http.StatusBadRequest)
			return
		}
		sum := sha256.Sum256([]byte(strings.ToLower(email)))
		token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{
			"sub":   "demo-" + hex.EncodeToString(sum[:6]),
			"aud":   string(site),
			"exp":   time.Now().Add(time.Hour).Unix(),
			"name":  called(name),
			"email": email,
			"data":  map[string]any{"customer since": "2024-09-03", "newsletter": true},
		}).SignedString([]byte(key))
		if err != nil {
			panic(err) // only for a key that is not bytes
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		_, _ = w.Write([]byte(token)) // who has gone does not read it
	}
}

// called is a name made of an address: "Julie Martin" of "julie.martin".
func called(local string) string {
	words := strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '_' || r == '-' || r == '+' })
	for i, word := range words {
		runes := []rune(word)
		runes[0] = unicode.ToUpper(runes[0])
		words[i] = string(runes)
	}
	return chat.CleanLine(strings.Join(words, " "), chat.MaxName)
}
