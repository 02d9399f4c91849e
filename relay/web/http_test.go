package web_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"pupitre/relay/relaytest"
	"pupitre/relay/web"
)

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// ask sends a request with headers ("Name: value") and returns the answer and its body.
func ask(t *testing.T, client *http.Client, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	answer, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(b)
}

const form = "Content-Type: application/x-www-form-urlencoded"

func TestSignInOverHTTP(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	for _, c := range []struct {
		name, body string
		headers    []string
		status     int
		says       string
	}{
		{"right", "email=ANA%40localhost&password=correct+horse", []string{form}, 204, ""},
		{"wrong password", "email=ana%40localhost&password=x", []string{form}, 401, "bad sign-in"},
		{"nobody", "email=no%40localhost&password=x", []string{form}, 401, "bad sign-in"},
		{"nothing", "", []string{form}, 400, "malformed"},
		{"JSON", `{"email":"ana@localhost"}`, []string{"Content-Type: application/json"}, 400, "malformed"},
		{"broken form", "email=%zz", []string{form}, 400, "malformed"},
		{"a huge form", "email=" + strings.Repeat("a", 1<<20), []string{form}, 400, "malformed"},
		{"a huge password", "email=ana%40localhost&password=" + strings.Repeat("a", 2000), []string{form}, 400, "malformed"},
		{"another site's page", "email=ana%40localhost&password=correct+horse", []string{form, "Origin: https://evil.example"}, 403, ""},
		{"another site's page, new browser", "email=ana%40localhost&password=correct+horse", []string{form, "Sec-Fetch-Site: cross-site"}, 403, ""},
	} {
		answer, body := ask(t, r.Browser(), "POST", r.URL+"/auth/sign-in", c.body, c.headers...)
		if answer.StatusCode != c.status || c.says != "" && body != c.says {
			t.Errorf("%s: %d %q, want %d %q", c.name, answer.StatusCode, body, c.status, c.says)
		}
		cookie := answer.Header.Get("Set-Cookie")
		if c.status != 204 {
			if cookie != "" {
				t.Errorf("%s: a cookie", c.name)
			}
			continue
		}
		for _, want := range []string{"pupitre=", "HttpOnly", "SameSite=Strict", "Path=/"} {
			if !strings.Contains(cookie, want) {
				t.Errorf("cookie %q without %s", cookie, want)
			}
		}
		if strings.Contains(cookie, "Secure") {
			t.Error("a Secure cookie over plain HTTP would not come back")
		}
	}
	if answer, _ := ask(t, r.Browser(), "GET", r.URL+"/auth/sign-in", ""); answer.StatusCode != 405 {
		t.Errorf("GET: %d", answer.StatusCode)
	}
}

func TestGuessingOverHTTPHasToWait(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	for i := range 11 {
		answer, body := ask(t, r.Browser(), "POST", r.URL+"/auth/sign-in", "email=ana%40localhost&password=x", form)
		if i == 10 && (answer.StatusCode != 429 || body != "too fast" || answer.Header.Get("Retry-After") == "") {
			t.Errorf("%d %q, Retry-After %q", answer.StatusCode, body, answer.Header.Get("Retry-After"))
		}
	}
}

func TestMeTellsWhetherSignedIn(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	browser := r.Browser()
	me := func() int { answer, _ := ask(t, browser, "GET", r.URL+"/auth/me", ""); return answer.StatusCode }
	if got := me(); got != 401 {
		t.Errorf("before: %d", got)
	}
	r.Post(browser, "/auth/sign-in", url.Values{"email": {"ana@localhost"}, "password": {relaytest.Password}})
	if got := me(); got != 204 {
		t.Errorf("signed in: %d", got)
	}
	for range 2 {
		if status, _ := r.Post(browser, "/auth/sign-out", nil); status != 204 {
			t.Errorf("sign out: %d", status)
		}
		if got := me(); got != 401 {
			t.Errorf("signed out: %d", got)
		}
	}
}

func TestManagersAddAgentsAndAgentsDoNot(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	manager, agent := r.SignIn("admin@localhost"), r.SignIn("ana@localhost")
	cleo := url.Values{"email": {"cleo@example.com"}, "name": {"Cléo"}, "role": {"agent"}}
	for who, client := range map[string]*http.Client{"an agent": agent, "nobody": r.Browser()} {
		want := map[string]int{"an agent": 403, "nobody": 401}[who]
		if status, _ := r.Post(client, "/api/v1/agents", cleo); status != want {
			t.Errorf("%s adds: %d, want %d", who, status, want)
		}
		if answer, _ := ask(t, client, "GET", r.URL+"/api/v1/agents", ""); answer.StatusCode != want {
			t.Errorf("%s lists: %d, want %d", who, answer.StatusCode, want)
		}
	}
	status, body := r.Post(manager, "/api/v1/agents", cleo)
	var made struct{ ID, Email, Name, Role, Password string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != 201 || made.Name != "Cléo" || made.Role != "agent" || made.Password == "" {
		t.Fatalf("%d %s (%v)", status, body, err)
	}
	if status, body := r.Post(r.Browser(), "/auth/sign-in", url.Values{"email": {made.Email}, "password": {made.Password}}); status != 204 {
		t.Errorf("the new agent signs in: %d %s", status, body)
	}
	if status, body := r.Post(manager, "/api/v1/agents", cleo); status != 409 || body != "exists" {
		t.Errorf("again: %d %q", status, body)
	}
	for _, bad := range []url.Values{nil, {"email": {"x@y"}, "name": {"X"}, "role": {"god"}}, {"email": {"x"}, "name": {"X"}, "role": {"agent"}}, {"email": {"x@y"}, "name": {""}, "role": {"agent"}}} {
		if status, body := r.Post(manager, "/api/v1/agents", bad); status != 400 || body != "malformed" {
			t.Errorf("%v: %d %q", bad, status, body)
		}
	}
	_, body = ask(t, manager, "GET", r.URL+"/api/v1/agents", "")
	if strings.Count(body, `"email"`) != 4 || strings.Contains(body, "argon2") || strings.Contains(body, "password") {
		t.Errorf("list %s", body)
	}
}

func TestAConsoleOfAnotherOriginMayAskWithItsCookie(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, func(c *web.Config) { c.ConsoleOrigins = []string{"https://console.example"} })
	sign := "email=ana%40localhost&password=correct+horse"
	answer, _ := ask(t, r.Browser(), "POST", r.URL+"/auth/sign-in", sign, form, "Origin: https://console.example", "Sec-Fetch-Site: same-site")
	if h := answer.Header; answer.StatusCode != 204 || h.Get("Access-Control-Allow-Origin") != "https://console.example" || h.Get("Access-Control-Allow-Credentials") != "true" {
		t.Errorf("%d %v", answer.StatusCode, h)
	}
	answer, _ = ask(t, r.Browser(), "OPTIONS", r.URL+"/api/v1/agents", "", "Origin: https://console.example", "Access-Control-Request-Method: POST")
	if answer.StatusCode != 204 || answer.Header.Get("Access-Control-Allow-Origin") == "" {
		t.Errorf("preflight: %d %v", answer.StatusCode, answer.Header)
	}
	answer, _ = ask(t, r.Browser(), "GET", r.URL+"/auth/me", "", "Origin: https://evil.example")
	if answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("anybody may read who is signed in")
	}
}

func TestOnlyATrustedProxyIsBelieved(t *testing.T) {
	t.Parallel()
	sign := "email=ana%40localhost&password=correct+horse"
	secure := func(r *relaytest.Relay) bool {
		answer, _ := ask(t, r.Browser(), "POST", r.URL+"/auth/sign-in", sign, form, "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.9")
		return strings.Contains(answer.Header.Get("Set-Cookie"), "Secure")
	}
	if secure(relaytest.Start(t)) {
		t.Error("a stranger's X-Forwarded-Proto is believed")
	}
	if !secure(relaytest.Start(t, func(c *web.Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })) {
		t.Error("the proxy's X-Forwarded-Proto is not believed")
	}
}

// site is a file system as `go run ./wasm/build` makes it.
func site() fstest.MapFS {
	return fstest.MapFS{
		"console/index.html":   {Data: []byte("<title>Pupitre</title>")},
		"widget/index.html":    {Data: []byte(`<html lang="{{.Lang}}" data-site="{{.Site}}" data-name="{{.Name}}" data-origins="{{.Origins}}" data-color="{{.Color}}">`)},
		"widget.js":            {Data: []byte("launcher()")},
		"js/app.js":            {Data: []byte("app()")},
		"js/app.js.br":         {Data: []byte("packed")},
		"css/app.css":          {Data: []byte("body{}")},
		"img/logo.svg":         {Data: []byte("<svg/>")},
		"wasm/console.wasm":    {Data: []byte("\x00asm-and-more")},
		"wasm/console.wasm.br": {Data: []byte("small")},
		"demo/index.html":      {Data: []byte("<title>Shop</title>")},
		".keep":                {},
	}
}

func withFiles(c *web.Config) {
	c.Static = site()
	c.Site.Name = `Shop "& <Co>`
	c.Site.Origins = []string{"https://shop.example"}
	c.Site.Color = "#336699"
}

func TestFilesAndTheirHeaders(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles)
	b := r.Browser()
	b.Transport.(*http.Transport).DisableCompression = true
	for _, c := range []struct {
		path, accept, kind, encoding, body string
		size                               string
	}{
		{"/console/", "br", "text/html; charset=utf-8", "", "<title>Pupitre</title>", ""},
		{"/demo/", "", "text/html; charset=utf-8", "", "<title>Shop</title>", ""},
		{"/widget.js", "br", "text/javascript; charset=utf-8", "", "launcher()", ""},
		{"/js/app.js", "gzip, br;q=0.9", "text/javascript; charset=utf-8", "br", "packed", ""},
		{"/js/app.js", "gzip", "text/javascript; charset=utf-8", "", "app()", ""},
		{"/js/app.js", "br; q=0", "text/javascript; charset=utf-8", "", "app()", ""},
		{"/css/app.css", "", "text/css; charset=utf-8", "", "body{}", ""},
		{"/img/logo.svg", "", "image/svg+xml", "", "<svg/>", ""},
		{"/wasm/console.wasm", "br", "application/wasm", "br", "small", "13"},
		{"/wasm/console.wasm", "", "application/wasm", "", "\x00asm-and-more", "13"},
	} {
		answer, body := ask(t, b, "GET", r.URL+c.path, "", "Accept-Encoding: "+c.accept)
		h := answer.Header
		if answer.StatusCode != 200 || body != c.body || h.Get("Content-Type") != c.kind || h.Get("Content-Encoding") != c.encoding {
			t.Errorf("%s (%s): %d %q %q %q", c.path, c.accept, answer.StatusCode, body, h.Get("Content-Type"), h.Get("Content-Encoding"))
		}
		if answer.ContentLength != int64(len(c.body)) || h.Get(web.SizeHeader) != c.size {
			t.Errorf("%s (%s): length %d, size %q", c.path, c.accept, answer.ContentLength, h.Get(web.SizeHeader))
		}
		if h.Get("Cache-Control") != "no-cache" || h.Get("ETag") == "" || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: headers %v", c.path, h)
		}
		again, body := ask(t, b, "GET", r.URL+c.path, "", "Accept-Encoding: "+c.accept, "If-None-Match: "+h.Get("ETag"))
		if again.StatusCode != 304 || body != "" {
			t.Errorf("%s once more: %d %q", c.path, again.StatusCode, body)
		}
	}
}

func TestPathsLeadNowhereElse(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles)
	for _, path := range []string{"/js/../.keep", "/js/%2e%2e/.keep", "/js/..%2f.keep", "/js//app.js", "/.keep", "/js/", "/js/none.js", "/js/app.js.br", "/console/none",
		"/js/%00", "/js/..\\..\\etc", "/wasm/", "/widget/index.html", "/nothing"} {
		req, err := http.NewRequestWithContext(t.Context(), "GET", r.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.URL.Opaque = path
		answer, err := r.Browser().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode == 200 {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
}

func TestWhatTheConsoleMayDo(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles)
	answer, _ := ask(t, r.Browser(), "GET", r.URL+"/console/", "")
	host := strings.TrimPrefix(r.URL, "http://")
	csp := answer.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval';", "style-src 'self';", "connect-src 'self' ws://" + host + ";", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("policy %q without %q", csp, want)
		}
	}
	if answer.Header.Get("Cross-Origin-Opener-Policy") != "same-origin" || answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("headers %v", answer.Header)
	}
	if answer, _ := ask(t, r.Browser(), "GET", r.URL+"/", ""); answer.StatusCode != 302 || answer.Header.Get("Location") != "/console/" {
		t.Errorf("/: %d to %q", answer.StatusCode, answer.Header.Get("Location"))
	}
	answer, _ = ask(t, r.Browser(), "GET", r.URL+"/wasm/console.wasm", "", "Origin: https://anywhere.example")
	if h := answer.Header; h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Access-Control-Expose-Headers") != web.SizeHeader || h.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("headers %v", h)
	}
	if answer, _ := ask(t, r.Browser(), "GET", r.URL+"/widget.js", ""); answer.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" {
		t.Errorf("headers %v", answer.Header)
	}
}

func TestAHostWithAPolicyInItGetsNone(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles)
	req, err := http.NewRequestWithContext(t.Context(), "GET", r.URL+"/console/", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Host = "a;script-src*"
	answer, err := r.Browser().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if csp := answer.Header.Get("Content-Security-Policy"); strings.Contains(csp, "script-src*") {
		t.Errorf("policy %q", csp)
	}
}

func TestTheChatsPageKnowsItsSite(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles)
	answer, body := ask(t, r.Browser(), "GET", r.URL+"/widget/?site=main&lang=fr", "")
	want := `<html lang="fr" data-site="main" data-name="Shop &#34;&amp; &lt;Co&gt;" data-origins="https://shop.example" data-color="#336699">`
	if answer.StatusCode != 200 || body != want {
		t.Errorf("%d %s\nwant %s", answer.StatusCode, body, want)
	}
	if csp := answer.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'self' https://shop.example;") {
		t.Errorf("policy %q", csp)
	}
	if _, body := ask(t, r.Browser(), "GET", r.URL+"/widget/?site=main&lang=%22%3E%3Cscript%3E", ""); !strings.HasPrefix(body, `<html lang="en"`) {
		t.Errorf("a language that is none: %s", body)
	}
	for _, query := range []string{"", "?site=other", "?site=main%2F..", "?site=%2A"} {
		if answer, body := ask(t, r.Browser(), "GET", r.URL+"/widget/"+query, ""); answer.StatusCode != 404 || strings.Count(body, "\n") != 1 {
			t.Errorf("%q: %d %q", query, answer.StatusCode, body)
		}
	}
}

// The chat's page brings its styles and scripts along, its policy allows these and no others, and a browser that has the
// page is told so.
func TestTheChatsPageIsOneAnswer(t *testing.T) {
	t.Parallel()
	pages := site()
	pages["widget/index.html"] = &fstest.MapFile{Data: []byte(`<style>{{css "app.css" "app.css"}}</style><p>{{.Name}}</p><script type="module">{{js "app.js"}}</script>`)}
	pages["js/app.js"] = &fstest.MapFile{Data: []byte("if (1 < 2) say(`a ${b}`); // \"fin\"")}
	r := relaytest.Start(t, withFiles, func(c *web.Config) { c.Static = pages })
	b := r.Browser()
	b.Transport.(*http.Transport).DisableCompression = true
	const want = "<style>body{}body{}</style><p>Shop &#34;&amp; &lt;Co&gt;</p><script type=\"module\">if (1 < 2) say(`a ${b}`); // \"fin\"</script>"
	plain, body := ask(t, b, "GET", r.URL+"/widget/?site=main", "")
	if body != want || plain.Header.Get("Content-Encoding") != "" || plain.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("%s\nwant %s; headers %v", body, want, plain.Header)
	}
	answer, packed := ask(t, b, "GET", r.URL+"/widget/?site=main", "", "Accept-Encoding: br, gzip")
	unzip, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	unpacked, err := io.ReadAll(unzip)
	if err != nil || string(unpacked) != want || answer.Header.Get("Content-Encoding") != "gzip" || answer.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("packed: %v, %s\nheaders %v", err, unpacked, answer.Header)
	}
	if plain.Header.Get("ETag") == answer.Header.Get("ETag") {
		t.Errorf("both have the tag %s", plain.Header.Get("ETag"))
	}
	csp := answer.Header.Get("Content-Security-Policy")
	for _, want := range []string{
		"script-src 'self' 'wasm-unsafe-eval' " + hashOf("if (1 < 2) say(`a ${b}`); // \"fin\"") + ";",
		"style-src 'self' " + hashOf("body{}body{}") + ";",
	} {
		if !strings.Contains(csp, want) {
			t.Errorf("policy %q without %q", csp, want)
		}
	}
	for coding, tag := range map[string]string{"": plain.Header.Get("ETag"), "gzip": answer.Header.Get("ETag")} {
		if again, body := ask(t, b, "GET", r.URL+"/widget/?site=main", "", "Accept-Encoding: "+coding, "If-None-Match: "+tag); again.StatusCode != 304 || body != "" {
			t.Errorf("%q asked again: %d %q", coding, again.StatusCode, body)
		}
	}
}

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// A script that would end the element it stands in is refused when the relay starts.
func TestAScriptThatCannotStandInThePageIsRefused(t *testing.T) {
	t.Parallel()
	for _, script := range []string{`say("</Script>")`, `say("<!--")`, "say()\r\n"} {
		pages := site()
		pages["widget/index.html"] = &fstest.MapFile{Data: []byte(`<script>{{js "app.js"}}</script>`)}
		pages["js/app.js"] = &fstest.MapFile{Data: []byte(script)}
		r, err := web.Start(t.Context(), web.Config{Listen: "127.0.0.1:0", Data: t.TempDir(), Site: web.Site{ID: "main"}, AdminPassword: relaytest.Password, Static: pages, Log: slog.New(slog.DiscardHandler)})
		if err == nil {
			_ = r.Stop(t.Context())
		}
		if err == nil || !strings.Contains(err.Error(), "app.js") {
			t.Errorf("%s: %v", script, err)
		}
	}
}

func TestWithoutDemoThereIsNoShop(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, withFiles, func(c *web.Config) { c.Demo = false })
	if answer, _ := ask(t, r.Browser(), "GET", r.URL+"/demo/", ""); answer.StatusCode != 404 {
		t.Errorf("/demo/: %d", answer.StatusCode)
	}
	if status, _ := r.Post(r.Browser(), "/auth/sign-in", url.Values{"email": {"ana@localhost"}, "password": {relaytest.Password}}); status != 401 {
		t.Errorf("a demo agent signs in: %d", status)
	}
}

func TestARelayWithoutPagesSaysWhatToRun(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t, func(c *web.Config) { c.Static = fstest.MapFS{".keep": {}} })
	for _, path := range []string{"/console/", "/widget/?site=main", "/widget.js"} {
		if answer, body := ask(t, r.Browser(), "GET", r.URL+path, ""); answer.StatusCode != 503 || !strings.Contains(body, "go run ./wasm/build") {
			t.Errorf("%s: %d %q", path, answer.StatusCode, body)
		}
	}
}

func TestHealthAndNumbers(t *testing.T) {
	t.Parallel()
	r := relaytest.Start(t)
	v := r.Visitor()
	v.Hello(relaytest.Site, "")
	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": "ok\n"} {
		if answer, body := ask(t, r.Browser(), "GET", r.URL+path, ""); answer.StatusCode != 200 || body != want {
			t.Errorf("%s: %d %q", path, answer.StatusCode, body)
		}
	}
	_, body := ask(t, r.Browser(), "GET", r.URL+"/metrics", "")
	for _, want := range []string{`pupitre_sessions{role="visitor"} 1`, `pupitre_sessions{role="agent"} 0`, "pupitre_entries_stored_total 0", "pupitre_ready 1"} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
}
