package main

import (
	"fmt"
	"strings"

	"pupitre/app/chat"
)

var mirrors = map[string]chat.Asking{"off": chat.MirrorOff, "announce": chat.Announce, "once": chat.AskOnce, "ask": chat.AskAlways}

// maxMirrorHosts is how many bytes the list may have: every client is told of it.
const maxMirrorHosts = 4 << 10

// mirrorHosts is the list with spaces between. The error names the flag.
func (f flags) mirrorHosts() (string, error) {
	var list []string
	for _, item := range f.MirrorHosts {
		for _, host := range strings.Fields(item) {
			if !validHost(host) {
				return "", fmt.Errorf("-mirror-hosts %q: a host is written cdn.example or cdn.example:8443, without https:// and without a path", host)
			}
			list = append(list, host)
		}
	}
	hosts := strings.Join(list, " ")
	if len(hosts) > maxMirrorHosts {
		return "", fmt.Errorf("-mirror-hosts: the list has more than %d bytes", maxMirrorHosts)
	}
	return hosts, nil
}

// validHost is strict, for hosts go into headers. A wildcard is no host: all of a CDN's customers would be one.
func validHost(s string) bool { return validOrigin("https://"+s) && strings.Trim(s, "*") == s }
