//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cgroups"
	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

const (
	// stopGrace is how long the first process may take to end; it ends at once unless the machine is very busy.
	stopGrace = 10 * time.Second
	// groupGrace is how long the kernel may take to let go of the control groups of processes that have ended.
	groupGrace = 15 * time.Second
)

func down(ctx context.Context, opts options) error {
	c := opts.cluster
	if !exists(c.Directory) {
		say(c, "is not there; nothing to do")
		return nil
	}
	if err := checkRoot(); err != nil {
		return err
	}
	begin := time.Now()
	unlock, err := c.Lock(ctx, func() { say(c, "waiting for another command on this cluster") })
	if err != nil {
		return err
	}
	defer unlock()
	if err := clean(c); err != nil {
		return err
	}
	if err := os.Remove(c.Directory); err != nil {
		return err
	}
	say(c, fmt.Sprintf("is down after %.1f s", time.Since(begin).Seconds()))
	return nil
}

// clean takes back all that a cluster made, however far it came, and leaves its folder empty.
func clean(c cluster.Cluster) error {
	state, err := c.ReadState()
	if err != nil {
		return err
	}
	if state != nil {
		if err := release(c, *state); err != nil {
			return err
		}
		for _, path := range state.Kubeconfigs {
			if err := c.RemoveKubeconfig(path); err != nil {
				return err
			}
		}
	} else if err := cgroups.Remove(c.ControlGroup(), groupGrace); err != nil {
		return err
	}
	entries, err := os.ReadDir(c.Directory)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		// The state goes last: until then another `down` can finish what this one began.
		if entry.Name() != cluster.StateFile {
			if err := os.RemoveAll(c.Path(entry.Name())); err != nil {
				return err
			}
		}
	}
	return os.RemoveAll(c.Path(cluster.StateFile))
}

// release ends the processes and takes back what the cluster has outside its folder.
func release(c cluster.Cluster, state cluster.State) error {
	if state.Pid != 0 {
		if err := state.Stop(stopGrace); err != nil {
			return err
		}
	}
	var detached error
	if state.Link.HostDevice != "" {
		detached = network.Detach(state.Link, c.Name)
	}
	return errors.Join(detached, cgroups.Remove(c.ControlGroup(), groupGrace))
}

// abandon takes back a start that failed but keeps its logs, for `devcluster logs`; the next `up` or `down` removes them.
func abandon(c cluster.Cluster, state cluster.State) error {
	return errors.Join(release(c, state), c.WriteState(state))
}
