package slim

import (
	"cmp"
	"slices"
)

// strip zeroes everything in the table that only serves to name functions, files, lines and arguments in
// tracebacks. Nothing moves: addresses that the program holds stay right.
func (t *table) strip(dropInline bool) error {
	for _, f := range t.funcs {
		f.set(fieldUnit, 0)
		f.set(fieldStartLine, 0)
		if f.gone {
			f.set(fieldArgs, 0)
			f.set(fieldDeferral, 0)
		}
	}
	clear(t.image[t.units.start:t.units.end])
	clear(t.image[t.files.start:t.files.end])
	if err := t.stripNames(); err != nil {
		return err
	}
	if !dropInline {
		if err := t.stripInlineTrees(); err != nil {
			return err
		}
	}
	if err := t.stripPCTab(dropInline); err != nil {
		return err
	}
	t.stripFuncData(dropInline)
	return nil
}

// stripFuncData forgets the function data that describe arguments to tracebacks and those of functions that are gone, and zeroes those that
// no function refers to any more. Data have no length of their own; the linker puts one after the other, so
// each ends at the latest where the next begins.
func (t *table) stripFuncData(dropInline bool) {
	type datum struct {
		offset  uint32
		dropped bool
	}
	var data []datum
	for _, f := range t.funcs {
		for kind := range f.funcdatas.len() {
			offset := f.funcdatas.at(kind)
			if offset == none {
				continue
			}
			drop := f.gone || kind == argInfo || kind == argLiveInfo || kind == inlineTree && dropInline
			if drop {
				f.funcdatas.set(kind, none)
			}
			data = append(data, datum{offset, drop})
		}
	}
	slices.SortFunc(data, func(a, b datum) int { return cmp.Compare(a.offset, b.offset) })

	for i := 0; i < len(data); {
		start, dropped := data[i].offset, true
		for ; i < len(data) && data[i].offset == start; i++ {
			dropped = dropped && data[i].dropped
		}
		end := t.funcdata.len()
		if i < len(data) {
			end = int(data[i].offset)
		}
		if dropped {
			clear(t.image[t.funcdata.start+int(start) : t.funcdata.start+end])
		}
	}
}
