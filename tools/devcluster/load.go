//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/images"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

// parallelImports fits a disk and two processor cores.
const parallelImports = 2

func load(ctx context.Context, opts options) error {
	if len(opts.arguments) == 0 {
		return errors.New("load needs at least one OCI image archive")
	}
	if err := checkRoot(); err != nil {
		return err
	}
	state, err := opts.cluster.ReadState()
	if err != nil {
		return err
	}
	if state == nil || !state.Running() {
		return fmt.Errorf("cluster %s does not run; `devcluster up --name %s` starts it", opts.cluster.Name, opts.cluster.Name)
	}
	if state.Mode == cluster.ControlPlane {
		return fmt.Errorf("cluster %s has no node that could take images; `devcluster down --name %s` and `up` without --control-plane", opts.cluster.Name, opts.cluster.Name)
	}
	return importArchives(ctx, opts.cluster, *state, opts.arguments)
}

// importArchives imports each archive whose images the node does not have yet, all problems reported at once.
func importArchives(ctx context.Context, c cluster.Cluster, state cluster.State, archives []string) error {
	if len(archives) == 0 {
		return nil
	}
	// containerd's socket lies in the node's own file system, which the first process's root leads into.
	socket := fmt.Sprintf("/proc/%d/root%s", state.Pid, node.ContainerdSocket)
	present, err := images.List(socket)
	if err != nil {
		return err
	}
	free := make(chan struct{}, parallelImports)
	problems := make([]error, len(archives))
	var group sync.WaitGroup
	for number, archive := range archives {
		group.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			problems[number] = importArchive(ctx, socket, archive, present)
		})
	}
	group.Wait()
	return errors.Join(problems...)
}

func importArchive(ctx context.Context, socket, archive string, present map[string]string) error {
	begin := time.Now()
	references, err := images.ReadReferences(archive)
	if err != nil {
		return err
	}
	var names []string
	missing := false
	for _, reference := range references {
		names = append(names, reference.Name)
		missing = missing || present[reference.Name] != reference.Digest
	}
	text := "image " + strings.Join(names, ", ")
	if !missing {
		sayStep(time.Since(begin).Seconds(), text+" is there already")
		return nil
	}
	words := images.ImportCommand(socket, archive)
	if output, err := exec.CommandContext(ctx, words[0], words[1:]...).CombinedOutput(); err != nil {
		return fmt.Errorf("loading %s: %w\n%s", archive, err, output)
	}
	sayStep(time.Since(begin).Seconds(), text)
	return nil
}
