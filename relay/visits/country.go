package visits

import (
	"fmt"
	"net/netip"

	"github.com/oschwald/maxminddb-golang/v2"
	"github.com/phuslu/iploc"
)

// Country is the country of an address, "FR", by the table that is in the program; "" where there is none, as in a private network.
func Country(a netip.Addr) string {
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.Is6() && a.As16()[0]>>5 != 1 { // 2000::/3 is all that there is on the network
		return ""
	}
	return countryCode(iploc.IPCountry(a))
}

// CountryFile is Country by a file of MaxMind's format, until close. The error names the file.
func CountryFile(name string) (country func(netip.Addr) string, close func() error, err error) {
	db, err := maxminddb.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open %s: %w", name, err)
	}
	return func(a netip.Addr) string {
		var code string
		if !a.IsValid() || db.Lookup(a).DecodePath(&code, "country", "iso_code") != nil {
			return ""
		}
		return countryCode(code)
	}, db.Close, nil
}

// countryCode passes what is two letters; ZZ and the like stand for no country.
func countryCode(s string) string {
	if len(s) != 2 || s == "ZZ" || s == "XX" || s[0] < 'A' || s[0] > 'Z' || s[1] < 'A' || s[1] > 'Z' {
		return ""
	}
	return s[:2]
}
