package visits

import (
	"encoding/json"
	"testing"
)

// Headers as browsers send them.
func TestABrowserIsCalledByItsName(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ agent, browser, system, kind string }{
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge 141", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox 142", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Windows NT 6.1; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox 115", "Windows 7", "desktop"},
		{"Mozilla/5.0 (Windows NT 6.3; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36", "Chrome 109", "Windows 8.1", "desktop"},
		{"Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer 11", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 OPR/110.0.0.0", "Opera 110", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7.3329.35", "Vivaldi 6", "Windows 10/11", "desktop"},
		{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari 18", "macOS", "desktop"},
		{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "macOS", "desktop"},
		{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox 142", "macOS", "desktop"},
		{"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15", "Safari 17", "macOS 14", "desktop"},
		{"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "Linux", "desktop"},
		{"Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0", "Firefox 142", "Linux", "desktop"},
		{"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128", "Linux", "desktop"},
		{"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36", "Headless Chrome", "Linux", "bot"},
		{"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "ChromeOS", "desktop"},
		{"Mozilla/5.0 (X11; FreeBSD amd64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128", "", "desktop"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "Safari 18", "iOS 18", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1", "Safari 26", "iOS 18", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.35 Mobile/15E148 Safari/604.1", "Chrome 126", "iOS 17", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/126.0 Mobile/15E148 Safari/605.1.15", "Firefox 126", "iOS 17", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/125.0.2535.60 Mobile/15E148 Safari/605.1.15", "Edge 125", "iOS 17", "phone"},
		{"Mozilla/5.0 (iPad; CPU OS 12_5_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1", "Safari 12", "iPadOS 12", "tablet"},
		{"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0.6478.35 Mobile/15E148 Safari/604.1", "Chrome 126", "iPadOS 17", "tablet"},
		{"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome 142", "Android", "phone"},
		{"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36", "Chrome 142", "Android", "tablet"},
		{"Mozilla/5.0 (Linux; Android 13; SM-S908B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Mobile Safari/537.36", "Chrome 112", "Android 13", "phone"},
		{"Mozilla/5.0 (Linux; Android 12; SM-X906C Build/QP1A.190711.020; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/80.0.3987.119 Mobile Safari/537.36", "Chrome 80", "Android 12", "phone"},
		{"Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36", "Samsung Internet 25", "Android 14", "phone"},
		{"Mozilla/5.0 (Android 14; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0", "Firefox 142", "Android 14", "phone"},
		{"Mozilla/5.0 (Android 13; Tablet; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox 128", "Android 13", "tablet"},
		{"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 EdgA/124.0.0.0", "Edge 124", "Android", "phone"},
		{"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 OPR/82.0.0.0", "Opera 82", "Android", "phone"},
		{"Opera/9.80 (J2ME/MIDP; Opera Mini/7.1.32052/29.3709; U; en) Presto/2.8.119 Version/11.10", "Opera Mini 7", "", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98 (iPhone14,5; iOS 17_5_1; fr_FR; fr; scale=3.00; 1170x2532; 607413245)", "Instagram App 334", "iOS 17", "phone"},
		{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F90 [FBAN/FBIOS;FBAV/467.0.0.36.106;FBBV/605000000;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/fr_FR;FBOP/5]", "Facebook App", "iOS 17", "phone"},
		{"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot", "", "bot"},
		{"Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Googlebot", "Android 6", "bot"},
		{"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36", "Bingbot", "", "bot"},
		{"Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", "YandexBot", "", "bot"},
		{"facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "facebookexternalhit", "", "bot"},
		{"Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "AhrefsBot", "", "bot"},
		{"curl/8.5.0", "curl 8", "", "desktop"},
		{"", "", "", ""},
	} {
		browser, system, kind := machine(c.agent, hints{})
		if browser != c.browser || system != c.system || kind != c.kind {
			t.Errorf("%s\n is %q, %q, %q, want %q, %q, %q", c.agent, browser, system, kind, c.browser, c.system, c.kind)
		}
	}
}

// What a browser says when it is asked counts more than its header.
func TestHintsSayMore(t *testing.T) {
	t.Parallel()
	const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
	const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15"
	const android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36"
	for _, c := range []struct{ agent, hints, browser, system, kind string }{
		{windows, `{"brands": [{"brand": "Chromium", "version": "142"}, {"brand": "Google Chrome", "version": "142"}, {"brand": "Not_A Brand", "version": "99"}], "platform": "Windows", "platformVersion": "15.0.0"}`, "Chrome 142", "Windows 11", "desktop"},
		{windows, `{"brands": [{"brand": "Microsoft Edge", "version": "142"}, {"brand": "Not;A=Brand", "version": "8"}, {"brand": "Chromium", "version": "142"}], "platform": "Windows", "platformVersion": "10.0.0"}`, "Edge 142", "Windows 10", "desktop"},
		{windows, `{"brands": [{"brand": "Brave", "version": "142"}, {"brand": "Chromium", "version": "142"}], "platform": "Windows"}`, "Brave 142", "Windows", "desktop"},
		{windows, `{"brands": [{"brand": "Not)A;Brand", "version": "99"}, {"brand": "Chromium", "version": "142"}], "platform": "Chrome OS", "platformVersion": "16033.0.0"}`, "Chromium 142", "ChromeOS", "desktop"},
		{mac, `{"platform": "macOS", "platformVersion": "15.1.0"}`, "Safari 18", "macOS 15", "desktop"},
		{mac, `{"touch": 5}`, "Safari 18", "iPadOS", "tablet"},
		{android, `{"brands": [{"brand": "Google Chrome", "version": "142"}], "mobile": true, "platform": "Android", "platformVersion": "15.0.0", "touch": 5}`, "Chrome 142", "Android 15", "phone"},
		{"", "{\"brands\": [{\"brand\": \"\u202eeci\\u0000\", \"version\": \"1\"}], \"platform\": \"x\"}", "eci 1", "x", "desktop"},
	} {
		var h hints
		if err := json.Unmarshal([]byte(c.hints), &h); err != nil {
			t.Fatal(err)
		}
		browser, system, kind := machine(c.agent, h)
		if browser != c.browser || system != c.system || kind != c.kind {
			t.Errorf("%s\n is %q, %q, %q, want %q, %q, %q", c.hints, browser, system, kind, c.browser, c.system, c.kind)
		}
	}
}

func FuzzNoHeaderBreaksIt(f *testing.F) {
	f.Add("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 [FBAN/FBIOS;FBAV/467")
	f.Fuzz(func(_ *testing.T, agent string) { machine(agent, hints{}) })
}
