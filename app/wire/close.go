package wire

// CloseCode is why the relay ended a connection, as a WebSocket close code; each says what the client should do.
type CloseCode uint16

const (
	CloseGoingAway CloseCode = 1001 // the relay stops or restarts
	CloseTooLarge  CloseCode = 1009 // a message over chat.MaxFrame
	CloseSlow      CloseCode = 4000 // the client did not read fast enough; what it missed is still there
	CloseIdle      CloseCode = 4001 // nothing was heard from the client for a minute
	CloseStore     CloseCode = 4002 // the store cannot answer now

	CloseMalformed CloseCode = 4100 // bytes that are not the wire language, or frames out of order
	CloseVersion   CloseCode = 4101 // another version of the wire language
	CloseBadToken  CloseCode = 4102 // the visitor's token is wrong, expired or of another site
	CloseSignedOut CloseCode = 4103 // the agent's session has ended
	CloseNoSite    CloseCode = 4104 // no such site
	CloseTooFast   CloseCode = 4105 // far more than the allowed rate
	CloseBlocked   CloseCode = 4106 // somebody of the merchant's side keeps this visitor away
	CloseNotYours  CloseCode = 4107 // another agent has the conversation whose page this was to show
	CloseNotShared CloseCode = 4108 // the visitor's page is not shown to anybody, or no longer
)

// Policy is what a client does after a close.
type Policy uint8

const (
	ComeBack   Policy = iota // connect again, with growing pauses
	StayAway                 // do not come back: the same would happen again
	ReloadPage               // load the page anew
	DropToken                // forget the visitor's token, then come back
	SignIn                   // ask for a sign-in
)

// Policy of a close code. Codes that are not ours (a lost network is 1006) mean ComeBack, but unknown ones of the range
// 4100-4999 mean StayAway, so that a newer relay can refuse an older client.
func (c CloseCode) Policy() Policy {
	switch c {
	case CloseVersion:
		return ReloadPage
	case CloseBadToken:
		return DropToken
	case CloseSignedOut:
		return SignIn
	case CloseTooFast:
		return ComeBack
	case CloseTooLarge:
		return StayAway
	}
	if c >= 4100 && c < 5000 {
		return StayAway
	}
	return ComeBack
}
