package slim

import "strings"

// knownVersion is the Go release whose layout this package knows. Later patch releases of it
// keep the layout: the compiler, the linker and the runtime would all have to change.
const knownVersion = "go1.26"

// checkVersion accepts the modules of knownVersion. Go's linker names its version in the custom section
// "producers"; a module without it has been through this package or another tool before.
func checkVersion(sections []*section) error {
	for _, s := range sections {
		if s.id != customSection {
			continue
		}
		in := reader{rest: s.body}
		if in.name() != "producers" {
			continue
		}
		version := goVersion(in)
		if version == "" {
			return unknown("the producers section names no version of Go")
		}
		rest, ok := strings.CutPrefix(version, knownVersion)
		if !ok || (rest != "" && rest[0] >= '0' && rest[0] <= '9') {
			return unknown("linked by %.40q, only %s is known", version, knownVersion)
		}
		return nil
	}
	return unknown("no producers section: already slimmed, or not linked by Go")
}

// goVersion reads the fields of a producers section, each a name and a list of (producer, version),
// and returns the version of the language Go, or "".
// https://github.com/WebAssembly/tool-conventions/blob/main/ProducersSection.md
func goVersion(in reader) string {
	for range in.uint32() {
		field := in.name()
		for range in.uint32() {
			producer, version := in.name(), in.name()
			if in.failed {
				return ""
			}
			if field == "language" && producer == "Go" {
				return version
			}
		}
		if in.failed {
			return ""
		}
	}
	return ""
}
