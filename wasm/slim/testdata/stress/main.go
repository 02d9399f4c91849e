// Command stress exercises whatever the runtime does with the tables that package slim touches, and
// prints what came of it. Slimmed or not, it must print the same: nothing here depends on time,
// addresses or chance, and nothing asks for names or lines of functions. With the argument
// "crash" it ends in a panic.
package main

import (
	"fmt"
	"os"
	"runtime"
)

func main() {
	for _, story := range []struct {
		name string
		tell func() any
	}{
		{"deep stacks under collection", deepStacks},
		{"goroutines with growing stacks", goroutines},
		{"open-coded defers", openDefers},
		{"defers in a loop", loopDefers},
		{"recover directly", recoverDirectly},
		{"recover through a method", recoverMethod},
		{"recover through a promoted method", recoverPromoted},
		{"recover through an interface", recoverInterface},
		{"recover through a method value", recoverMethodValue},
		{"recover one call too deep", recoverTooDeep},
		{"recover in an inlined helper", recoverInlined},
		{"recover in an inlined method", recoverInlinedMethod},
		{"panic while panicking", nestedPanics},
		{"panic again with the same value", panicAgain},
		{"Goexit runs defers", goexit},
		{"runtime errors", runtimeErrors},
		{"value method through a nil pointer", nilWrapper},
		{"maps", maps},
		{"closures", closures},
		{"select", selects},
		{"timers", timers},
		{"reflect.MakeFunc under collection", madeFuncs},
		{"reflect method values under collection", reflectMethods},
		{"finalizers and cleanups", finalizers},
		{"the runtime's goroutines are not counted", countGoroutines},
	} {
		fmt.Printf("%s: %v\n", story.name, story.tell())
	}
	runtime.GC()
	fmt.Println("done")
	if len(os.Args) > 1 && os.Args[1] == "crash" {
		descend(20, nil)
		panic(fmt.Sprint("crash in ", len(os.Args), " words"))
	}
}
