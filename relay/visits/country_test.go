package visits

import (
	"net/netip"
	"os"
	"path/filepath"
	"testing"
)

func TestAnAddressHasACountry(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"8.8.8.8": "US", "194.2.0.20": "FR", "2a01:e0a::1": "FR", "2a02:8100::1": "DE",
		"127.0.0.1": "", "10.1.2.3": "", "192.168.1.1": "", "::1": "", "fe80::1": "", "fd00::1": "", "0.0.0.0": "",
	} {
		if got := Country(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	if got := Country(netip.Addr{}); got != "" {
		t.Errorf("no address: %q", got)
	}
}

func TestAFileThatSaysNoCountries(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "x.mmdb")
	if _, _, err := CountryFile(name); err == nil {
		t.Error("a file that is not there")
	}
	if err := os.WriteFile(name, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := CountryFile(name); err == nil {
		t.Error("a file that is none")
	}
}
