package files

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"pupitre/app/chat"
	"pupitre/relay/auth"
)

// Headers of the contract with browsers, beside those of HTTP.
const (
	NameHeader   = "Upload-Name"   // encodeURIComponent of the file's name
	LengthHeader = "Upload-Length" // bytes of the whole file
	OffsetHeader = "Upload-Offset" // where the part begins; in an answer how many bytes are there
	FromHeader   = "Upload-From"   // "library/FILE": copy that one
)

const (
	partWithin = 2 * time.Minute // one part over a slow line
	readWithin = 5 * time.Minute // one file
)

// ServePut is PUT /files/{conversation}/{file}: 200 and how much is there, and once the file is whole what it is; 409 and
// how much is there if another part is expected. Otherwise the answer names a chat.Problem.
func (f *Files) ServePut(w http.ResponseWriter, r *http.Request) {
	who, a, ok := f.begun(w, r)
	if !ok {
		return
	}
	defer f.leave()
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(partWithin)) // without it the server's own is shorter
	ctx, end := f.untilClose(r.Context(), c.SetReadDeadline)
	defer end()
	r = r.WithContext(ctx)
	source := auth.SourceOf(r)
	leave, ok := f.limits.send(who, source)
	if !ok {
		f.refuse(w, r, chat.TooFast)
		return
	}
	defer leave()
	if from := r.Header.Get(FromHeader); from != "" {
		f.servePutFrom(w, r, who, a, from)
		return
	}
	p, problem := partOf(r.Header)
	if problem == chat.NoProblem {
		problem = f.check(a, p)
	}
	if problem != chat.NoProblem {
		f.refuse(w, r, problem)
		return
	}
	p.source = source
	if p.frame, problem = readPart(w, r); problem != chat.NoProblem {
		f.refuse(w, r, problem)
		return
	}
	got, err := f.take(ctx, who, a, p)
	f.answer(w, r, got, err)
}

// readPart reads a request's body into memory of its size, behind room for the head of its frame. Without a known size it takes
// MaxPart.
func readPart(w http.ResponseWriter, r *http.Request) (frame []byte, _ chat.Problem) {
	size := r.ContentLength
	if size > MaxPart {
		return nil, chat.TooLarge
	}
	if size < 0 {
		size = MaxPart
	}
	frame = make([]byte, frameHead, frameHead+size+1) // one more, where the end is met
	body := http.MaxBytesReader(w, r.Body, size)
	for {
		n, err := body.Read(frame[len(frame):cap(frame)])
		frame = frame[:len(frame)+n]
		switch _, tooLarge := errors.AsType[*http.MaxBytesError](err); {
		case err == nil:
		case err == io.EOF:
			return frame, chat.NoProblem
		case tooLarge:
			return nil, chat.TooLarge
		case r.Context().Err() != nil:
			return nil, chat.Unavailable // the relay stops
		default:
			return nil, chat.Malformed // cut off
		}
	}
}

func (f *Files) servePutFrom(w http.ResponseWriter, r *http.Request, who chat.Person, a address, from string) {
	file, ok := strings.CutPrefix(from, string(Library)+"/")
	if !ok {
		f.refuse(w, r, chat.Malformed)
		return
	}
	got, err := f.copy(r.Context(), who, a, chat.FileID(file))
	f.answer(w, r, got, err)
}

// partOf reads what the headers say of a part.
func partOf(h http.Header) (part, chat.Problem) {
	kind := h.Get("Content-Type")
	if kind == "" {
		kind = anyKind
	}
	p := part{kind: parseKind(kind)}
	name, errName := url.PathUnescape(h.Get(NameHeader))
	length, errLength := strconv.ParseUint(h.Get(LengthHeader), 10, 63)
	offset, errOffset := strconv.ParseUint(h.Get(OffsetHeader), 10, 63)
	if p.kind == "" || errors.Join(errName, errLength, errOffset) != nil || offset > length {
		return p, chat.Malformed
	}
	p.name, p.length, p.offset = name, length, offset
	return p, chat.NoProblem
}

// ServeHead is HEAD /files/{conversation}/{file}: how much of an upload is there, so that it can go on.
func (f *Files) ServeHead(w http.ResponseWriter, r *http.Request) {
	who, a, ok := f.begun(w, r)
	if !ok {
		return
	}
	defer f.leave()
	ctx, cancel := context.WithTimeout(r.Context(), askWithin)
	defer cancel()
	offset, err := f.offset(ctx, who, a)
	if err != nil {
		f.refuse(w, r, f.problem("how much of a file is there", err))
		return
	}
	w.Header().Set(OffsetHeader, strconv.FormatUint(offset, 10))
	w.Header().Set("Cache-Control", "no-store")
}

func (f *Files) offset(ctx context.Context, who chat.Person, a address) (uint64, error) {
	rec, err := f.records.read(ctx, a)
	switch {
	case err == nil && (rec.By == who.ID || rec.Named):
		return rec.Size, nil
	case err == nil:
		return 0, nil
	case !errors.Is(err, errNoRecord):
		return 0, err
	}
	u := f.uploads.get(a)
	if u == nil || u.head.By != who.ID {
		return 0, nil
	}
	if err := u.wait(ctx); err != nil {
		return 0, err
	}
	defer u.give()
	if u.gone {
		return 0, nil
	}
	return u.got, u.look()
}

// ServeDelete is DELETE /files/{conversation}/{file}: 204, also when nothing was there; 403 for a file that an entry names.
func (f *Files) ServeDelete(w http.ResponseWriter, r *http.Request) {
	who, a, ok := f.begun(w, r)
	if !ok {
		return
	}
	defer f.leave()
	ctx, cancel := context.WithTimeout(f.life, askWithin)
	defer cancel()
	if err := f.forget(ctx, who, a); err != nil {
		f.refuse(w, r, f.problem("forget a file", err))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// begun begins a call of somebody about a file, or answers why not. After true the caller must leave.
func (f *Files) begun(w http.ResponseWriter, r *http.Request) (chat.Person, address, bool) {
	if err := f.enter(); err != nil {
		f.refuse(w, r, chat.Unavailable)
		return chat.Person{}, address{}, false
	}
	a := address{chat.ConversationID(r.PathValue("conversation")), chat.FileID(r.PathValue("file"))}
	who, err := f.who(r)
	if err == nil {
		err = a.may(who)
	}
	if err != nil {
		f.leave()
		f.refuse(w, r, f.problem("who sends a file", err))
		return who, a, false
	}
	return who, a, true
}

// who it is: a visitor by token, the merchant's side by cookie. The error is chat.BadToken, chat.BadSignIn, chat.NotAllowed for a
// visitor who is kept away, or the store's.
func (f *Files) who(r *http.Request) (chat.Person, error) {
	if h := r.Header.Get("Authorization"); h != "" {
		token, ok := strings.CutPrefix(h, "Bearer ")
		if !ok || token == "" { // an empty one would make somebody new
			return chat.Person{}, chat.BadToken
		}
		id, _, err := f.o.Visitors.Known(f.o.Site, token)
		if err == nil && f.o.Blocked != nil && f.o.Blocked(f.o.Site, id, "", auth.SourceOf(r)) {
			err = chat.NotAllowed
		}
		return chat.Person{ID: id, Role: chat.Visitor}, err
	}
	s, err := f.o.Agents.Of(r.Context(), auth.CookieOf(r))
	if errors.Is(err, auth.ErrSignedOut) {
		return chat.Person{}, chat.BadSignIn
	}
	return s.Person, err
}

// progressJSON is the answer to a part.
type progressJSON struct {
	Problem string `json:"problem,omitempty"`
	Offset  uint64 `json:"offset"`
	Done    bool   `json:"done,omitempty"`
	Type    string `json:"type,omitempty"`
	Width   uint64 `json:"width,omitempty"`
	Height  uint64 `json:"height,omitempty"`
}

func (f *Files) answer(w http.ResponseWriter, r *http.Request, p progress, err error) {
	if e, ok := errors.AsType[elsewhere](err); ok {
		writeJSON(w, http.StatusConflict, progressJSON{Problem: e.Error(), Offset: e.offset})
		return
	}
	if errors.Is(err, noRoom{}) {
		writeJSON(w, http.StatusInsufficientStorage, problemJSON{chat.TooLarge.Error()})
		return
	}
	if err != nil {
		f.refuse(w, r, f.problem("take a file", err))
		return
	}
	j := progressJSON{Offset: p.offset}
	if p.file != nil {
		j.Done, j.Type, j.Width, j.Height = true, p.file.Type, p.file.Width, p.file.Height
	}
	writeJSON(w, http.StatusOK, j)
}

type problemJSON struct {
	Problem string `json:"problem"`
}

// refuse names the problem. The rest of the body is read first, as far as a part may go: a browser that is still sending would
// hear of a broken connection instead of the reason.
func (f *Files) refuse(w http.ResponseWriter, r *http.Request, p chat.Problem) {
	if r.Method == http.MethodPut {
		_, _ = io.CopyN(io.Discard, r.Body, MaxPart)
	}
	if p.Temporary() {
		w.Header().Set("Retry-After", "2")
	}
	writeJSON(w, statusOf(p), problemJSON{p.Error()})
}

func statusOf(p chat.Problem) int {
	switch p {
	case chat.BadToken, chat.BadSignIn:
		return http.StatusUnauthorized
	case chat.NotAllowed, chat.IDUsed:
		return http.StatusForbidden
	case chat.NotFound:
		return http.StatusNotFound
	case chat.TooLarge:
		return http.StatusRequestEntityTooLarge
	case chat.BadType:
		return http.StatusUnsupportedMediaType
	case chat.TooFast:
		return http.StatusTooManyRequests
	case chat.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who asked has gone
}
