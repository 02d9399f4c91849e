package console

import (
	"pupitre/app/chat"
	"pupitre/app/ui"
)

// sendCard sends a link or an offer of the library.
func (m *Model) sendCard(i chat.Item) []ui.Effect {
	id := m.focused()
	if !m.mayWrite(id) {
		return nil
	}
	m.Picker = Picker{}
	m.grab()
	if i.Kind == chat.OfferItem {
		return m.say(id, chat.Offer{URL: i.URL, Title: i.Name, Text: i.Text, Image: i.Image, Price: i.Price})
	}
	return m.say(id, chat.Link{URL: i.URL, Title: i.Name, Text: i.Text})
}
