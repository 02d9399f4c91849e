package main

import (
	"errors"
	"fmt"
	"runtime"
)

// try runs f and returns what it panicked with, or "returned".
func try(f func()) (result any) {
	result = "returned"
	defer func() {
		if r := recover(); r != nil {
			result = fmt.Sprint("panic ", r)
		}
	}()
	f()
	return result
}

func openDefers() any {
	var order []int
	result := try(func() {
		n := &node{pad: [5]int{41}}
		defer func() { order = append(order, n.pad[0]) }()
		if n.pad[0] > 1 {
			defer func() { order = append(order, 2) }()
		}
		if n.pad[0] < 1 {
			defer func() { order = append(order, 3) }()
		}
		defer func() { descend(50, n); order = append(order, 4) }()
		panic("open")
	})
	return fmt.Sprint(result, order)
}

func loopDefers() any {
	var order []int
	result := try(func() {
		for i := range 5 {
			defer func() { runtime.GC(); order = append(order, i) }()
		}
		descend(30, nil)
		panic(errors.New("loop"))
	})
	return fmt.Sprint(result, order)
}

func recoverDirectly() any {
	return try(func() {
		defer func() { recover() }()
		panic(1)
	})
}

type shield struct{ caught *string }

func (s shield) Value(note string)    { *s.caught += note + fmt.Sprint(recover()) }
func (s *shield) Pointer(note string) { *s.caught += note + fmt.Sprint(recover()) }

type knight struct {
	shield
	name string
}

type paladin struct {
	*knight
}

type guard interface{ Value(string) }

func recoverMethod() any {
	caught := ""
	s := shield{&caught}
	result := try(func() { defer s.Value("value "); panic(1) })
	result2 := try(func() { defer s.Pointer(" pointer "); panic(2) })
	return fmt.Sprint(caught, result, result2)
}

func recoverPromoted() any {
	caught := ""
	p := paladin{&knight{shield{&caught}, "Roland"}}
	result := try(func() { defer p.Value("value "); panic(1) })
	result2 := try(func() { defer p.Pointer(" pointer "); panic(2) })
	return fmt.Sprint(caught, result, result2)
}

func recoverInterface() any {
	caught := ""
	s := &shield{&caught}
	results := ""
	for _, g := range []guard{s, *s, &knight{*s, ""}, knight{*s, ""}, paladin{&knight{*s, ""}}, &paladin{&knight{*s, ""}}} {
		results += fmt.Sprint(try(func() { defer g.Value(" "); panic(g != nil) }))
	}
	return caught + results
}

func recoverMethodValue() any {
	caught := ""
	k := &knight{shield{&caught}, ""}
	f, g := k.Value, (*knight).Pointer
	result := try(func() { defer f("value "); panic(1) })
	result2 := try(func() { defer g(k, " expression "); panic(2) })
	return fmt.Sprint(caught, result, result2)
}

func recoverTooDeep() any {
	return try(func() {
		defer func() { func() { recover() }() }()
		panic("too deep")
	})
}

// swallow recovers only for a function that defers it directly. tidy is small enough to be inlined into
// the wrapper that the compiler makes of a deferred call with arguments, and is then known to
// the runtime by the inline tree alone.
func swallow() any { return recover() }

func tidy(*int) { swallow() }

func recoverInlined() any {
	n := 0
	return try(func() {
		defer tidy(&n)
		panic("not for tidy")
	})
}

type tidier struct{ n int }

func (t tidier) Tidy() { swallow() }

type tidiers struct{ tidier }

func recoverInlinedMethod() any {
	var g interface{ Tidy() } = &tidiers{tidier{1}}
	return fmt.Sprint(
		try(func() { defer g.Tidy(); panic("not for Tidy") }),
		try(func() { defer (&tidiers{}).Tidy(); panic("not for Tidy either") }),
	)
}

func nestedPanics() any {
	var seen []any
	result := try(func() {
		defer func() { seen = append(seen, recover()) }()
		defer func() {
			defer func() { seen = append(seen, recover()) }()
			descend(40, nil)
			panic("second")
		}()
		defer func() {
			defer func() { panic("fourth") }()
			panic("third")
		}()
		panic("first")
	})
	return fmt.Sprint(result, seen)
}

func panicAgain() any {
	return try(func() {
		defer func() {
			r := recover()
			runtime.GC()
			panic(fmt.Sprint(r, " again"))
		}()
		panic("once")
	})
}

func goexit() any {
	order := make(chan string, 3)
	go func() {
		defer func() { order <- fmt.Sprint("last ", recover()) }()
		defer func() {
			defer func() { order <- fmt.Sprint("recovered ", recover()) }()
			panic("in Goexit")
		}()
		descend(30, nil)
		runtime.Goexit()
	}()
	return fmt.Sprint(<-order, ", ", <-order)
}

type square struct{ side int }

func (s square) Area() int { return s.side * s.side }

//go:noinline
func areaOf(shape interface{ Area() int }) int { return shape.Area() }

func nilWrapper() any {
	return try(func() { areaOf((*square)(nil)) })
}

func runtimeErrors() any {
	var m map[string]int
	var p *node
	var any any = "text"
	s, zero := []int{1, 2, 3}, 0
	results := ""
	for _, f := range []func(){
		func() { m["x"] = 1 },
		func() { _ = p.name },
		func() { _ = any.(int) },
		func() { _ = s[3+zero] },
		func() { _ = s[2 : 1+zero] },
		func() { _ = 1 / zero },
		func() { _ = make([]int, zero-1) },
		func() { var c chan int; close(c) },
		func() { panic(nil) },
	} {
		results += fmt.Sprint("\n  ", try(f))
	}
	return results
}
