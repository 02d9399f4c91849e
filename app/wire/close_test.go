package wire_test

import (
	"testing"

	"pupitre/app/wire"
)

func TestEachCloseSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for code, want := range map[wire.CloseCode]wire.Policy{
		wire.CloseGoingAway: wire.ComeBack,
		wire.CloseTooLarge:  wire.StayAway,
		wire.CloseSlow:      wire.ComeBack,
		wire.CloseIdle:      wire.ComeBack,
		wire.CloseStore:     wire.ComeBack,
		wire.CloseMalformed: wire.StayAway,
		wire.CloseVersion:   wire.ReloadPage,
		wire.CloseBadToken:  wire.DropToken,
		wire.CloseSignedOut: wire.SignIn,
		wire.CloseNoSite:    wire.StayAway,
		wire.CloseTooFast:   wire.ComeBack,

		0: wire.ComeBack, 1000: wire.ComeBack, 1006: wire.ComeBack, 1011: wire.ComeBack, 1012: wire.ComeBack, 3000: wire.ComeBack,
		4099: wire.ComeBack, // of a newer relay: trouble that passes
		4106: wire.StayAway, // of a newer relay: trouble that does not
		4999: wire.StayAway, 5000: wire.ComeBack,
	} {
		if got := code.Policy(); got != want {
			t.Errorf("%d: %d, want %d", code, got, want)
		}
	}
}
