package bot

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pupitre/app/chat"
	"pupitre/app/lang"
)

// maxFile bounds the files that are read at the start.
const maxFile = 1 << 20

// ReadFile reads the bots that a file describes, for a relay that serves that site. The error is a sentence that names the
// file and the place in it. Scripts in files of their own are looked for beside it.
func ReadFile(name string, site chat.SiteID) ([]Bot, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	list, err := Read(data, site, filepath.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return list, nil
}

// fileBot is a bot as it stands in the file.
type fileBot struct {
	ID       string
	Name     string
	Site     string
	Lang     string
	Greets   bool
	Patience duration
	Key      string
	Webhook  *struct {
		URL    string
		Secret secrets
	}
	Script json.RawMessage
}

// Read is ReadFile for what stood in the file; scripts are looked for in dir.
func Read(data []byte, site chat.SiteID, dir string) ([]Bot, error) {
	var file struct{ Bots []json.RawMessage }
	if err := strict(data, &file); err != nil {
		return nil, err
	}
	if len(file.Bots) > MaxBots {
		return nil, fmt.Errorf("bots: more than %d", MaxBots)
	}
	var list []Bot
	for i, raw := range file.Bots {
		b, err := readBot(raw, site, dir)
		if err == nil {
			err = unlike(b, list)
		}
		if err != nil {
			return nil, fmt.Errorf("bots[%d]%w", i, err)
		}
		list = append(list, b)
	}
	return list, nil
}

// readBot gives an error that begins with the place inside the bot: ".key: ..." or ": ...".
func readBot(raw []byte, site chat.SiteID, dir string) (Bot, error) {
	var f fileBot
	if err := strict(raw, &f); err != nil {
		return Bot{}, fmt.Errorf(": %w", err)
	}
	b := Bot{Person: chat.Person{ID: chat.PersonID(f.ID), Role: chat.Bot, Name: f.Name}, Site: chat.SiteID(f.Site), Greets: f.Greets, Patience: time.Duration(f.Patience), Lang: lang.Of(f.Lang)}
	if b.Site == "" {
		b.Site = site
	}
	if b.Patience == 0 {
		b.Patience = DefaultPatience
	}
	switch {
	case !chat.ValidID(b.ID) || len(b.ID) > maxBotID:
		return b, fmt.Errorf(".id %q: an id is 1 to %d letters, digits, - and _", f.ID, maxBotID)
	case !chat.ValidName(f.Name):
		return b, fmt.Errorf(".name %q: a name is 1 to %d bytes without control characters", f.Name, chat.MaxName)
	case b.Site != site:
		return b, fmt.Errorf(".site %q: this relay serves the site %q", f.Site, site)
	case f.Lang != "" && f.Lang != b.Lang.Tag():
		return b, fmt.Errorf(`.lang %q: it is "en" or "fr"`, f.Lang)
	case b.Patience < minPatience || b.Patience > maxPatience:
		return b, fmt.Errorf(".patience: it is %v to %v", minPatience, maxPatience)
	case f.Script != nil && (f.Key != "" || f.Webhook != nil):
		return b, errors.New(".script: a bot with a script has neither key nor webhook")
	case f.Script == nil && f.Key == "" && f.Webhook == nil:
		return b, errors.New(": a bot has a key, a webhook or a script")
	case f.Key != "" && (len(f.Key) < minKey || len(f.Key) > maxKey || strings.ContainsAny(f.Key, " \t\r\n")):
		return b, fmt.Errorf(".key: a key is %d to %d bytes without spaces", minKey, maxKey) // never the key itself
	}
	if f.Key != "" {
		b.Key = NewKey(f.Key)
	}
	var err error
	if f.Webhook != nil {
		if b.Hook, err = newHook(f.Webhook.URL, f.Webhook.Secret); err != nil {
			return b, fmt.Errorf(".webhook%w", err)
		}
	}
	if f.Script != nil {
		if b.Script, err = readScript(f.Script, dir); err != nil {
			return b, fmt.Errorf(".script%w", err)
		}
	}
	return b, nil
}

// unlike makes sure that b is not taken for another one.
func unlike(b Bot, others []Bot) error {
	for _, o := range others {
		switch {
		case o.ID == b.ID:
			return fmt.Errorf(".id %q: another bot has it", b.ID)
		case o.Key != nil && b.Key != nil && *o.Key == *b.Key:
			return errors.New(".key: another bot has it")
		}
	}
	return nil
}

// readScript reads a script, or the file that the string names.
func readScript(raw []byte, dir string) (*Script, error) {
	var name string
	if json.Unmarshal(raw, &name) != nil {
		return ParseScript(raw)
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	data, err := readFile(name)
	if err != nil {
		return nil, fmt.Errorf(": %w", err)
	}
	s, err := ParseScript(data)
	if err != nil {
		return nil, fmt.Errorf(": %s%w", name, err)
	}
	return s, nil
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err // it names the file
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s: more than %d bytes", name, maxFile)
	}
	return data, err
}

// strict decodes one JSON value without anything that v does not know, and says where a mistake is.
func strict(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	err := d.Decode(v)
	if err == nil {
		if _, err = d.Token(); err == io.EOF {
			return nil
		}
		return fmt.Errorf("%s: something follows", place(data, d.InputOffset()))
	}
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%s: %w", place(data, syntax.Offset), err)
	case errors.As(err, &kind):
		return fmt.Errorf("%s: %s cannot be a %s", place(data, kind.Offset), cmp.Or(strings.ToLower(kind.Field), "this"), kind.Value)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%s: it ends too early", place(data, int64(len(data))))
	}
	return errors.New(strings.TrimPrefix(err.Error(), "json: "))
}

// place is where the byte before an offset stands, as people count.
func place(data []byte, offset int64) string {
	before := data[:min(max(0, int(offset)-1), len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	return fmt.Sprintf("line %d, column %d", line, len(before)-bytes.LastIndexByte(before, '\n'))
}

// duration is written as in Go: "90s", "2m".
type duration time.Duration

// UnmarshalJSON reads it.
func (d *duration) UnmarshalJSON(b []byte) error {
	var s string
	v, err := time.Duration(0), json.Unmarshal(b, &s)
	if err == nil {
		v, err = time.ParseDuration(s)
	}
	if err != nil || v <= 0 {
		return errors.New(`a duration is written "90s" or "2m"`)
	}
	*d = duration(v)
	return nil
}
