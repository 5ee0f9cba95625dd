// SPDX-License-Identifier: MIT-0

// Go's side of the benchmarks, the idiomatic way: goroutines, channels,
// sync.WaitGroup, sync.Mutex, context.
package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

func cpu() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Nano() + u.Stime.Nano())
}

func yields(tasks int) float64 {
	each := 5000000 / tasks
	var wg sync.WaitGroup
	start := cpu()
	for i := 0; i < tasks; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < each; n++ {
				runtime.Gosched()
			}
		}()
	}
	wg.Wait()
	return (cpu() - start) / float64(each*tasks)
}

func spawn() float64 {
	var start float64
	for round := 0; round < 600; round++ {
		if round == 100 {
			start = cpu()
		}
		var wg sync.WaitGroup
		wg.Add(1000)
		for i := 0; i < 1000; i++ {
			go func() { wg.Done() }()
		}
		wg.Wait()
	}
	return (cpu() - start) / 500000
}

// gather is spawn with a result from each, kept in order.
func gather() float64 {
	var start float64
	results := make([]int, 1000)
	for round := 0; round < 600; round++ {
		if round == 100 {
			start = cpu()
		}
		var wg sync.WaitGroup
		wg.Add(len(results))
		for i := range results {
			go func(result *int) {
				*result = 1
				wg.Done()
			}(&results[i])
		}
		wg.Wait()
	}
	return (cpu() - start) / 500000
}

func queue() float64 {
	const items = 3000000
	c := make(chan *int, 16)
	var x int
	go func() {
		for i := 0; i < items; i++ {
			c <- &x
		}
	}()
	start := cpu()
	for i := 0; i < items; i++ {
		<-c
	}
	return (cpu() - start) / items
}

func pingpong() float64 {
	const rounds = 1000000
	there, back := make(chan *int, 1), make(chan *int, 1)
	var x int
	go func() {
		for i := 0; i < rounds; i++ {
			back <- <-there
		}
	}()
	start := cpu()
	for i := 0; i < rounds; i++ {
		there <- &x
		<-back
	}
	return (cpu() - start) / rounds
}

func lock() float64 {
	const turns = 5000000
	var m sync.Mutex
	start := cpu()
	for i := 0; i < turns; i++ {
		m.Lock()
		m.Unlock()
	}
	return (cpu() - start) / turns
}

func semaphore() float64 {
	const turns = 5000000
	s := make(chan struct{}, 1)
	start := cpu()
	for i := 0; i < turns; i++ {
		s <- struct{}{}
		<-s
	}
	return (cpu() - start) / turns
}

func contend() float64 {
	var m sync.Mutex
	var wg sync.WaitGroup
	start := cpu()
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := 0; n < 100000; n++ {
				m.Lock()
				runtime.Gosched()
				m.Unlock()
			}
		}()
	}
	wg.Wait()
	return (cpu() - start) / 1000000
}

func sleepers() float64 {
	var start float64
	for round := 0; round < 2; round++ {
		var wg sync.WaitGroup
		start = cpu() // the last round counts: warm
		wg.Add(100000)
		for i := 0; i < 100000; i++ {
			d := time.Duration(1+i*7919%997) * time.Millisecond
			go func() {
				time.Sleep(d)
				wg.Done()
			}()
		}
		wg.Wait()
	}
	return (cpu() - start) / 100000
}

func timeout() float64 {
	const n = 1000000
	start := cpu()
	for i := 0; i < n; i++ {
		_, cancel := context.WithTimeout(context.Background(), time.Second)
		cancel()
	}
	return (cpu() - start) / n
}

func cancel() float64 {
	const n = 10000
	var ns float64
	for round := 0; round < 5; round++ {
		var begun, ended sync.WaitGroup
		cancels := make([]context.CancelFunc, n)
		begun.Add(n)
		ended.Add(n)
		for i := range cancels {
			var ctx context.Context
			ctx, cancels[i] = context.WithCancel(context.Background())
			go func() {
				begun.Done()
				<-ctx.Done()
				ended.Done()
			}()
		}
		begun.Wait()
		runtime.Gosched() // the last of them parks, too
		start := cpu()
		for _, c := range cancels {
			c()
		}
		ended.Wait()
		ns = (cpu() - start) / n
	}
	return ns
}

func resident() float64 {
	var size, pages int64
	f, _ := os.Open("/proc/self/statm")
	defer f.Close()
	fmt.Fscan(f, &size, &pages)
	return float64(pages * int64(os.Getpagesize()))
}

// park starts n goroutines, calls look while all wait, and ends them.
func park(n int, look func()) {
	var begun, ended sync.WaitGroup
	stop := make(chan struct{})
	begun.Add(n)
	ended.Add(n)
	for i := 0; i < n; i++ {
		go func() {
			begun.Done()
			<-stop
			ended.Done()
		}()
	}
	begun.Wait()
	runtime.Gosched()
	look()
	close(stop)
	ended.Wait()
}

func memory() float64 {
	const n = 100000
	var bytes float64
	debug.FreeOSMemory()
	before := resident()
	park(n, func() { bytes = (resident() - before) / n })
	return bytes
}

func million() float64 {
	park(1000000, func() {})
	return 1000000
}

func main() {
	rows := map[string]func() float64{
		"yield2":   func() float64 { return yields(2) },
		"yield100": func() float64 { return yields(100) },
		"spawn":    spawn, "group": spawn, "gather": gather, "queue": queue,
		"pingpong": pingpong, "lock": lock, "semaphore": semaphore,
		"contend": contend, "sleepers": sleepers, "timeout": timeout,
		"cancel": cancel, "memory": memory, "million": million,
	}
	runtime.GOMAXPROCS(1)
	row, ok := rows[os.Args[1]]
	if !ok {
		os.Exit(3)
	}
	fmt.Printf("%.3f\n", row())
}
