package visits

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/mileusna/useragent"

	"pupitre/app/chat"
)

// hints are what a browser tells of itself when it is asked (navigator.userAgentData): what it writes in its User-Agent is mostly the
// same for all by now.
type hints struct {
	Brands []struct {
		Brand   string `json:"brand"`
		Version string `json:"version"`
	} `json:"brands"`
	Mobile          bool    `json:"mobile"`
	Platform        string  `json:"platform"`
	PlatformVersion string  `json:"platformVersion"`
	Touch           float64 `json:"touch"` // points that the screen feels at a time
}

// The kinds of device.
const (
	desktop = "desktop"
	phone   = "phone"
	tablet  = "tablet"
	robot   = "bot"
)

// maxUserAgent is how much of the header is looked at, in bytes: browsers' are shorter, those of the apps around them seldom longer.
const maxUserAgent = 1 << 10

// machine says what a visitor uses, in words of its makers: "Firefox 142", "Windows 11"; "" for what is not known.
func machine(agent string, h hints) (browser, system, kind string) {
	ua := useragent.Parse(agent[:min(len(agent), maxUserAgent)])
	if ua.Bot {
		return word(ua.Name, ""), systemOf(ua), robot
	}
	browser, system = browserOf(ua), systemOf(ua)
	if name, version := h.brand(); name != "" {
		browser = word(name, version)
	}
	if h.Platform != "" {
		system = h.system()
	}
	switch {
	case ua.OS == useragent.MacOS && h.Touch > 1: // an iPad that asks for the pages of a computer
		return browser, "iPadOS", tablet
	case ua.Tablet, ua.OS == useragent.Android && !strings.Contains(agent, "Mobile") && !h.Mobile:
		kind = tablet
	case ua.Mobile, h.Mobile:
		kind = phone
	case browser != "" || system != "":
		kind = desktop
	}
	return browser, system, kind
}

// names are what people call a browser that calls itself otherwise.
var names = map[string]string{
	"Google Chrome": "Chrome", "Microsoft Edge": "Edge", "Mobile Safari": "Safari", "Samsung Browser": "Samsung Internet", "MSIE": "Internet Explorer",
	"Opera Touch": "Opera", "HeadlessChrome": "Headless Chrome", "YaBrowser": "Yandex",
}

func browserOf(ua useragent.UserAgent) string {
	switch ua.Name {
	case useragent.Mozilla: // all are
		return ""
	case "Trident": // the last one's name of its engine
		return "Internet Explorer 11"
	}
	return word(ua.Name, ua.Version)
}

// brand is the browser's own name among those that it gives: one is Chromium's, one is nonsense, so that nobody relies on the list.
func (h hints) brand() (name, version string) {
	for _, b := range h.Brands {
		switch plain := strings.ToLower(b.Brand); {
		case strings.Contains(plain, "not") && strings.Contains(plain, "brand"):
		case b.Brand == "Chromium" && name != "":
		default:
			name, version = b.Brand, b.Version
		}
	}
	return name, version
}

// system reads what hints say; Windows counts on behind its name only since version 13, which is 11.
func (h hints) system() string {
	first := major(h.PlatformVersion)
	switch n, _ := strconv.Atoi(first); {
	case h.Platform == "Windows" && n >= 13:
		return "Windows 11"
	case h.Platform == "Windows" && n >= 1:
		return "Windows 10"
	case h.Platform == "Windows", h.Platform == "Linux", first == "0":
		return word(h.Platform, "")
	case h.Platform == "Chrome OS", h.Platform == "Chromium OS":
		return "ChromeOS"
	}
	return word(h.Platform, first)
}

// windows are the names of versions of Windows NT. 11 says that it is 10.0.
var windows = map[string]string{"10.0": "Windows 10/11", "6.3": "Windows 8.1", "6.2": "Windows 8", "6.1": "Windows 7", "6.0": "Windows Vista", "5.1": "Windows XP"}

func systemOf(ua useragent.UserAgent) string {
	switch ua.OS {
	case useragent.Windows:
		return cmp.Or(windows[ua.OSVersion], ua.OS)
	case useragent.MacOS:
		if first := major(ua.OSVersion); first != "10" { // all say 10.15 since
			return word("macOS", first)
		}
		return "macOS"
	case useragent.IOS:
		if ua.Tablet {
			return word("iPadOS", major(ua.OSVersion))
		}
		return word("iOS", major(ua.OSVersion))
	case useragent.Android:
		if strings.Contains(ua.String, "Android 10; K)") { // what Chrome says whatever it runs on
			return "Android"
		}
		return word("Android", major(ua.OSVersion))
	case useragent.Linux, useragent.ChromeOS:
		return ua.OS
	}
	return word(ua.OS, major(ua.OSVersion))
}

// word is a name and the first part of its version, as one line.
func word(name, version string) string {
	if short, ok := names[name]; ok {
		name = short
	}
	return chat.CleanLine(strings.TrimSpace(name+" "+major(version)), chat.MaxDatumName)
}

// major is the first part of a version: letters of other alphabets, and what is no number, are none.
func major(version string) string {
	first, _, _ := strings.Cut(version, ".")
	if strings.Trim(first, "0123456789") != "" || len(first) > 4 {
		return ""
	}
	return first
}
