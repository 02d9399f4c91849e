package console

import (
	"strings"

	"pupitre/app/chat"
	"pupitre/app/ui"
)

// Pages that have an address of their own are found again by it: after a reload, by a link, by the browser's way back. It
// stands behind the "#": "search", "customer/v8f2c". The conversations and the settings share the empty one.
const (
	searchAddress   = "search"
	customerAddress = "customer/"
	storyAddress    = "storybook"
)

// address is that of the page that is shown.
func (m *Model) address() string {
	switch m.Page {
	case SearchPage:
		return searchAddress
	case CustomerPage:
		return customerAddress + string(m.File.Of)
	}
	return ""
}

// showAddress keeps the browser's address true.
func (m *Model) showAddress() []ui.Effect {
	if m.Me.IsZero() { // who signs in goes where they wanted to
		return nil
	}
	if now := m.address(); now != m.shownAddress {
		m.shownAddress = now
		return []ui.Effect{ui.Tell{Name: "address", Value: now}}
	}
	return nil
}

// goTo shows what is at an address. It comes from outside, so it may be anything; what leads nowhere leads to the conversations.
func (m *Model) goTo(address string) []ui.Effect {
	if address == m.shownAddress {
		return nil
	}
	if (address == storyAddress) != m.Storybook {
		return []ui.Effect{ui.Reload{}}
	}
	m.shownAddress = address
	visitor, customer := strings.CutPrefix(address, customerAddress)
	switch {
	case address == searchAddress:
		return m.openPage(SearchPage)
	case customer && chat.ValidID(chat.PersonID(visitor)):
		return m.openCustomer(OpenCustomer{Visitor: chat.PersonID(visitor)})
	}
	return m.leavePage()
}
