package node

import (
	"fmt"
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// environment is all that components inherit: the user's own variables, such as proxies, are none of their business.
var environment = []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"}

// niceness of a component puts it before a machine's other work, of which it needs little: a control plane that waits for its
// turn loses its leases and takes minutes to remove a namespace. Pods have a control group of their own, whose weight counts.
const niceness = -10

// processes starts processes and, as the first process of its namespace must, collects every one that ends.
type processes struct {
	lock    sync.Mutex
	waiting map[int]chan syscall.WaitStatus
}

func newProcesses() *processes {
	return &processes{waiting: map[int]chan syscall.WaitStatus{}}
}

// process is a running program; ended gets how it ended.
type process struct {
	pid   int
	ended <-chan syscall.WaitStatus
}

// start runs a program with its output appended to a file.
func (p *processes) start(arguments []string, outputFile string) (*process, error) {
	output, err := os.OpenFile(outputFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, err
	}
	defer output.Close()
	input, err := os.Open(os.DevNull)
	if err != nil {
		return nil, err
	}
	defer input.Close()

	p.lock.Lock()
	defer p.lock.Unlock()
	pid, err := syscall.ForkExec(arguments[0], arguments, &syscall.ProcAttr{
		Env:   environment,
		Files: []uintptr{input.Fd(), output.Fd(), output.Fd()},
		Sys:   &syscall.SysProcAttr{Setsid: true},
	})
	if err != nil {
		return nil, fmt.Errorf("starting %s: %w", arguments[0], err)
	}
	// A machine that forbids it, or a process that has ended at once, is no reason to fail.
	_ = unix.Setpriority(unix.PRIO_PGRP, pid, niceness)
	ended := make(chan syscall.WaitStatus, 1)
	p.waiting[pid] = ended
	return &process{pid, ended}, nil
}

// run starts a program and waits for its end.
func (p *processes) run(arguments []string, outputFile string) error {
	started, err := p.start(arguments, outputFile)
	if err != nil {
		return err
	}
	if status := <-started.ended; status != 0 {
		return fmt.Errorf("%s %s", arguments[0], describe(status))
	}
	return nil
}

// collect takes every ended process, its own children and orphans alike, each time a signal says that there is one.
func (p *processes) collect(childEnded <-chan os.Signal) {
	for range childEnded {
		for p.collectOne() {
		}
	}
}

func (p *processes) collectOne() bool {
	// Under the lock, so that a process which ends at once is not collected before start has noted it.
	p.lock.Lock()
	defer p.lock.Unlock()
	var status syscall.WaitStatus
	pid, err := syscall.Wait4(-1, &status, syscall.WNOHANG, nil)
	if err == syscall.EINTR {
		return true
	}
	if err != nil || pid <= 0 {
		return false
	}
	if ended, known := p.waiting[pid]; known {
		delete(p.waiting, pid)
		ended <- status
	}
	return true
}

func describe(status syscall.WaitStatus) string {
	if status.Signaled() {
		return fmt.Sprintf("was ended by signal %d (%s)", status.Signal(), status.Signal())
	}
	return fmt.Sprintf("ended with exit status %d", status.ExitStatus())
}
