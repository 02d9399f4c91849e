package visits

import (
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnAddressHasACountry(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"8.8.8.8": "US", "194.2.0.20": "FR", "2a01:e0a::1": "FR", "2a02:8100::1": "DE",
		"127.0.0.1": "", "10.1.2.3": "", "192.168.1.1": "", "::1": "", "64:ff9b::808:808": "", "::2": "", "fe80::1": "", "fd00::1": "", "0.0.0.0": "",
	} {
		if got := Country(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	if got := Country(netip.Addr{}); got != "" {
		t.Errorf("no address: %q", got)
	}
}

// database is a file of MaxMind's format in which the lower half of all IPv4 addresses is French.
func database() []byte {
	text := func(s string) string { return string(rune(0x40+len(s))) + s } // type 2 and a length below 29
	number := func(kind string, n byte) string { return kind + string(rune(n)) }
	const (
		uint16s, uint32s = "\xa1", "\xc1" // types 5 and 6, of one byte
		uint64s, array   = "\x01\x02", "\x00\x04"
	)
	var b strings.Builder
	b.WriteString("\x00\x00\x11" + "\x00\x00\x01") // one node: its left is the datum at 0, its right is nothing
	b.WriteString(strings.Repeat("\x00", 16))
	b.WriteString("\xe1" + text("country") + "\xe1" + text("iso_code") + text("FR"))
	b.WriteString("\xab\xcd\xefMaxMind.com\xe9" +
		text("node_count") + number(uint32s, 1) + text("record_size") + number(uint16s, 24) + text("ip_version") + number(uint16s, 4) +
		text("binary_format_major_version") + number(uint16s, 2) + text("binary_format_minor_version") + "\xa0" + text("build_epoch") + number(uint64s, 1) +
		text("database_type") + text("Test-Country") + text("languages") + array + text("description") + "\xe0")
	return []byte(b.String())
}

func TestAFileSaysWhereAnAddressIs(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "x.mmdb")
	if err := os.WriteFile(name, database(), 0o600); err != nil {
		t.Fatal(err)
	}
	country, closeFile, err := CountryFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer closeFile()
	for address, want := range map[string]string{"8.8.8.8": "FR", "127.0.0.1": "FR", "200.1.1.1": "", "2001:db8::1": ""} {
		if got := country(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
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
