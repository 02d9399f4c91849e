package main

import (
	"reflect"
	"runtime"
	"strings"
	"sync"
	"time"
)

type node struct {
	next *node
	name string
	pad  [5]int
}

// descend keeps live pointers in every frame while collections and stack copies happen below.
func descend(depth int, above *node) int {
	own := &node{next: above, name: strings.Repeat("x", depth%7)}
	own.pad[depth%5] = depth
	inStack := [3]*node{own, above, own}
	if depth == 0 {
		runtime.GC()
		return 0
	}
	if depth%40 == 0 {
		runtime.GC()
	}
	sum := descend(depth-1, own)
	for _, n := range inStack {
		if n != nil {
			sum += n.pad[n.padIndex()] + len(n.name)
		}
	}
	return sum
}

func (n *node) padIndex() int {
	for i, v := range n.pad {
		if v != 0 {
			return i
		}
	}
	return 0
}

func deepStacks() any {
	total := 0
	for range 10 {
		total += descend(600, nil)
	}
	return total
}

func goroutines() any {
	var wait sync.WaitGroup
	sums := make([]int, 50)
	for i := range sums {
		wait.Go(func() { sums[i] = descend(20+i, nil) })
	}
	wait.Wait()
	total := 0
	for _, sum := range sums {
		total += sum
	}
	return total
}

func madeFuncs() any {
	add := reflect.MakeFunc(reflect.TypeFor[func(*node, string, ...int) *node](), func(in []reflect.Value) []reflect.Value {
		descend(100, in[0].Interface().(*node))
		sum := 0
		for i := range in[2].Len() {
			sum += int(in[2].Index(i).Int())
		}
		return []reflect.Value{reflect.ValueOf(&node{name: in[1].String(), pad: [5]int{sum}})}
	}).Interface().(func(*node, string, ...int) *node)

	total := 0
	for i := range 10 {
		n := add(&node{name: "first"}, strings.Repeat("y", i), i, 1, 2)
		total += n.pad[0] + len(n.name)
	}
	return total
}

type counter struct{ n *node }

func (c counter) Add(more *node, by int) *node {
	descend(100, more)
	return &node{next: c.n, pad: [5]int{by + more.pad[0] + c.n.pad[0]}}
}

func reflectMethods() any {
	total := 0
	for i := range 10 {
		c := counter{&node{pad: [5]int{i}}}
		add := reflect.ValueOf(c).MethodByName("Add").Interface().(func(*node, int) *node)
		n := add(&node{pad: [5]int{i * 2}}, 7)
		runtime.GC()
		total += n.pad[0] + n.next.pad[0]
	}
	return total
}

// finalizers waits for each, so that the order does not matter.
func finalizers() any {
	const count = 20
	ran := make(chan int, 2*count)
	for i := range count {
		n := &node{name: "gone"}
		runtime.SetFinalizer(n, func(*node) { descend(10, nil); ran <- i })
		m := &node{name: "gone too"}
		runtime.AddCleanup(m, func(i int) { descend(10, nil); ran <- i }, i)
	}
	sum := 0
	for done := 0; done < 2*count; {
		runtime.GC()
		runtime.Gosched()
		for {
			select {
			case i := <-ran:
				sum += i
				done++
				continue
			default:
			}
			break
		}
	}
	return sum
}

func countGoroutines() any {
	runtime.GC()
	for runtime.NumGoroutine() < 2 { // the one for JavaScript's events counts, but on a slow machine none may have come yet
		time.Sleep(time.Millisecond)
	}
	release := make(chan bool)
	before := runtime.NumGoroutine()
	for range 5 {
		go func() { <-release }()
	}
	during := runtime.NumGoroutine()
	close(release)
	return []int{before, during}
}
