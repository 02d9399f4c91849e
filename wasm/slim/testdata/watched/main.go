// Command watched looks at itself by all means that a program has, so package slim must leave them whole.
package main

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

var kept [][]byte

func main() {
	runtime.MemProfileRate = 1
	runtime.SetBlockProfileRate(1)

	var traced bytes.Buffer
	fmt.Println("trace starts:", trace.Start(&traced))
	done := make(chan bool)
	for i := range 20 {
		go func() { kept = append(kept, make([]byte, 1000*i)); runtime.GC(); done <- true }()
	}
	for range 20 {
		<-done
	}
	trace.Stop()
	fmt.Println("trace is long:", traced.Len() > 1000)

	for _, name := range []string{"heap", "block", "goroutine"} {
		var profile bytes.Buffer
		err := pprof.Lookup(name).WriteTo(&profile, 1)
		fmt.Println("profile", name, "counts:", err, pprof.Lookup(name).Count() > 0, profile.Len() > 50)
	}
	stack := make([]byte, 1000)
	fmt.Println("stack is printed:", bytes.HasPrefix(stack[:runtime.Stack(stack, false)], []byte("goroutine 1 [running]:\n")))
	fmt.Println("done")
}
