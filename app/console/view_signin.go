package console

import (
	"pupitre/app/dom"
	"pupitre/app/lang"
	"pupitre/app/ui"
)

func viewSignIn(m *Model) *dom.Node {
	if !m.SignIn.Shown {
		return viewConnecting(m)
	}
	s := m.SignIn
	press := lang.SignIn
	if s.Busy {
		press = lang.SigningIn
	}
	focus := "email"
	return dom.Main(dom.Key("sign-in"), dom.Class("sign-in"),
		dom.Form(dom.Class("sheet"), dom.On(dom.Submitted, SignInPressed{}),
			dom.H1(dom.Class("brand"), dom.Icon(iconBrand), m.t(lang.Title)),
			dom.P(dom.Class("lead"), m.t(lang.SignInLead)),
			dom.Label(dom.For("email"), m.t(lang.Email)),
			dom.Input(dom.ElementID("email"), dom.Type("email"), dom.Name("email"), dom.Autocomplete("username"), dom.Required(true),
				dom.Value(s.Email), dom.Focus(focus), dom.On(dom.Typed, EmailTyped{})),
			dom.Label(dom.For("password"), m.t(lang.Password)),
			dom.Input(dom.ElementID("password"), dom.Type("password"), dom.Name("password"), dom.Autocomplete("current-password"), dom.Required(true),
				dom.Value(s.Password), dom.On(dom.Typed, PasswordTyped{})),
			dom.P(dom.Class("mistake"), dom.Role("alert"), dom.If(s.Trouble != lang.Text{}, dom.Icon(iconAlert), m.t(s.Trouble))),
			dom.Button(dom.Type("submit"), dom.Class("primary"), dom.Aria("disabled", yes(s.Busy)), m.t(press)),
		),
		viewLanguage(m),
	)
}

// viewConnecting stands for the desk until the relay has said who we are.
func viewConnecting(m *Model) *dom.Node {
	words, help := lang.Connecting.In(m.Lang), ""
	if m.Link.State == ui.Waiting {
		words, help = lang.ReconnectingIn.With(m.Lang, itoa(m.Link.Seconds(m.Now))), lang.NoAnswer.In(m.Lang)
	}
	return dom.Main(dom.Key("connecting"), dom.Class("sign-in"),
		dom.Div(dom.Class("sheet"),
			dom.H1(dom.Class("brand"), dom.Icon(iconBrand), m.t(lang.Title)),
			dom.P(dom.Class("lead"), dom.Text(words)),
			dom.If(help != "", dom.P(dom.Class("lead"), dom.Text(help)), dom.Button(dom.Class("primary"), dom.On(dom.Clicked, TryNowPressed{}), m.t(lang.TryNow)))),
	)
}

func yes(on bool) string {
	if on {
		return "true"
	}
	return "false"
}
