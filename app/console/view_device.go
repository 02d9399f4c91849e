package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/lang"
)

// viewDevice is what the visitor uses and where.
func viewDevice(m *Model, d chat.Device) dom.Nodes {
	f := facts{m: m}
	if d.Country != "" {
		f.add(lang.Country, dom.Span(dom.Country(d.Country)))
	}
	if kind, icon := deviceKind(d.Kind); icon != "" {
		f.add(lang.DeviceKind, dom.Icon(icon), m.t(kind))
	}
	f.text(lang.Browser, d.Browser)
	f.text(lang.System, d.System)
	if d.Language != "" {
		f.add(lang.Speaks, dom.Span(dom.Language(d.Language)))
	}
	f.text(lang.Screen, d.Screen)
	if d.Zone != "" {
		minute := m.relayNow() / 60_000 * 60_000
		f.add(lang.LocalTime, dom.Span(dom.ClockThere(minute, d.Zone, int(d.Offset))), dom.Span(dom.Class("more"), dom.Text(d.Zone)))
	}
	return f.list()
}

// deviceKind is a kind of device in words and drawn; without a drawing for one that is not known.
func deviceKind(kind string) (name lang.Text, icon string) {
	switch kind {
	case "desktop":
		return lang.Desktop, iconDesktop
	case "phone":
		return lang.Phone, iconPhone
	case "tablet":
		return lang.Tablet, iconTablet
	case "bot":
		return lang.Program, iconBot
	}
	return lang.Text{}, ""
}

// lasted is a duration: "4:07", "1:02:05".
func lasted(ms chat.Millis) string { return box.Lasted(uint64(ms / 1000)) }
