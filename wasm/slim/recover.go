package slim

// recoversDirectly are the functions of the runtime that call recover(). Both are literals that are deferred where they
// stand, so the panic calls them without any function in between, and inline nothing around the call.
var recoversDirectly = map[string]bool{
	"runtime.preprintpanics.func1":        true,
	"internal/runtime/exithook.Run.func1": true,
}

// recoverer returns the name of a function that calls recover(), or "" when there is none outside the
// runtime. Then inline trees decide nothing any more. What reads them is newInlineUnwinder in
// src/runtime/symtabinl.go:
//
//   - gorecover, which counts the calls since the panic, inlined ones too;
//   - runtime.Callers, CallersFrames, FuncForPC, profiles, execution traces and tracebacks, which are all
//     after names and lines, and those are gone.
//
// A call of recover() is a direct call of gorecover: the compiler inlines neither that call nor a function with it,
// and recover is no value.
func (p *program) recoverer() (string, error) {
	names, err := p.functionNames()
	if err != nil {
		return "", err
	}
	for caller, callees := range p.callees {
		for _, callee := range callees {
			if names[callee] == "runtime.gorecover" && caller != callee && !recoversDirectly[names[caller]] {
				return names[caller], nil
			}
		}
	}
	return "", nil
}
