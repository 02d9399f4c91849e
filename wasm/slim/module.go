package slim

import (
	"bytes"
	"encoding/binary"
)

// Section ids of the WebAssembly binary format, those that matter here.
const (
	customSection    = 0
	dataSectionID    = 11
	dataCountSection = 12
)

// preamble is the magic number and the version, 1, of every WebAssembly module.
var preamble = []byte("\x00asm\x01\x00\x00\x00")

type section struct {
	id   byte
	body []byte
}

// parseSections splits a module into its sections. Bodies alias the module.
func parseSections(module []byte) ([]*section, error) {
	if !bytes.HasPrefix(module, preamble) {
		return nil, unknown("not a WebAssembly module of version 1")
	}
	var sections []*section
	for in := (reader{rest: module[len(preamble):]}); len(in.rest) > 0; {
		id := in.byte()
		body := in.bytes(in.uint32())
		if in.failed {
			return nil, unknown("section %d of kind %d is cut short", len(sections), id)
		}
		// Segment counts must agree with this section, and Go does not write it.
		if id == dataCountSection {
			return nil, unknown("data count section")
		}
		sections = append(sections, &section{id, body})
	}
	return sections, nil
}

// dataSection returns the only data section.
func dataSection(sections []*section) (*section, error) {
	var found *section
	for _, s := range sections {
		if s.id != dataSectionID {
			continue
		}
		if found != nil {
			return nil, unknown("two data sections")
		}
		found = s
	}
	if found == nil {
		return nil, unknown("no data section")
	}
	return found, nil
}

// writeSections joins sections to a module and leaves the custom ones out: names, producers and
// build id are read by tools, never by a program. It also returns how many bytes were left out.
func writeSections(sections []*section) (module []byte, dropped int) {
	module = bytes.Clone(preamble)
	for _, s := range sections {
		if s.id == customSection {
			dropped += len(s.body)
			continue
		}
		module = append(module, s.id)
		module = binary.AppendUvarint(module, uint64(len(s.body)))
		module = append(module, s.body...)
	}
	return module, dropped
}
