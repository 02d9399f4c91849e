package auth

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"time"

	"pupitre/app/chat"
)

// CookieName of the console's sign-in.
const CookieName = "pupitre"

const maxForm = 8 << 10

// CookieOf is the sign-in's token in a request, "" without one.
func CookieOf(r *http.Request) string {
	c, err := r.Cookie(CookieName)
	if err != nil {
		return ""
	}
	return c.Value
}

// ServeSignIn is POST /auth/sign-in with a form of email and password: 204 and the cookie. Otherwise the body is the
// name of the chat.Problem: 400, 401, 429 with Retry-After, or 503.
func (a *Auth) ServeSignIn(w http.ResponseWriter, r *http.Request) {
	if !readForm(w, r) {
		return
	}
	email, password := r.PostForm.Get("email"), r.PostForm.Get("password")
	if email == "" || password == "" || len(password) > maxPassword {
		refuse(w, chat.Malformed)
		return
	}
	token, err := a.SignIn(r.Context(), email, password, host(r))
	if err != nil {
		a.fail(w, "sign-in", err)
		return
	}
	http.SetCookie(w, cookie(r, token, SignInMost))
	w.WriteHeader(http.StatusNoContent)
}

// ServeSignOut is POST /auth/sign-out: 204, also for who was not signed in.
func (a *Auth) ServeSignOut(w http.ResponseWriter, r *http.Request) {
	s, err := a.SignIns.Of(r.Context(), CookieOf(r))
	if err == nil {
		err = a.SignIns.End(r.Context(), s.Key)
	}
	if err != nil && !errors.Is(err, ErrSignedOut) {
		a.fail(w, "sign-out", err)
		return
	}
	http.SetCookie(w, cookie(r, "", -time.Second))
	w.WriteHeader(http.StatusNoContent)
}

// ServeMe is GET /auth/me: 204 for who is signed in, else 401.
func (a *Auth) ServeMe(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	if _, err := a.SignIns.Of(r.Context(), CookieOf(r)); err != nil {
		a.fail(w, "who is signed in", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// agentJSON is an account in /api/v1/agents.
type agentJSON struct {
	ID       chat.PersonID `json:"id"`
	Email    string        `json:"email"`
	Name     string        `json:"name"`
	Role     string        `json:"role"`
	Off      bool          `json:"off,omitempty"`
	Password string        `json:"password,omitempty"` // only in the answer that made it
}

// ServeAddAgent is POST /api/v1/agents with a form of email, name, role ("agent" or "manager") and perhaps a password, for
// managers: 201 and the account; without a password one is made, which is shown this once. 409 with the body "exists".
func (a *Auth) ServeAddAgent(w http.ResponseWriter, r *http.Request) {
	if !a.managerOnly(w, r) || !readForm(w, r) {
		return
	}
	role, ok := roles[r.PostForm.Get("role")]
	if !ok {
		refuse(w, chat.Malformed)
		return
	}
	password, made := r.PostForm.Get("password"), ""
	if password == "" {
		made = newPassword()
		password = made
	}
	acc, err := a.Accounts.Add(r.Context(), r.PostForm.Get("email"), r.PostForm.Get("name"), role, password)
	if err != nil {
		a.fail(w, "add an agent", err)
		return
	}
	a.log.Info("an account was added", "account", acc.ID, "role", roleName(acc.Role))
	out := acc.json()
	out.Password = made
	writeJSON(w, http.StatusCreated, out)
}

var roles = map[string]chat.Role{"agent": chat.Agent, "manager": chat.Manager}

// ServeAgent is POST /api/v1/agents/{id} with a form of what is to change, for managers: role, password, off ("1" or "0": may
// not sign in). 204; if that changed something, the account's sign-ins have ended. 400 for a form without any of them, 403
// for one's own role and off: somebody must be left to manage.
func (a *Auth) ServeAgent(w http.ResponseWriter, r *http.Request) {
	me, ok := a.Manager(w, r)
	if !ok || !readForm(w, r) {
		return
	}
	err := a.change(r.Context(), me, chat.PersonID(r.PathValue("id")), r.PostForm)
	if err != nil {
		a.fail(w, "change an account", err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *Auth) change(ctx context.Context, me chat.Person, id chat.PersonID, form url.Values) error {
	list, err := a.Accounts.List(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(list, func(x Account) bool { return x.ID == id })
	if i < 0 {
		return chat.NotFound
	}
	acc, role, off, password := list[i], list[i].Role, list[i].Off, form.Get("password")
	if form.Has("role") {
		role = roles[form.Get("role")]
	}
	switch value := form.Get("off"); {
	case value == "1" || value == "0":
		off = value == "1"
	case form.Has("off"), !form.Has("role") && password == "":
		return chat.Malformed
	}
	if role == acc.Role && off == acc.Off && password == "" {
		return nil
	}
	if id == me.ID && (role != acc.Role || off != acc.Off) {
		return chat.NotAllowed
	}
	if role != acc.Role || off != acc.Off {
		if err := a.Accounts.Set(ctx, acc, role, off); err != nil {
			return err
		}
		acc.Role, acc.Off = role, off
	}
	if password != "" {
		if err := a.Accounts.SetPassword(ctx, acc, password); err != nil {
			return err
		}
	}
	a.log.Info("an account was changed", "account", acc.ID, "role", roleName(acc.Role), "off", acc.Off, "password", password != "")
	return a.SignIns.EndAll(ctx, acc)
}

// ServeAgents is GET /api/v1/agents, for managers: all accounts.
func (a *Auth) ServeAgents(w http.ResponseWriter, r *http.Request) {
	if !a.managerOnly(w, r) {
		return
	}
	list, err := a.Accounts.List(r.Context())
	if err != nil {
		a.fail(w, "list agents", err)
		return
	}
	out := make([]agentJSON, len(list))
	for i, acc := range list {
		out[i] = acc.json()
	}
	writeJSON(w, http.StatusOK, out)
}

func (a *Auth) managerOnly(w http.ResponseWriter, r *http.Request) bool {
	_, ok := a.Manager(w, r)
	return ok
}

// Manager is who asks. Somebody who is no manager gets an answer, and false.
func (a *Auth) Manager(w http.ResponseWriter, r *http.Request) (chat.Person, bool) {
	s, err := a.SignIns.Of(r.Context(), CookieOf(r))
	switch {
	case err != nil:
		a.fail(w, "who is signed in", err)
	case s.Person.Role != chat.Manager:
		refuse(w, chat.NotAllowed)
	default:
		return s.Person, true
	}
	return chat.Person{}, false
}

func (a Account) json() agentJSON {
	return agentJSON{ID: a.ID, Email: a.Email, Name: a.Name, Role: roleName(a.Role), Off: a.Off}
}

func roleName(r chat.Role) string {
	if r == chat.Manager {
		return "manager"
	}
	return "agent"
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who asked has gone
}

func readForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		refuse(w, chat.Malformed)
		return false
	}
	return true
}

// fail answers with what went wrong; what is not the client's doing is logged and called unavailable.
func (a *Auth) fail(w http.ResponseWriter, doing string, err error) {
	if t, ok := errors.AsType[tooFast](err); ok {
		w.Header().Set("Retry-After", strconv.Itoa(int(t.wait/time.Second)+1))
	}
	switch p, ok := errors.AsType[chat.Problem](err); {
	case ok:
		refuse(w, p)
	case errors.Is(err, ErrSignedOut):
		answer(w, http.StatusUnauthorized, ErrSignedOut)
	case errors.Is(err, ErrExists):
		answer(w, http.StatusConflict, ErrExists)
	default:
		a.log.Error(doing, "error", err)
		refuse(w, chat.Unavailable)
	}
}

func refuse(w http.ResponseWriter, p chat.Problem) {
	status := http.StatusBadRequest
	switch p {
	case chat.BadSignIn:
		status = http.StatusUnauthorized
	case chat.NotAllowed:
		status = http.StatusForbidden
	case chat.NotFound:
		status = http.StatusNotFound
	case chat.TooFast:
		status = http.StatusTooManyRequests
	case chat.Unavailable:
		status = http.StatusServiceUnavailable
	}
	answer(w, status, p)
}

// answer is the error's name and nothing more, for programs to compare.
func answer(w http.ResponseWriter, status int, err error) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, err.Error()) // who asked has gone
}

func cookie(r *http.Request, token string, life time.Duration) *http.Cookie {
	return &http.Cookie{
		Name:     CookieName,
		Value:    token,
		Path:     "/",
		MaxAge:   int(life / time.Second),
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   r.TLS != nil || r.URL.Scheme == "https", // the scheme that package web took from a trusted proxy
	}
}

// host is what sign-ins are counted by: an IPv4 address, or an IPv6 network of 64 bits, which is what one household gets.
func host(r *http.Request) string {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	a := at.Addr().Unmap().WithZone("")
	if a.Is4() {
		return a.String()
	}
	network, _ := a.Prefix(64) // fails only for more bits than an address has
	return network.String()
}

// SourceOf is what a client's requests are counted by: its address, or its network of 64 bits; "" for loopback, which is not
// counted.
func SourceOf(r *http.Request) string {
	if at, err := netip.ParseAddrPort(r.RemoteAddr); err != nil || at.Addr().Unmap().IsLoopback() {
		return ""
	}
	return host(r)
}
