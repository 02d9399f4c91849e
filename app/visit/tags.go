package visit

import "strings"

// clicks are what networks and mailers add to a link that is clicked. Of several the first counts: Google's, say, is on a
// click that was paid for, Facebook's on every one.
var clicks = []struct {
	kind  Kind
	name  string
	marks string // names of parameters
}{
	{Campaign, "Google Ads", "gclid gbraid wbraid gad_source"},
	{Campaign, "Google Display & Video", "dclid"},
	{Campaign, "Microsoft Advertising", "msclkid"},
	{Campaign, "TikTok Ads", "ttclid"},
	{Campaign, "X Ads", "twclid"},
	{Campaign, "LinkedIn Ads", "li_fat_id"},
	{Campaign, "Reddit Ads", "rdt_cid"},
	{Campaign, "Snapchat Ads", "sccid"},
	{Campaign, "Pinterest Ads", "epik"},
	{Campaign, "Yandex Direct", "yclid"},
	{Email, "Mailchimp", "mc_cid mc_eid"},
	{Email, "HubSpot", "_hsenc _hsmi"},
	{Email, "Klaviyo", "_kx"},
	{Email, "Marketo", "mkt_tok"},
	{Social, "Facebook", "fbclid"},
	{Social, "Instagram", "igshid igsh"},
	{Search, "Google", "srsltid"},
}

type click struct {
	kind Kind
	name string
}

// clickOf is whose mark the query has.
func clickOf(query string) (click, bool) {
	if query == "" {
		return click{}, false
	}
	has := map[string]bool{}
	for pair := range strings.SplitSeq(query, "&") {
		if name, value, _ := strings.Cut(pair, "="); value != "" {
			has[strings.ToLower(name)] = true
		}
	}
	for _, c := range clicks {
		for mark := range strings.FieldsSeq(c.marks) {
			if has[mark] {
				return click{c.kind, c.name}, true
			}
		}
	}
	return click{}, false
}

// mediumOf is what a utm_medium says of the kind; Direct: nothing.
func mediumOf(medium string) Kind {
	m := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(medium))
	switch {
	case m == "email" || m == "emailing" || m == "mail" || m == "newsletter" || m == "mailing" || m == "courriel":
		return Email
	case m == "organic":
		return Search
	case m == "cpc" || m == "ppc" || m == "cpm" || m == "cpa" || m == "cpv" || m == "sea" || m == "sem" || m == "display" || m == "banner" || m == "retargeting" || m == "remarketing" ||
		m == "affiliate" || m == "affiliation" || m == "ads" || m == "ad" || m == "shopping" || strings.HasPrefix(m, "paid"):
		return Campaign
	}
	return Direct
}

// term is what was searched for, where the engine tells: most do not any more.
func term(query string) string {
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		switch name {
		case "q", "p", "wd", "text", "query":
			if value != "" {
				return decode(value)
			}
		}
	}
	return ""
}
