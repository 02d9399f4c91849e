package visit

import "strings"

// known is somewhere that visits come from. at are its hosts, or the marks that it adds to links: "google.*" under the domains of countries as well, ".yahoo.com" with
// all hosts below it, "@com.linkedin.android" an app of Android's. "www." and "m." before a host make no difference. also are names that
// a utm_source gives it.
type known struct {
	kind Kind
	name string
	at   string
	also string
}

var places = []known{
	{Search, "Google", "google.* images.google.* lens.google.com shopping.google.com maps.google.* cse.google.com @com.google.android.googlequicksearchbox .cdn.ampproject.org syndicatedsearch.goog", "google"},
	{Search, "Bing", "bing.com .bing.com cn.bing.com", "bing"},
	{Search, "Yahoo", "search.yahoo.com .search.yahoo.com search.yahoo.co.jp yahoo.com yahoo.co.jp", "yahoo"},
	{Search, "DuckDuckGo", "duckduckgo.com .duckduckgo.com @com.duckduckgo.mobile.android", "duckduckgo ddg"},
	{Search, "Ecosia", "ecosia.org @com.ecosia.android", "ecosia"},
	{Search, "Qwant", "qwant.com lite.qwant.com @com.qwant.liberty", "qwant"},
	{Search, "Startpage", "startpage.com .startpage.com", "startpage"},
	{Search, "Brave Search", "search.brave.com", "brave"},
	{Search, "Kagi", "kagi.com", "kagi"},
	{Search, "Yandex", "yandex.* ya.ru", "yandex"},
	{Search, "Baidu", "baidu.com .baidu.com", "baidu"},
	{Search, "Naver", "search.naver.com m.search.naver.com naver.com", "naver"},
	{Search, "Seznam", "seznam.cz search.seznam.cz", "seznam"},
	{Search, "Sogou", "sogou.com", "sogou"},
	{Search, "360 Search", "so.com", ""},
	{Search, "Daum", "search.daum.net", "daum"},
	{Search, "Swisscows", "swisscows.com", ""},
	{Search, "Mojeek", "mojeek.com", ""},
	{Search, "Lilo", "search.lilo.org lilo.org", "lilo"},
	{Search, "Orange", "lemoteur.orange.fr", ""},
	{Search, "Ask", "ask.com", "ask"},
	{Search, "AOL", "search.aol.com", "aol"},
	{Search, "Presearch", "presearch.com", ""},

	{Assistant, "ChatGPT", "chatgpt.com chat.openai.com @com.openai.chatgpt", "chatgpt chatgpt.com openai"},
	{Assistant, "Perplexity", "perplexity.ai @ai.perplexity.app.android", "perplexity perplexity.ai"},
	{Assistant, "Gemini", "gemini.google.com bard.google.com @com.google.android.apps.bard", "gemini gemini.google.com"},
	{Assistant, "Copilot", "copilot.microsoft.com copilot.com copilot.cloud.microsoft @com.microsoft.copilot", "copilot copilot.com copilot.microsoft.com"},
	{Assistant, "Claude", "claude.ai @com.anthropic.claude", "claude claude.ai"},
	{Assistant, "Mistral", "chat.mistral.ai", "mistral"},
	{Assistant, "DeepSeek", "chat.deepseek.com", "deepseek"},
	{Assistant, "Grok", "grok.com", "grok"},
	{Assistant, "Meta AI", "meta.ai", ""},
	{Assistant, "You.com", "you.com", ""},
	{Assistant, "Poe", "poe.com", ""},

	{Social, "Facebook", "facebook.com l.facebook.com lm.facebook.com .facebook.com fb.com fb.me @com.facebook.katana", "facebook fb meta"},
	{Social, "Messenger", "messenger.com l.messenger.com @com.facebook.orca", "messenger"},
	{Social, "Instagram", "instagram.com l.instagram.com @com.instagram.android", "instagram ig"},
	{Social, "Threads", "threads.net threads.com l.threads.net l.threads.com @com.instagram.barcelona", "threads"},
	{Social, "X", "t.co x.com twitter.com mobile.twitter.com @com.twitter.android", "twitter x x.com"},
	{Social, "LinkedIn", "linkedin.com .linkedin.com lnkd.in @com.linkedin.android", "linkedin"},
	{Social, "Pinterest", "pinterest.* .pinterest.com pin.it @com.pinterest", "pinterest"},
	{Social, "Reddit", "reddit.com .reddit.com out.reddit.com redd.it @com.reddit.frontpage", "reddit"},
	{Social, "YouTube", "youtube.com youtu.be @com.google.android.youtube", "youtube"},
	{Social, "TikTok", "tiktok.com .tiktok.com @com.zhiliaoapp.musically", "tiktok"},
	{Social, "Snapchat", "snapchat.com @com.snapchat.android", "snapchat"},
	{Social, "WhatsApp", "whatsapp.com web.whatsapp.com l.wl.co wa.me @com.whatsapp", "whatsapp"},
	{Social, "Telegram", "t.me web.telegram.org telegram.org @org.telegram.messenger", "telegram"},
	{Social, "Discord", "discord.com discord.gg @com.discord", "discord"},
	{Social, "Slack", "app.slack.com slack.com @com.slack", "slack"},
	{Social, "Microsoft Teams", "teams.microsoft.com teams.live.com statics.teams.cdn.office.net", "teams"},
	{Social, "Mastodon", "mastodon.social mastodon.online mstdn.social mamot.fr piaille.fr fosstodon.org hachyderm.io mas.to @org.joinmastodon.android", "mastodon"},
	{Social, "Bluesky", "bsky.app go.bsky.app @xyz.blueskyweb.app", "bluesky bsky"},
	{Social, "VK", "vk.com away.vk.com vk.ru @com.vkontakte.android", "vk"},
	{Social, "Odnoklassniki", "ok.ru", ""},
	{Social, "Weibo", "weibo.com weibo.cn t.cn", "weibo"},
	{Social, "WeChat", "weixin.qq.com mp.weixin.qq.com", "wechat"},
	{Social, "Tumblr", "tumblr.com .tumblr.com", "tumblr"},
	{Social, "Quora", "quora.com fr.quora.com .quora.com", "quora"},
	{Social, "Hacker News", "news.ycombinator.com", "hackernews"},
	{Social, "Vimeo", "vimeo.com", "vimeo"},
	{Social, "Twitch", "twitch.tv", "twitch"},
	{Social, "Xing", "xing.com", "xing"},
	{Social, "Line", "line.me @jp.naver.line.android", ""},

	{Campaign, "Google Ads", "googleadservices.com .googleadservices.com .googlesyndication.com .doubleclick.net adclick.g.doubleclick.net", ""},
	{Campaign, "Criteo", ".criteo.com .criteo.net", "criteo"},
	{Campaign, "Awin", ".awin1.com awin1.com", "awin"},
	{Campaign, "Taboola", ".taboola.com", "taboola"},
	{Campaign, "Outbrain", ".outbrain.com", "outbrain"},

	{Email, "Gmail", "mail.google.com @com.google.android.gm", "gmail"},
	{Email, "Outlook", "outlook.live.com outlook.office.com outlook.office365.com outlook.com .mail.live.com .safelinks.protection.outlook.com @com.microsoft.office.outlook", "outlook"},
	{Email, "Yahoo Mail", "mail.yahoo.com .mail.yahoo.com mail.yahoo.co.jp @com.yahoo.mobile.client.android.mail", ""},
	{Email, "Orange Mail", "webmail.orange.fr mail.orange.fr webmail1m.orange.fr mail01.orange.fr mail02.orange.fr", ""},
	{Email, "La Poste", "webmail.laposte.net webmail.laposte.fr", ""},
	{Email, "Free", "zimbra.free.fr webmail.free.fr", ""},
	{Email, "SFR Mail", "webmail.sfr.fr messagerie.sfr.fr", ""},
	{Email, "Bouygues Mail", "webmail.bbox.fr", ""},
	{Email, "iCloud Mail", "icloud.com mail.icloud.com", ""},
	{Email, "Proton Mail", "mail.proton.me mail.protonmail.com @ch.protonmail.android", ""},
	{Email, "GMX", "navigator.gmx.net navigator.gmx.com .gmx.net deref-gmx.net deref-gmx.com deref-gmx.fr", ""},
	{Email, "WEB.DE", "navigator.web.de deref-web.de deref-web-02.de", ""},
	{Email, "T-Online", "email.t-online.de", ""},
	{Email, "Mail.ru", "e.mail.ru", ""},
	{Email, "AOL Mail", "mail.aol.com", ""},
	{Email, "Zoho Mail", "mail.zoho.com mail.zoho.eu", ""},
	{Email, "Fastmail", "fastmail.com app.fastmail.com", ""},
	{Email, "Roundcube", "webmail.ovh.net roundcube.ovh.net ssl0.ovh.net", ""},
	{Email, "", "", "newsletter email e-mail mailing mailchimp sendinblue brevo mailjet klaviyo sendgrid hubspot activecampaign"},

	{Referral, "Google News", "news.google.com", ""},
	{Referral, "Google Discover", "@com.google.android.apps.magazines discover.google.com", ""},
}

// nowhere is no known place.
var nowhere known

// place is the known place of an address.
func place(a address) *known {
	host := a.host
	if host == "" {
		return &nowhere
	}
	if !a.app {
		host = strings.TrimPrefix(strings.TrimPrefix(host, "www."), "m.")
	}
	for i := range places {
		for list := places[i].at; list != ""; {
			var at string
			if at, list, _ = strings.Cut(list, " "); fits(at, host, a.app) {
				return &places[i]
			}
		}
	}
	return &nowhere
}

func fits(at, host string, app bool) bool {
	last := len(at) - 1
	switch {
	case app || at[0] == '@':
		return app && at[0] == '@' && at[1:] == host
	case at[last] == '*':
		return strings.HasPrefix(host, at[:last]) && countrys(host[last:])
	case at[0] == '.':
		return strings.HasSuffix(host, at)
	}
	return at == host
}

// countrys tells whether the end of a host is "com" or a country's: "fr", "co.uk", "com.br". A name that somebody could
// register is none: "google.com.example.net".
func countrys(end string) bool {
	second, country, two := strings.Cut(end, ".")
	if !two {
		return end == "com" || len(end) == 2
	}
	return (second == "co" || second == "com") && len(country) == 2
}

// placeNamed is the known place that a utm_source means.
func placeNamed(source string) *known {
	if source == "" {
		return &nowhere
	}
	source = strings.TrimPrefix(lower(source), "www.")
	for i := range places {
		if has(places[i].also, source) {
			return &places[i]
		}
	}
	if strings.IndexByte(source, '.') < 0 {
		return &nowhere
	}
	return place(parse("https://" + source))
}

// secondLevels are the second labels under which countries register names; sharedHosts give each customer a host of their own.
const (
	secondLevels = "co com net org gov edu ac gouv asso or ne go gob nom ltd plc me"
	sharedHosts  = "myshopify.com github.io gitlab.io blogspot.com wordpress.com wixsite.com netlify.app vercel.app pages.dev web.app herokuapp.com squarespace.com webflow.io azurewebsites.net cloudfront.net"
)
