// Command plain does what a program in a page does and never calls recover(), nor do its imports. Slimmed or
// not, it must print the same: nothing here depends on time, addresses or chance. With an argument it
// then ends in the way that the argument names.
package main

import (
	"errors"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall/js"
)

// arguments are those of the command line without package os, which calls recover().
func arguments() (list []string) {
	argv := js.Global().Get("process").Get("argv")
	for i := 3; i < argv.Length(); i++ { // after node, its script and the module
		list = append(list, argv.Index(i).String())
	}
	return list
}

var errAbsent = errors.New("absent")

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
	if depth%40 == 0 {
		runtime.GC()
	}
	if depth == 0 {
		return 0
	}
	sum := descend(depth-1, own)
	for _, n := range inStack {
		if n != nil {
			sum += n.pad[depth%5] + len(n.name)
		}
	}
	return sum
}

func main() {
	for _, story := range []struct {
		name string
		tell func() int
	}{
		{"deep stacks under collection", func() int { return descend(600, nil) }},
		{"goroutines", goroutines},
		{"timers", timers},
		{"maps", maps},
		{"shapes and closures", shapes},
		{"finalizers and cleanups", finalizers},
		{"large and small objects", objects},
		{"defers", defers},
		{"calls to and from JavaScript", calls},
	} {
		println(story.name+":", story.tell())
	}
	println("done")
	for _, how := range arguments() {
		end(how)
	}
}

func goroutines() int {
	var wait sync.WaitGroup
	results, quit := make(chan int), make(chan bool)
	for i := range 50 {
		wait.Add(1) // WaitGroup.Go calls recover
		go func() {
			defer wait.Done()
			select {
			case results <- descend(20+i, nil):
			case <-quit:
			}
		}()
	}
	go func() { wait.Wait(); close(results) }()
	sum := 0
	for n := range results {
		sum += n
	}
	var lock sync.Mutex
	for range 20 {
		wait.Add(1)
		go func() { defer wait.Done(); lock.Lock(); defer lock.Unlock(); runtime.Gosched(); sum++ }()
	}
	wait.Wait()
	go func() { defer close(quit); runtime.Goexit() }()
	<-quit
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	return sum + runtime.NumGoroutine()
}

// timers are the page's: package time brings package syscall, and that calls recover.
func timers() int {
	order := make(chan int, 3)
	for i := range 3 {
		var fired js.Func
		fired = js.FuncOf(func(js.Value, []js.Value) any {
			runtime.GC()
			fired.Release()
			order <- i
			return nil
		})
		js.Global().Call("setTimeout", fired, 1+40*i)
	}
	return <-order + 10*<-order + 100*<-order
}

func maps() int {
	words, sum := map[string]*node{}, 0
	for i := range 3000 {
		words["key"+strconv.Itoa(i)] = &node{pad: [5]int{i}}
		if i%500 == 0 {
			runtime.GC()
		}
		if i%3 == 0 {
			delete(words, "key"+strconv.Itoa(i/2))
		}
	}
	for key, n := range words {
		sum += n.pad[0] + len(key)
	}
	mixed := map[any]int{1: 1, "one": 2, 1.5: 3, [2]string{"a", "b"}: 4}
	for key, n := range mixed {
		mixed[key] = n * 2
	}
	clear(words)
	return sum + mixed[1.5] + mixed[[2]string{"a", "b"}] + len(words)
}

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type oblong struct {
	square
	other int
}

func (o *oblong) area() int { return o.side * o.other }

type ring[T shape] struct{ inner T }

func (r ring[T]) area() int { return 100 - r.inner.area() }

func shapes() int {
	all := []shape{square{3}, &oblong{square{2}, 4}, ring[square]{square{5}}, &ring[*oblong]{&oblong{square{1}, 2}}}
	slices.SortFunc(all, func(a, b shape) int { return a.area() - b.area() })
	sum := 0
	for i, s := range all {
		measure := s.area
		sum += i * measure()
		switch s := s.(type) {
		case interface{ side() int }:
			sum += s.side()
		case square:
			sum += s.side
		}
	}
	var wrapped error = errors.Join(errors.New("a"), errAbsent)
	if errors.Is(wrapped, errAbsent) {
		sum += 1000
	}
	return sum
}

// finalizers waits for each, so that the order does not matter.
func finalizers() int {
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
		for len(ran) > 0 {
			sum += <-ran
			done++
		}
	}
	return sum
}

var kept [][]byte

func objects() int {
	sum := 0
	for i := range 2000 {
		object := make([]byte, 1+i*i%70000)
		object[len(object)-1] = byte(i)
		if i%50 == 0 {
			kept = append(kept, object)
		}
		sum += len(object)
	}
	kept = nil
	for i := range 40 {
		kept = append(kept, make([]byte, i<<16))
	}
	return sum + len(slices.Concat(kept...))
}

func defers() (sum int) {
	for i := range 5 {
		defer func() { sum = sum*10 + i }()
	}
	n := &node{pad: [5]int{41}}
	defer func() { sum += n.pad[0] }()
	return descend(30, n)
}

func calls() int {
	add := js.FuncOf(func(this js.Value, args []js.Value) any {
		runtime.GC()
		return args[0].Int() + args[1].Int()
	})
	defer add.Release()
	numbers, done := js.ValueOf([]any{1, 2, 3, 4}), make(chan int)
	settle := js.FuncOf(func(this js.Value, args []js.Value) any {
		go func() { done <- args[0].Int() }()
		return nil
	})
	defer settle.Release()
	js.Global().Get("Promise").Call("resolve", numbers.Call("reduce", add, 10)).Call("then", settle)
	return <-done
}
