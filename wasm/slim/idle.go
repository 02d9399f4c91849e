package slim

// An idle function is one of the runtime that does nothing for a program in a browser. Its body is replaced, and
// then whatever only it called is dead. A name that a module does not have is no error.
type idle struct {
	name string
	body replacement
}

// replacement is what becomes of the body of an idle function.
type replacement byte

const (
	// never: the function cannot be entered. Its body traps, so if this table is wrong, the page hears of it.
	never replacement = iota

	// quiet: the function may be entered, has no result, and returns at once.
	quiet

	// asHex: the function prints its argument, eight bytes, and does so with runtime.printhex.
	asHex
)

const printHex = "runtime.printhex"

// idleGroup is idle functions for one reason. Names are those of Go 1.26; a test compares them
// with the toolchain's sources.
type idleGroup struct {
	name string
	why  string

	// unless names functions, or with a dot at the end packages, that can make the group's functions
	// do something. A module that has one of them, inlined or not, keeps the whole group.
	unless []string

	functions []idle
}

var idleGroups = []idleGroup{
	{
		name:   "execution traces",
		why:    "traceEnabled and traceShuttingDown, which guard all of these, are false until runtime.StartTrace",
		unless: []string{"runtime.StartTrace", "runtime/trace."},
		functions: []idle{
			{"runtime.traceAcquireEnabled", never},
			{"runtime.traceAdvance", never},
			{"runtime.traceAdvance.func2", never},
			{"runtime.traceThreadDestroy", quiet}, // flushes buffers, and there are none

			// Methods of what traceAcquire returned, called if that is ok().
			{"runtime.traceLocker.Gomaxprocs", never},
			{"runtime.traceLocker.ProcStart", never},
			{"runtime.traceLocker.ProcStop", never},
			{"runtime.traceLocker.ProcSteal", never},
			{"runtime.traceLocker.GCStart", never},
			{"runtime.traceLocker.GCDone", never},
			{"runtime.traceLocker.STWStart", never},
			{"runtime.traceLocker.STWDone", never},
			{"runtime.traceLocker.GCSweepSpan", never},
			{"runtime.traceLocker.GCSweepDone", never},
			{"runtime.traceLocker.GCMarkAssistStart", never},
			{"runtime.traceLocker.GCMarkAssistDone", never},
			{"runtime.traceLocker.GoCreate", never},
			{"runtime.traceLocker.GoStart", never},
			{"runtime.traceLocker.GoEnd", never},
			{"runtime.traceLocker.GoStop", never},
			{"runtime.traceLocker.GoPark", never},
			{"runtime.traceLocker.GoUnpark", never},
			{"runtime.traceLocker.GoSysExit", never},
			{"runtime.traceLocker.HeapAlloc", never},
			{"runtime.traceLocker.HeapGoal", never},
			{"runtime.traceLocker.SpanAlloc", never},
			{"runtime.traceLocker.SpanFree", never},
			{"runtime.traceLocker.HeapObjectAlloc", never},
			{"runtime.traceLocker.HeapObjectFree", never},
			{"runtime.traceLocker.GoroutineStackAlloc", never},
			{"runtime.traceLocker.GoroutineStackFree", never},
		},
	},
	{
		name:   "stack traces",
		why:    "they print, after the message of a panic or a fatal error, frames that have lost their names, files and lines",
		unless: []string{"runtime.Stack"},
		functions: []idle{
			{"runtime.goroutineheader", quiet},
			{"runtime.traceback1", quiet},
			{"runtime.tracebacksomeothers", quiet},
			{"runtime.tracebackHexdump", quiet},
		},
	},
	{
		name: "descriptions of a damaged heap",
		why:  "they print addresses and bytes before a fatal error, which still says what is damaged",
		functions: []idle{
			{"runtime.hexdumpWords", quiet},
			{"runtime.gcDumpObject", quiet},
			{"runtime.dumpgstatus", quiet},
		},
	},
	{
		name: "what GODEBUG asks for",
		why:  "a page has no environment; the values of //go:debug in a program ask for none of these",
		functions: []idle{
			{"runtime.schedtrace", quiet},
			{"runtime.schedtrace.func1", never},
			{"runtime.printScavTrace", quiet},
			{"runtime.dumpScanStats", quiet},
			{"runtime.checkFinalizersAndCleanups", quiet},
			{"internal/cpu.processOptions", quiet},
		},
	},
	{
		name: "profiles",
		why: "nobody reads them; for the same reason the linker sets disableMemoryProfiling, see linksetup in " +
			"src/cmd/link/internal/ld/lib.go",
		unless: []string{
			"runtime/pprof.", "runtime.SetCPUProfileRate", "runtime.SetBlockProfileRate", "runtime.SetMutexProfileFraction",
			"runtime.MemProfile", "runtime.memProfileInternal", "runtime.BlockProfile", "runtime.MutexProfile",
			"runtime.blockProfileInternal", "runtime.mutexProfileInternal", "runtime.GoroutineProfile",
			"runtime.goroutineProfileInternal", "runtime.goroutineProfileWithLabels",
		},
		functions: []idle{
			{"runtime.profilealloc", quiet},
			{"runtime.mProf_Free", quiet},
			{"runtime.mProf_Flush", quiet},
			{"runtime.saveblockevent", quiet},
			{"runtime.tryRecordGoroutineProfile", quiet},
		},
	},
	{
		name: "what other systems need",
		why:  "js/wasm has no plugins, no cgo and one thread: typelinksinit returns at once, the others are not called or fail",
		functions: []idle{
			{"runtime.typelinksinit", quiet},
			{"runtime.cgocall", never},
			{"runtime.newextram", never},
		},
	},
	{
		name: "self-tests at the start",
		why:  "they compare the compiler and the linker with the runtime, and fail or change nothing",
		functions: []idle{
			{"runtime.check", quiet},
			{"runtime.moduledataverify1", quiet},
		},
	},
	{
		name: "floating-point numbers in messages of panics",
		why:  "formatting them takes eight kilobytes of download; a float64 reads as its bits in hexadecimal, the others are left out",
		functions: []idle{
			{"runtime.printfloat64", asHex},
			{"runtime.printfloat32", quiet},
			{"runtime.printcomplex64", quiet},
			{"runtime.printcomplex128", quiet},
		},
	},
}
