package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"strings"

	"github.com/alecthomas/kong"

	"pupitre/app/chat"
	"pupitre/relay/bot"
	"pupitre/relay/bus"
	"pupitre/relay/visits"
	"pupitre/relay/web"
)

// flags are also environment variables: -site-name is PUPITRE_SITE_NAME. The command line wins.
type flags struct {
	Do string `arg:"" optional:"" enum:"serve,rebuild" default:"serve" help:"serve, or rebuild: make the archive of searches and customers' files anew, and end."`

	Listen         string   `default:"127.0.0.1:8080" placeholder:"ADDR" help:"Where to listen; port 0 takes any."`
	Data           string   `default:"./data" placeholder:"DIR" help:"Where everything is kept."`
	Durability     string   `default:"always" enum:"always,barrier" help:"How entries get to the disk before they are acknowledged: always (each synced) or barrier (Linux; synced in groups)."`
	Site           string   `placeholder:"ID" help:"The site's id, as the widget names it; main when left out, demo with -demo."`
	SiteName       string   `placeholder:"NAME" help:"The site's name, as visitors see it; Support when left out."`
	SiteOrigins    []string `placeholder:"ORIGIN" help:"Whose pages may show the chat, such as https://shop.example; several with commas."`
	SiteColor      string   `placeholder:"#RRGGBB" help:"The chat's colour."`
	ConsoleOrigins []string `placeholder:"ORIGIN" help:"Where a console may be loaded from besides the relay itself."`
	TrustedProxies []string `placeholder:"CIDR" help:"Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed."`
	PerAddress     int      `default:"100" placeholder:"N" help:"Visitors' connections from one address, loopback excepted; 0: no limit."`
	Demo           bool     `help:"Serve a demo shop, with three accounts whose password is printed at each start."`
	MaxFile        string   `default:"10MB" placeholder:"SIZE" help:"The largest file that may be sent, such as 500KB or 10MB; 0: no files."`
	FileTypes      []string `default:"${fileTypes}" placeholder:"TYPE" help:"Media types of files that may be sent, such as application/pdf or image/*."`
	FileQuota      string   `default:"100MB" placeholder:"SIZE" help:"What one visitor may send in files altogether; 0: no bound."`
	Bots           string   `placeholder:"FILE" type:"path" help:"A JSON file that says which bots take part; -demo has one of its own."`
	Preview        bool     `help:"Let agents see what visitors type before they send it. Visitors are told so."`
	Mirror         string   `default:"ask" enum:"off,announce,once,ask" help:"Let agents see a visitor's page: ask (the visitor, each time), once (in a conversation), announce (tell them, they can stop it) or off. Control is always asked for."`
	MirrorHosts    []string `placeholder:"HOST" help:"From where agents' browsers load pictures, fonts and media of the pages they see, besides the site's own origins, such as cdn.example."`
	Translate      string   `placeholder:"SERVICE" help:"Translate messages with this service: libretranslate or deepl."`
	TranslateURL   string   `placeholder:"URL" help:"Where the translation service is; DeepL's own address when left out."`
	TranslateKey   string   `placeholder:"KEY" help:"The translation service's key. Rather set PUPITRE_TRANSLATE_KEY."`
	Visitors       bool     `help:"Show agents who is on the site before they write: pages tell the relay. Tell your visitors so."`
	Geo            string   `placeholder:"FILE" type:"path" help:"A file of MaxMind's format that says in which country an address is; a table in the program when left out."`
	IdentityKeys   []string `placeholder:"KEY" help:"With which your server signs who a visitor is, 32 bytes or more; two while one takes the other's place. Rather set PUPITRE_IDENTITY_KEYS."`
	Trace          bool     `help:"Print a line for each frame, without what was written."`
	DebugListen    string   `placeholder:"ADDR" help:"Serve pprof there."`
	AdminPassword  string   `placeholder:"PASSWORD" help:"The password of admin@localhost. Rather set PUPITRE_ADMIN_PASSWORD; without it one is made and printed once."`
}

// errHelp: help was asked for and has been printed.
var errHelp = errors.New("help")

// parse reads the command line and the environment. Flags may begin with one dash or two.
func parse(args []string, stdout io.Writer) (flags, error) {
	var f flags
	helped := false
	k, err := kong.New(&f, kong.Name("relay"), kong.Description("The server of Pupitre, a live-chat desk."),
		kong.DefaultEnvars("PUPITRE"), kong.Vars{"fileTypes": defaultFileTypes}, kong.Writers(stdout, stdout), kong.Exit(func(int) { helped = true }))
	if err != nil {
		return f, err
	}
	_, err = k.Parse(twoDashes(args))
	if helped {
		return f, errHelp
	}
	return f, err
}

// twoDashes makes -data what --data is to kong, which reads one dash as single letters.
func twoDashes(args []string) []string {
	out := make([]string, len(args))
	for i, a := range args {
		if len(a) > 2 && a[0] == '-' && a[1] != '-' {
			a = "-" + a
		}
		out[i] = a
	}
	return out
}

// named is the flags with the site's id and name filled in: the demo shop's pages name the site demo.
func (f flags) named() flags {
	id, name := "main", "Support"
	if f.Demo {
		id, name = "demo", "Lampyre"
	}
	f.Site, f.SiteName = cmp.Or(f.Site, id), cmp.Or(f.SiteName, name)
	return f
}

// config checks what was configured. The error names the flag.
func (f flags) config() (web.Config, error) {
	f = f.named()
	c := web.Config{
		Listen:         f.Listen,
		Data:           f.Data,
		Site:           web.Site{ID: chat.SiteID(f.Site), Name: f.SiteName, Origins: f.SiteOrigins, Color: f.SiteColor},
		ConsoleOrigins: f.ConsoleOrigins,
		AdminPassword:  f.AdminPassword,
		PerAddress:     f.PerAddress,
		Demo:           f.Demo,
		Rules:          chat.Rules{Preview: f.Preview, Mirror: mirrors[f.Mirror]},
		Beacons:        f.Visitors || f.Demo,
		Geo:            f.Geo,
		IdentityKeys:   f.IdentityKeys,
	}
	if f.Durability == "barrier" {
		c.Durability = bus.Barrier
	}
	switch {
	case !chat.ValidID(c.Site.ID):
		return c, fmt.Errorf("-site %q: an id is 1 to %d letters, digits, - and _", f.Site, chat.MaxID)
	case !chat.ValidName(c.Site.Name):
		return c, fmt.Errorf("-site-name %q: a name is 1 to %d bytes without control characters", f.SiteName, chat.MaxName)
	case c.Site.Color != "" && !validColor(c.Site.Color):
		return c, fmt.Errorf("-site-color %q: a colour is written #rrggbb", f.SiteColor)
	case f.AdminPassword != "" && (len(f.AdminPassword) < 8 || len(f.AdminPassword) > 1024):
		return c, errors.New("PUPITRE_ADMIN_PASSWORD: a password has 8 to 1024 bytes")
	}
	var err error
	if len(c.IdentityKeys) > 0 {
		if _, err := visits.NewIdentities(c.Site.ID, c.IdentityKeys, nil); err != nil {
			return c, fmt.Errorf("-identity-keys: %w", err)
		}
	}
	if c.Translate, err = f.translation(); err != nil {
		return c, err
	}
	if err := f.fileRules(&c); err != nil {
		return c, err
	}
	if c.Rules.Hosts, err = f.mirrorHosts(); err != nil {
		return c, err
	}
	for flag, list := range map[string][]string{"-site-origins": c.Site.Origins, "-console-origins": c.ConsoleOrigins} {
		for _, o := range list {
			if !validOrigin(o) {
				return c, fmt.Errorf("%s %q: an origin is written https://shop.example or http://host:port, without a path", flag, o)
			}
		}
	}
	for _, p := range f.TrustedProxies {
		prefix, err := netip.ParsePrefix(p)
		if err != nil {
			return c, fmt.Errorf("-trusted-proxies %q: a network is written 10.0.0.0/8", p)
		}
		c.TrustedProxies = append(c.TrustedProxies, prefix.Masked())
	}
	switch {
	case f.Bots != "":
		c.Bots, err = bot.ReadFile(f.Bots, c.Site.ID)
	case f.Demo:
		c.Bots, err = bot.Demo(c.Site.ID)
	}
	if err != nil {
		return c, fmt.Errorf("-bots: %w", err)
	}
	return c, nil
}

// validOrigin is strict, for origins go into headers: https or http, a host, perhaps a port, and nothing else.
func validOrigin(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" && s == u.Scheme+"://"+u.Host &&
		!strings.ContainsAny(s, " ,;'\"")
}

func validColor(s string) bool {
	return len(s) == 7 && s[0] == '#' && strings.Trim(s[1:], "0123456789abcdefABCDEF") == ""
}
