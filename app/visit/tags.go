package visit

import "strings"

// clicks are what networks and mailers add to a link that is clicked. Of several the first counts: Google's, say, is on a
// click that was paid for, Facebook's on every one.
var clicks = []known{
	{Campaign, "Google Ads", "gclid gbraid wbraid gad_source", ""},
	{Campaign, "Google Display & Video", "dclid", ""},
	{Campaign, "Microsoft Advertising", "msclkid", ""},
	{Campaign, "TikTok Ads", "ttclid", ""},
	{Campaign, "X Ads", "twclid", ""},
	{Campaign, "LinkedIn Ads", "li_fat_id", ""},
	{Campaign, "Reddit Ads", "rdt_cid", ""},
	{Campaign, "Snapchat Ads", "sccid", ""},
	{Campaign, "Pinterest Ads", "epik", ""},
	{Campaign, "Yandex Direct", "yclid", ""},
	{Email, "Mailchimp", "mc_cid mc_eid", ""},
	{Email, "HubSpot", "_hsenc _hsmi", ""},
	{Email, "Klaviyo", "_kx", ""},
	{Email, "Marketo", "mkt_tok", ""},
	{Social, "Facebook", "fbclid", ""},
	{Social, "Instagram", "igshid igsh", ""},
	{Search, "Google", "srsltid", ""},
}

// clickOf is whose mark the query has; nowhere for none.
func clickOf(query string) *known {
	for i := range clicks {
		for marks := clicks[i].at; marks != "" && query != ""; {
			var mark string
			if mark, marks, _ = strings.Cut(marks, " "); parameter(query, mark) != "" {
				return &clicks[i]
			}
		}
	}
	return &nowhere
}

// mediumOf is what a utm_medium says of the kind; Direct: nothing.
func mediumOf(medium string) Kind {
	m := make([]byte, 0, len(medium))
	for _, c := range []byte(lower(medium)) {
		if c != '-' && c != '_' && c != ' ' {
			m = append(m, c)
		}
	}
	switch word := string(m); {
	case has("email emailing mail newsletter mailing courriel", word):
		return Email
	case word == "organic":
		return Search
	case has("cpc ppc cpm cpa cpv sea sem display banner retargeting remarketing affiliate affiliation ads ad shopping", word), strings.HasPrefix(word, "paid"):
		return Campaign
	}
	return Direct
}

// term is what was searched for, where the engine tells: most do not any more.
func term(query string) string {
	for _, name := range [...]string{"q", "p", "wd", "text", "query"} {
		if value := parameter(query, name); value != "" {
			return decode(value)
		}
	}
	return ""
}
