package console

import (
	"pupitre/app/box"
	"pupitre/app/chat"
	"pupitre/app/dom"
	"pupitre/app/ui"
)

// update is the list of what the desk does.
func update(m *Model, at chat.Millis, msg dom.Msg) []ui.Effect {
	m.Now = at
	var effects []ui.Effect
	switch msg := msg.(type) {
	case Ticked:
		effects = m.tick()

	case ui.SocketOpened:
		effects = m.opened()
	case ui.SocketClosed:
		effects = m.closed(msg.Code)
	case ui.Received:
		effects = m.received(msg.Frame)
	case ui.Garbled:
		effects = m.garbled(msg.Version)
	case ui.NetworkCame, TryNowPressed:
		effects = m.Link.Wake(at)
	case ui.Looked:
		effects = m.looked(msg.Visible, msg.Focused)
	case ui.Told:
		effects = m.told(msg.Name, msg.Value)
	case ui.NotKept:
		m.NotKept = true
	case ReloadPressed:
		effects = []ui.Effect{ui.Reload{}}

	case EmailTyped:
		m.SignIn.Email = msg.Text
	case PasswordTyped:
		m.SignIn.Password = msg.Text
	case SignInPressed:
		effects = m.signIn()
	case SignOutPressed:
		effects = m.askSignOut()
	case ui.Answered:
		effects = m.answered(msg)

	case LanguagePressed:
		effects = m.switchLanguage()
	case ThemePressed:
		effects = m.switchTheme()
	case SoundPressed:
		effects = m.switchSound()

	case ConversationPressed:
		effects = m.press(msg.ID, msg.Beside)
	case DismissPressed:
		effects = m.dismiss(msg.ID)
	case BackPressed:
		m.InList = true
	case SkipPressed:
		effects = m.focus(m.Focus)
	case ListMeasured:
		m.ListTop, m.ListHeight = msg.Top, msg.Height

	case PaneTouched:
		effects = m.touched(msg.In, msg.Grab)
	case PaneMoved:
		effects = m.shift(msg.In, msg.By)
	case PaneClosed:
		effects = m.unshow(msg.In)
	case DividerDragged:
		effects = m.divide(msg.Pane, msg.Permille)
	case DividerKeyPressed:
		effects = m.dividerKey(msg.Pane, msg.Key)
	case MirrorPressed:
		effects = append(m.touched(msg.In, false), m.run(command(msg.Do))...)
	case DockDragged:
		effects = m.divideDock(msg.Permille)
	case DockKeyPressed:
		effects = m.dockDividerKey(msg.Key)
	case KeyPressed:
		effects = m.pageKey(msg.Key, msg.Mods)
	case FilterPressed:
		effects = m.show(msg.In, msg.Filter)

	case TakePressed:
		effects = m.take(msg.In)
	case HandBackPressed:
		effects = m.act(msg.In, chat.Left{})
	case ClosePressed:
		effects = m.end(msg.In)

	case DraftTyped:
		effects = m.typed(msg.Text, msg.Caret)
	case DraftKeyPressed:
		effects = m.draftKey(msg.Key, msg.Mods, msg.Caret)
	case SendPressed:
		effects = m.send()

	case ThreadMeasured:
		effects = m.measured(msg.In, *msg.Event)
	case box.ViewPressed:
		m.Viewing = msg.View
	case ui.FileCame:
		effects = m.came(msg)
	case ui.UploadPressed:
		effects = m.pressedFile(msg)
	case ui.FileAnswered:
		m.Files.Answered(at, msg)
	case box.FlipPressed:
		m.Flipped[msg.ID] = !m.Flipped[msg.ID]

	case LatestPressed:
		m.talk(msg.In).Window.ToEnd()
	case RetryPressed:
		effects = m.talk(msg.In).Retry(msg.ID)
	case DiscardPressed:
		effects = m.talk(msg.In).Discard(msg.ID)
	default:
		effects = m.tool(msg)
	}
	effects = append(effects, m.Files.Step(at, m.writeFile)...)
	effects = append(effects, m.read()...)
	effects = append(effects, m.keepTranslating()...)
	effects = append(effects, m.keepWatching()...)
	effects = append(effects, m.acquaint()...)
	effects = append(effects, m.showAddress()...)
	return append(effects, m.showTitle()...)
}

func tick() ui.Effect { return ui.After{Delay: 1000, Then: Ticked{}} }

func (m *Model) tick() []ui.Effect {
	effects := m.Link.Tick(m.Now)
	if m.Link.State == ui.Waiting {
		m.lost()
	}
	for _, id := range m.Recent {
		effects = append(effects, m.Talks[id].Flush()...)
	}
	effects = append(append(effects, m.lookOnceMore()...), m.eachTrail((*ui.Talk).Flush)...)
	return append(append(append(append(effects, m.wakeUp()...), m.release()...), m.leaveInTime()...), tick())
}
