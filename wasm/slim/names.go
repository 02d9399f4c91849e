package slim

import (
	"bytes"
	"strings"
)

// The runtime does not only print names of functions, it also decides by them, in three places.
//
//   - argMapInternal in runtime/stkframe.go: the frames of these two are scanned in a special way.
//   - isSystemGoroutine in runtime/traceback.go: a goroutine is the runtime's own if the name of its first
//     function starts with "runtime."; NumGoroutine and the deadlock detector leave those out.
//   - panicwrap in runtime/error.go takes the name of a value method's wrapper, "pkg.(*T).Method",
//     apart for the message of a call through a nil pointer, and ends the program if it cannot.
const runtimePrefix = "runtime."

func needsOwnName(name string, id byte) bool {
	switch name {
	case "reflect.makeFuncStub", "reflect.methodValueCall":
		return true
	}
	return id == wrapperID && strings.Contains(name, ".(*")
}

// stripNames drops the names of functions but for those that the runtime decides by. All functions
// of package runtime share one name.
func (t *table) stripNames() error {
	names, err := t.functionNames()
	if err != nil {
		return err
	}
	kept := []byte{0} // offset 0 stands for no name
	offsets := map[string]int{"": 0}
	for i, f := range t.funcs {
		short := ""
		if f.gone {
			// neither in a trace nor the first of a goroutine
		} else if needsOwnName(names[i], f.record[fieldFuncID]) {
			short = names[i]
		} else if strings.HasPrefix(names[i], runtimePrefix) {
			short = runtimePrefix
		}
		offset, known := offsets[short]
		if !known {
			offset = len(kept)
			offsets[short] = offset
			kept = append(append(kept, short...), 0)
		}
		f.set(fieldName, uint32(offset))
	}
	table := t.image[t.names.start:t.names.end]
	if len(kept) > len(table) {
		return unknown("%d bytes of names do not fit into %d", len(kept), len(table))
	}
	clear(table[copy(table, kept):])
	return nil
}

// functionNames returns the names of all functions, which are whole only before stripNames.
func (t *table) functionNames() ([]string, error) {
	table := t.image[t.names.start:t.names.end]
	names := make([]string, len(t.funcs))
	for i, f := range t.funcs {
		name, _, ended := bytes.Cut(table[f.field(fieldName):], []byte{0})
		if !ended {
			return nil, unknown("the name of function %d does not end", i)
		}
		names[i] = string(name)
	}
	return names, nil
}

// named tells whether the table has a name, or one that starts with it if it ends in a dot. The
// names of inlined functions are there too.
func (t *table) named(name string) bool {
	table := append([]byte{0}, t.image[t.names.start:t.names.end]...)
	end := "\x00"
	if strings.HasSuffix(name, ".") {
		end = ""
	}
	return bytes.Contains(table, []byte("\x00"+name+end))
}
