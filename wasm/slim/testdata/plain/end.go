package main

import (
	"errors"
	"runtime"
	"sync"
)

type word string

type complaint struct{ about string }

func (c complaint) Error() string { return "complaint about " + c.about }

type stringer int

func (stringer) String() string { panic("a stringer panics too") }

// end ends the program.
func end(how string) {
	var none map[string]int
	var nobody *node
	var lock sync.Mutex
	zero := len(none)
	switch how {
	case "panic":
		descend(20, nil)
		panic("panic with a text")
	case "error":
		panic(complaint{"errors"})
	case "joined":
		panic(errors.Join(errors.New("first"), errors.New("second")))
	case "word":
		panic(word("a type of its own"))
	case "number":
		panic(42 + zero)
	case "stringer":
		panic(stringer(1))
	case "again":
		defer func() { panic("second") }()
		panic("first")
	case "goroutine":
		go func() { panic("in a goroutine") }()
		runtime.Gosched()
	case "goexit":
		runtime.Goexit()
	case "deferred":
		defer println("deferred functions run")
		panic("after them")
	case "index":
		println([]int{1, 2, 3}[3+zero])
	case "slice":
		println(len([]int{1, 2, 3}[2 : 1+zero]))
	case "nil map":
		none["x"] = 1
	case "nil pointer":
		println(nobody.name)
	case "nil method":
		var s shape = (*ring[square])(nil)
		println(s.area())
	case "division":
		println(1 / zero)
	case "conversion":
		println(any(how).(int))
	case "interface":
		println(any(how).(shape).area())
	case "closed":
		c := make(chan int)
		close(c)
		close(c)
	case "unlock":
		lock.Unlock()
	case "float":
		panic(2.0)
	case "later":
		panicLater()
	case "deadlock":
		select {}
	}
}

func panicLater() { defer func() { panic("in a deferred function") }() }
