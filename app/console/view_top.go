package console

import (
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

func viewTop(m *Model) *dom.Node {
	state, class := lang.Connected, "link good"
	if m.Link.State != ui.Online {
		state, class = lang.Reconnecting, "link"
	}
	role := lang.RoleAgent
	if m.Me.Role == chat.Manager {
		role = lang.RoleManager
	}
	return dom.Header(dom.Key("top"), dom.Class("top"),
		dom.H1(dom.Class("brand"), dom.TabIndex(-1), dom.Focus("desk"), dom.Icon(iconBrand), dom.Span(m.t(lang.Title))),
		dom.If(len(m.Panes) > 0 && m.Page == NoPage, dom.Button(dom.Key("skip"), dom.Class("primary skip"), dom.On(dom.Clicked, SkipPressed{}), m.t(lang.SkipToMessage))),
		dom.Span(dom.Class(class), dom.Span(dom.Class("dot"), dom.Aria("hidden", "true")), m.t(state)),
		viewStatus(m),
		dom.Span(dom.Class("gap")),
		dom.Button(dom.Class("search-button"), dom.Title(lang.PaletteTitle.In(m.Lang)), m.shortcut(PaletteCommand), dom.On(dom.Clicked, PalettePressed{}),
			dom.Icon(iconSearch), dom.Span(dom.Class("words"), m.t(lang.PaletteTitle)), viewChord(m, m.chord(PaletteCommand))),
		dom.Span(dom.Class("gap")),
		dom.Button(dom.Key("searching"), dom.Class("quiet search-page"), m.labelKey(lang.SearchTitle, SearchCommand), dom.Aria("pressed", yes(m.Page == SearchPage)), dom.On(dom.Clicked, PagePressed{Page: m.pageOr(SearchPage)}), dom.Icon(iconSearchPage)),
		dom.If(m.Rules.Visitors, dom.Button(dom.Key("visitors"), dom.Class("quiet"), m.label(lang.VisitorsTitle), dom.Aria("pressed", yes(m.Page == VisitorsPage)), dom.On(dom.Clicked, PagePressed{Page: m.pageOr(VisitorsPage)}), dom.Icon(iconVisitors))),
		dom.Button(dom.Key("settings"), dom.Class("quiet"), m.label(lang.Settings), dom.Aria("pressed", yes(m.Page.settings())), dom.On(dom.Clicked, PagePressed{Page: m.otherPage()}), dom.Icon(iconSliders)),
		dom.Button(dom.Class("quiet keys-button"), m.label(lang.KeysTitle), dom.On(dom.Clicked, KeysPressed{}), dom.Icon(iconKeys)),
		toggle(m, lang.SoundOn, m.Sound, iconSound, SoundPressed{}),
		toggle(m, m.notifyWords(), m.notifies(), iconBell, NotifyPressed{}),
		toggle(m, lang.DarkTheme, m.Dark, iconTheme, ThemePressed{}),
		viewLanguage(m),
		dom.Span(dom.Class("me"), avatar(m.Me), dom.Span(dom.Class("who"), dom.Bdi(dom.Text(m.Me.Name)), dom.Span(dom.Class("role"), m.t(role)))),
		dom.Button(dom.Class("quiet"), m.label(lang.SignOut), dom.On(dom.Clicked, SignOutPressed{}), dom.Icon(iconLeave)),
	)
}

// otherPage is where the button for the settings leads: there, or back.
func (m *Model) otherPage() Page {
	if m.Page.settings() {
		return NoPage
	}
	return CannedPage
}

// pageOr is where the button for a page leads: there, or back.
func (m *Model) pageOr(p Page) Page {
	if m.Page == p {
		return NoPage
	}
	return p
}

// notifyWords name the switch for notifications, and say so where the browser does not let us.
func (m *Model) notifyWords() lang.Text {
	if m.Permission == denied || m.Permission == none {
		return lang.NotifyBlocked
	}
	return lang.NotifyOn
}

func toggle(m *Model, name lang.Text, on bool, icon string, press dom.Msg) *dom.Node {
	return dom.Button(dom.Class("quiet toggle"), m.label(name), dom.Aria("pressed", yes(on)), dom.On(dom.Clicked, press), dom.Icon(icon))
}

// viewLanguage offers the other language, in that language.
func viewLanguage(m *Model) *dom.Node {
	name, tag := "Français", "fr"
	if m.Lang == lang.Fr {
		name, tag = "English", "en"
	}
	return dom.Button(dom.Key("language"), dom.Class("quiet"), dom.Lang(tag), dom.Title(name), dom.Aria("label", name+", "+upper(tag)), dom.On(dom.Clicked, LanguagePressed{}), dom.Text(upper(tag)))
}

func avatar(p chat.Person) *dom.Node {
	return dom.Span(dom.Class(avatarClass(p)), dom.Aria("hidden", "true"), dom.Text(initials(p)))
}

func avatarClass(p chat.Person) string { return "avatar hue-" + itoa(ui.Hue(p.ID)/30) }

func initials(p chat.Person) string {
	if p.Name == "" && len(p.ID) > 4 {
		return upper(p.Tag()[:2])
	}
	return ui.Initials(p.Name)
}

func upper(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}
