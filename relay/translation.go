package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"pupitre/relay/translate"
)

// translation checks what was configured about it. The error names the flag, and never holds the key.
func (f flags) translation() (translate.Config, error) {
	c := translate.Config{Service: f.Translate, URL: f.TranslateURL, Key: f.TranslateKey}
	switch {
	case c == translate.Config{}:
		return c, nil
	case c.Service == "":
		return c, errors.New("-translate-url and -translate-key need -translate")
	case c.Service != translate.LibreTranslate && c.Service != translate.DeepL:
		return c, fmt.Errorf("-translate %q: the services are %s and %s", c.Service, translate.LibreTranslate, translate.DeepL)
	case c.Service == translate.DeepL && c.Key == "":
		return c, errors.New("-translate-key: DeepL needs one; rather set PUPITRE_TRANSLATE_KEY")
	case c.Service == translate.LibreTranslate && c.URL == "":
		return c, errors.New("-translate-url: where is LibreTranslate? On the same host it is http://127.0.0.1:5000")
	case c.URL != "" && !validServiceURL(c.URL):
		return c, errors.New("-translate-url: an address is written https://translate.example, without a user, a query or a fragment")
	case strings.ContainsFunc(c.Key, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return c, errors.New("-translate-key: a key has no spaces and no letters beyond ASCII")
	}
	return c, nil
}

func validServiceURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && u.User == nil && u.RawQuery == "" && !u.ForceQuery && u.Fragment == ""
}
