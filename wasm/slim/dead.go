package slim

import (
	"encoding/binary"
	"fmt"
)

// trap is the body of a function that is never entered.
var trap = []byte{0, opUnreachable, opEnd}

// leave is the body of a function that returns at once: it takes the return address off the stack, SP being the first
// global, and does not unwind. See ARET in preprocess, src/cmd/internal/obj/wasm/wasmobj.go.
var leave = []byte{0, opGlobalGet, 0, opI32Const, 8, opI32Add, opGlobalSet, 0, opI32Const, 0, opEnd}

// jump returns the body of a function that leaves everything to another of the same parameters. See AJMP there.
func (p *program) jump(to int) []byte {
	body := binary.AppendUvarint([]byte{0, opI32Const, 0, opCall}, uint64(p.imports+to))
	return append(body, opEnd)
}

// dropIdle replaces the bodies of idle functions, then those of all functions that nothing enters any more.
// It returns for each function whether it is never entered or calls nothing: then it is on no stack, and the runtime
// needs its record for nothing but its place. kept says which groups stay, and why.
func (p *program) dropIdle() (gone []bool, kept []string, err error) {
	names, err := p.functionNames()
	if err != nil {
		return nil, nil, err
	}
	places := map[string][]int{}
	for i, name := range names {
		places[name] = append(places[name], i)
	}
	idle, cut := map[int][]byte{}, map[int]bool{}
	for _, group := range idleGroups {
		if reason := p.inUse(group); reason != "" {
			kept = append(kept, fmt.Sprintf("%s: it has %s", group.name, reason))
			continue
		}
		for _, f := range group.functions {
			for _, i := range places[f.name] {
				body, target, err := p.replaced(i, f, places[printHex])
				if err != nil {
					return nil, nil, err
				}
				idle[i], cut[i], p.callees[i] = body, target < 0, nil
				if target >= 0 {
					p.callees[i] = []int{target}
				}
			}
		}
	}
	live, err := p.live(cut)
	if err != nil {
		return nil, nil, err
	}
	gone = make([]bool, len(live))
	for i := range live {
		if body := idle[i]; body != nil {
			p.bodies[i] = body
		}
		if !live[i] {
			p.bodies[i] = trap
		}
		gone[i] = !live[i] || cut[i]
	}
	return gone, kept, nil
}

// inUse returns what of a module can make the functions of a group do something, or "".
func (p *program) inUse(group idleGroup) string {
	for _, name := range group.unless {
		if p.named(name) {
			return name
		}
	}
	return ""
}

// replaced returns the new body of function i, and the function that it calls or -1.
func (p *program) replaced(i int, f idle, hex []int) (body []byte, target int, err error) {
	if p.types[i] != 0 {
		return nil, 0, unknown("%s is of type %d", f.name, p.types[i])
	}
	switch f.body {
	case never:
		return trap, -1, nil
	case quiet:
		return leave, -1, nil
	}
	if len(hex) != 1 || p.types[hex[0]] != 0 {
		return nil, 0, unknown("%d functions are called %s", len(hex), printHex)
	}
	return p.jump(hex[0]), hex[0], nil
}
