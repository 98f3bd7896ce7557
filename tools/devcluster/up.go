//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

func up(ctx context.Context, opts options) error {
	config, archives, err := planUp(opts)
	if err != nil {
		return err
	}
	unlock, err := opts.cluster.Lock(ctx, func() { say(opts.cluster, "waiting for another command on this cluster") })
	if err != nil {
		return err
	}
	defer unlock()
	state, err := opts.cluster.ReadState()
	if err != nil {
		return err
	}
	if state != nil && state.Running() && state.Ready {
		return upAgain(ctx, opts, *state, config.Mode, archives)
	}
	if state != nil {
		say(opts.cluster, "removing what an earlier start left")
	}
	if err := clean(opts.cluster); err != nil {
		return err
	}
	begin := time.Now()
	say(opts.cluster, "starting a "+string(config.Mode))
	started, err := start(ctx, config, archives)
	if err != nil {
		return errors.Join(err, abandon(opts.cluster, started))
	}
	started.Ready = true
	if err := shareKubeconfig(opts, started); err != nil {
		return err
	}
	say(opts.cluster, fmt.Sprintf("ready after %.1f s; context %s in %s", time.Since(begin).Seconds(), opts.cluster.Context(), kubeconfigOf(opts)))
	return nil
}

// planUp checks all that can be known before anything is changed.
func planUp(opts options) (config node.Config, archives []string, err error) {
	config = node.Config{Cluster: opts.cluster, Mode: cluster.WholeNode}
	if opts.controlPlane {
		config.Mode = cluster.ControlPlane
	}
	if err := checkRoot(); err != nil {
		return config, nil, err
	}
	if config.Kubernetes, err = findProgram("kubernetes", opts.binFolder); err != nil {
		return config, nil, err
	}
	if config.Mode == cluster.WholeNode {
		if err := checkPrograms(exists); err != nil {
			return config, nil, err
		}
		if config.CoreDNS, err = findProgram("coredns", opts.binFolder); err != nil {
			return config, nil, err
		}
	}
	if opts.images != "" {
		if opts.controlPlane {
			return config, nil, errors.New("--images has no use with --control-plane: without a node no pod runs")
		}
		if _, err := os.Stat(opts.images); err != nil {
			return config, nil, fmt.Errorf("--images: %w", err)
		}
		if archives, err = filepath.Glob(filepath.Join(opts.images, "*.tar")); err != nil {
			return config, nil, err
		}
	}
	if opts.kubeconfig != "" {
		return config, archives, cluster.CheckKubeconfigPath(opts.kubeconfig)
	}
	return config, archives, nil
}

func upAgain(ctx context.Context, opts options, state cluster.State, wanted cluster.Mode, archives []string) error {
	if state.Mode != wanted {
		return fmt.Errorf("cluster %s runs as a %s, not as a %s; `devcluster down --name %s` first", opts.cluster.Name, state.Mode, wanted, opts.cluster.Name)
	}
	if err := importArchives(ctx, opts.cluster, state, archives); err != nil {
		return err
	}
	if err := shareKubeconfig(opts, state); err != nil {
		return err
	}
	say(opts.cluster, "is running; context "+opts.cluster.Context()+" in "+kubeconfigOf(opts))
	return nil
}

// shareKubeconfig writes the file that the user asked for and notes it for `down`.
func shareKubeconfig(opts options, state cluster.State) error {
	if opts.kubeconfig != "" {
		path, err := filepath.Abs(opts.kubeconfig)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(opts.cluster.KubeconfigFile())
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := cluster.WriteFile(path, text); err != nil {
			return err
		}
		state.AddKubeconfig(path)
	}
	return opts.cluster.WriteState(state)
}

func kubeconfigOf(opts options) string {
	if opts.kubeconfig != "" {
		return opts.kubeconfig
	}
	return opts.cluster.KubeconfigFile()
}

func say(c cluster.Cluster, text string) {
	fmt.Printf("devcluster %s: %s\n", c.Name, text)
}
