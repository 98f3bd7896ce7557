//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cgroups"
	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

const (
	// superviseCommand is how the program calls itself inside the cluster's namespaces.
	superviseCommand = "supervise"
	// reportsDescriptor is the first of the extra files that os/exec hands to a child.
	reportsDescriptor = 3
	// supervisorLog is the component name of the first process's own output.
	supervisorLog = "supervisor"
)

// start runs the cluster's first process in new namespaces, links it to the host and waits until it is ready. On an error
// the state says what is to be taken back.
func start(ctx context.Context, config node.Config, archives []string) (cluster.State, error) {
	state := cluster.State{Mode: config.Mode, StartedAt: time.Now()}
	if config.Mode == cluster.WholeNode {
		if err := cgroups.Create(config.Cluster.ControlGroup(), node.WeightInProcessors()); err != nil {
			return state, err
		}
	}
	handed, err := takeImages(&config)
	if err != nil {
		return state, err
	}
	child, input, reports, err := launchSupervisor(config.Cluster, handed)
	if err != nil {
		return state, err
	}
	defer reports.Close()
	state.Pid = child.Process.Pid
	if state.StartTicks, err = cluster.StartTicks(state.Pid); err != nil {
		return state, err
	}
	if config.Link, err = attach(ctx, config.Cluster, &state); err != nil {
		return state, err
	}
	if err := json.NewEncoder(input).Encode(config); err != nil {
		return state, err
	}
	input.Close()
	return state, follow(ctx, config.Cluster, state, reports, archives)
}

// takeImages gives a whole node a folder for its images. Its lock goes with the returned file to the first process.
func takeImages(config *node.Config) (handed []*os.File, err error) {
	if config.Mode == cluster.ControlPlane {
		return nil, nil
	}
	held, err := config.Cluster.TakeImages()
	if err != nil {
		return nil, err
	}
	config.Images = held.Name()
	return []*os.File{held}, nil
}

// launchSupervisor starts the process that then waits for its configuration; without one it ends by itself. It takes over
// the files that it is handed.
func launchSupervisor(c cluster.Cluster, handed []*os.File) (child *exec.Cmd, input io.WriteCloser, reports *os.File, err error) {
	defer func() {
		for _, file := range handed {
			file.Close()
		}
	}()
	if err := os.MkdirAll(c.Path("logs"), 0o755); err != nil {
		return nil, nil, nil, err
	}
	log, err := os.OpenFile(c.LogFile(supervisorLog), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return nil, nil, nil, err
	}
	defer log.Close()
	reports, write, err := os.Pipe()
	if err != nil {
		return nil, nil, nil, err
	}
	defer write.Close()
	child = exec.Command("/proc/self/exe", superviseCommand, c.Name)
	child.Args[0] = "devcluster"
	child.Stdout, child.Stderr, child.ExtraFiles = log, log, append([]*os.File{write}, handed...)
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWPID | syscall.CLONE_NEWNET | syscall.CLONE_NEWIPC | syscall.CLONE_NEWUTS,
		Setsid:     true,
	}
	if input, err = child.StdinPipe(); err != nil {
		return nil, nil, nil, err
	}
	if err := child.Start(); err != nil {
		return nil, nil, nil, fmt.Errorf("making namespaces: %w", err)
	}
	go child.Wait() // so that it is no zombie if it ends while this command still runs
	return child, input, reports, nil
}

// attach takes a free network. The state is written first: what a crash leaves is then known.
func attach(ctx context.Context, c cluster.Cluster, state *cluster.State) (network.Link, error) {
	unlock, err := c.LockNetworks(ctx)
	if err != nil {
		return network.Link{}, err
	}
	defer unlock()
	inUse, err := network.InUse()
	if err != nil {
		return network.Link{}, err
	}
	if state.Link, err = network.PickLink(inUse); err != nil {
		return network.Link{}, err
	}
	if err := c.WriteState(*state); err != nil {
		return network.Link{}, err
	}
	return state.Link, network.Attach(state.Link, c.Name, state.Pid)
}

// follow prints what the first process reports, and imports images as soon as that is possible.
func follow(ctx context.Context, c cluster.Cluster, state cluster.State, reports *os.File, archives []string) error {
	stopWatching := context.AfterFunc(ctx, func() { reports.Close() })
	defer stopWatching()
	imported := make(chan error, 1)
	imported <- nil
	decoder := json.NewDecoder(reports)
	for {
		var report node.Report
		if err := decoder.Decode(&report); err != nil {
			if ctx.Err() != nil {
				return errors.New("interrupted")
			}
			return describeFailure(c, supervisorLog, "the first process of the cluster ended without a word")
		}
		switch {
		case report.Failed != "":
			return describeFailure(c, report.Component, report.Failed)
		case report.Done != "":
			sayStep(report.Seconds, report.Done)
		case report.TakesImages:
			<-imported
			go func() { imported <- importArchives(ctx, c, state, archives) }()
		case report.Ready:
			return <-imported
		}
	}
}

func describeFailure(c cluster.Cluster, component, problem string) error {
	if component == "" {
		component = supervisorLog
	}
	tail := readTail(c.LogFile(component), failureLines)
	return fmt.Errorf("cluster %s did not start: %s\nthe end of %s:\n%s", c.Name, problem, c.LogFile(component), strings.TrimRight(tail, "\n"))
}

func sayStep(seconds float64, step string) { fmt.Printf("  %5.1f s  %s\n", seconds, step) }
