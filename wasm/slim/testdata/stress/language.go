package main

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"
)

func maps() any {
	m := map[string]*node{}
	for i := range 5000 {
		m[fmt.Sprint("key", i)] = &node{pad: [5]int{i}}
		if i%500 == 0 {
			runtime.GC()
		}
		if i%3 == 0 {
			delete(m, fmt.Sprint("key", i/2))
		}
	}
	sum := 0
	for key, n := range m {
		sum += n.pad[0] + len(key)
	}
	structs := map[struct {
		a any
		b [2]string
	}]int{}
	for i := range 200 {
		structs[struct {
			a any
			b [2]string
		}{i % 50, [2]string{"x", strings.Repeat("y", i%3)}}] += i
	}
	return []int{len(m), sum, len(structs)}
}

func closures() any {
	var functions []func(int) int
	for i := range 100 {
		n := &node{pad: [5]int{i}}
		functions = append(functions, func(by int) int {
			n.pad[0] += by
			return n.pad[0]
		})
	}
	sum := 0
	for round := range 3 {
		runtime.GC()
		for _, f := range functions {
			sum += f(round)
		}
	}
	for i := range count(10) {
		sum += i
	}
	slices.SortFunc(functions, func(a, b func(int) int) int { return b(0) - a(0) })
	return []int{sum, functions[0](0)}
}

func count(to int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range to {
			runtime.GC()
			if !yield(i) {
				return
			}
		}
	}
}

func selects() any {
	numbers, words, quit := make(chan int), make(chan string, 2), make(chan bool)
	go func() {
		defer close(quit)
		for i := range 50 {
			if i%2 == 0 {
				numbers <- i
			} else {
				words <- strings.Repeat("w", i)
			}
			descend(i, nil)
		}
	}()
	sum := 0
	for open := true; open || len(words) > 0; {
		select {
		case n := <-numbers:
			sum += n
		case w := <-words:
			sum += len(w)
		case <-quit:
			open, quit = false, nil
		}
	}
	return sum
}

func timers() any {
	order := make(chan int, 3)
	var set func(i int)
	set = func(i int) { // each sets the next: of two that are late, either may come first
		time.AfterFunc(time.Duration(1+i)*time.Millisecond, func() {
			runtime.GC()
			order <- i
			if i < 2 {
				set(i + 1)
			}
		})
	}
	set(0)
	late := time.NewTimer(time.Hour)
	stopped := late.Stop()
	ticker := time.NewTicker(time.Millisecond)
	for range 5 {
		<-ticker.C
		descend(60, nil)
	}
	ticker.Stop()
	return fmt.Sprint(<-order, <-order, <-order, stopped)
}
