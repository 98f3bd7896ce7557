//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

func status(ctx context.Context, opts options) error {
	c := opts.cluster
	state, err := c.ReadState()
	if err != nil {
		return err
	}
	if state == nil {
		return fmt.Errorf("cluster %s does not run; `devcluster up --name %s` starts it", c.Name, c.Name)
	}
	if !state.Running() {
		reason := ""
		if text, err := os.ReadFile(c.Path(node.FailureFile)); err == nil {
			reason = ": " + strings.TrimSpace(string(text))
		}
		return fmt.Errorf("cluster %s has ended%s; `devcluster logs --name %s` shows more", c.Name, reason, c.Name)
	}
	if !state.Ready {
		return fmt.Errorf("cluster %s is starting, or its start was cut short; `devcluster up --name %s` finishes it", c.Name, c.Name)
	}
	say(c, fmt.Sprintf("a %s at %s, for %s", state.Mode, state.Server(), time.Since(state.StartedAt).Round(time.Second)))
	fmt.Printf("  kubeconfig  %s\n", strings.Join(append([]string{c.KubeconfigFile()}, state.Kubeconfigs...), ", "))
	fmt.Printf("  namespaces  entered by %s\n", enterCommand(*state))
	return checkHealth(ctx, c, *state)
}

func checkHealth(ctx context.Context, c cluster.Cluster, state cluster.State) error {
	api, err := node.NewAPI(state.Server(), c.Path("pki"))
	if err != nil {
		return err
	}
	if err := api.Ready(ctx); err != nil {
		return fmt.Errorf("cluster %s runs, but its API server is not ready: %w", c.Name, err)
	}
	fmt.Println("  API server  ready")
	if state.Mode == cluster.ControlPlane {
		return nil
	}
	if err := api.NodeReady(ctx, c.NodeName()); err != nil {
		return fmt.Errorf("cluster %s runs, but its node is not ready: %w", c.Name, err)
	}
	fmt.Println("  node        ready")
	return nil
}

// enterCommand is the beginning of a command that sees the cluster's network, files and processes.
func enterCommand(state cluster.State) string {
	return fmt.Sprintf("nsenter --target %d --all", state.Pid)
}
