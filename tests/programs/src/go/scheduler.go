// SPDX-License-Identifier: GPL-2.0-or-later

package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// A thousand goroutines: a ring, a tree, locks, blocking calls and timers.
func manyGoroutines() {
	const count = 1000
	first := make(chan int)
	in := first
	for i := 0; i < count; i++ {
		out := make(chan int)
		go func(in, out chan int) {
			for n := range in {
				out <- n + 1
			}
			close(out)
		}(in, out)
		in = out
	}
	go func() {
		for i := 0; i < 10; i++ {
			first <- i * 10000
		}
		close(first)
	}()
	sum := 0
	for n := range in {
		sum += n
	}
	fmt.Println("ring", sum)

	var mutex sync.Mutex
	var group sync.WaitGroup
	total := 0
	for i := 0; i < count; i++ {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			mutex.Lock()
			total += i
			mutex.Unlock()
			runtime.Gosched()
		}(i)
	}
	group.Wait()
	fmt.Println("locked", total)

	// Calls that block threads: the runtime starts others.
	reader, writer, err := os.Pipe()
	check(err)
	raw := int(reader.Fd())
	var read int64
	for i := 0; i < 30; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			n, err := syscall.Read(raw, make([]byte, 1))
			check(err)
			atomic.AddInt64(&read, int64(n))
		}()
	}
	time.Sleep(10 * time.Millisecond)
	_, err = writer.Write(make([]byte, 30))
	check(err)
	group.Wait()
	fmt.Println("blocked", read)

	var fired int64
	for i := 0; i < count; i++ {
		group.Add(1)
		time.AfterFunc(time.Duration(i%20)*time.Millisecond, func() {
			atomic.AddInt64(&fired, 1)
			group.Done()
		})
	}
	group.Wait()
	fmt.Println("timers", fired)

	condition := sync.NewCond(&mutex)
	ready := false
	for i := 0; i < count; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			mutex.Lock()
			for !ready {
				condition.Wait()
			}
			mutex.Unlock()
		}()
	}
	mutex.Lock()
	ready = true
	mutex.Unlock()
	condition.Broadcast()
	group.Wait()
	fmt.Println("all woken")
	for i := 0; i < 20; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			runtime.LockOSThread() // and never unlocks: the thread ends with us
		}()
	}
	group.Wait()
	fmt.Println("threads ended")
}

var sink int64

// Loops without calls are preempted by SIGURG, so that others run and the collector can stop them.
func preemptLoops() {
	runtime.GOMAXPROCS(2)
	stop := int64(0)
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		x := int64(1)
		for atomic.LoadInt64(&stop) == 0 {
			for n := 0; n < 20000000; n++ {
				x = x*6364136223846793005 + 1442695040888963407
			}
		}
		atomic.AddInt64(&sink, x)
	}()
	for i := 0; i < 10; i++ {
		time.Sleep(time.Millisecond)
		runtime.GC()
	}
	fmt.Println("collected beside a busy loop")
	atomic.StoreInt64(&stop, 1)
	group.Wait()

	// One processor, and a loop that never calls anything.
	runtime.GOMAXPROCS(1)
	go func() {
		for {
		}
	}()
	for i := 0; i < 3; i++ {
		time.Sleep(time.Millisecond)
		runtime.Gosched()
	}
	fmt.Println("ran beside an endless loop")
}

type node struct {
	left, right *node
	payload     [4]int64
}

func grow(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{left: grow(depth - 1), right: grow(depth - 1)}
}

func (n *node) count() int {
	if n == nil {
		return 0
	}
	return 1 + n.left.count() + n.right.count()
}

func dive(depth int) int {
	var frame [128]byte
	frame[depth%128] = 1
	if depth == 0 {
		return int(frame[0])
	}
	return dive(depth-1) + int(frame[depth%128])
}

// Garbage in four goroutines, growing stacks, nil dereferences, faults.
func collectGarbage() {
	debug.SetGCPercent(20)
	var group sync.WaitGroup
	counts := make([]int, 4)
	for i := range counts {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			for round := 0; round < 5; round++ {
				counts[i] += grow(12).count()
			}
		}(i)
	}
	group.Wait()
	fmt.Println("nodes", counts)

	depths := make(chan int)
	for i := 0; i < 4; i++ {
		go func() { depths <- dive(50000) }()
	}
	for i := 0; i < 4; i++ {
		fmt.Println("stack", <-depths)
	}

	recovered := 0
	for i := 0; i < 1000; i++ {
		func() {
			defer func() {
				if recover() != nil {
					recovered++
				}
			}()
			var none *node
			none.payload[2]++
		}()
	}
	fmt.Println("recovered", recovered)
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		fmt.Println(1 / (len(os.Args) - 2))
	}()

	debug.SetPanicOnFault(true)
	memory, err := syscall.Mmap(-1, 0, 1<<20, syscall.PROT_READ|syscall.PROT_WRITE,
		syscall.MAP_ANON|syscall.MAP_PRIVATE)
	check(err)
	memory[5000] = 1
	check(syscall.Mprotect(memory, syscall.PROT_READ))
	func() {
		defer func() { fmt.Println("fault:", recover() != nil) }()
		memory[5000] = 2
	}()
	check(syscall.Munmap(memory))
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println("collections", stats.NumGC > 3)
}
