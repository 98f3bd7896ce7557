//go:build linux

// Command devcluster runs a one-node Kubernetes in namespaces of its own, from the programs that lie beside it and the
// container runtime of the distribution.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/node"
)

const usage = `devcluster runs a one-node Kubernetes for development. Every command can be repeated.

  devcluster up [--control-plane] [--kubeconfig FILE] [--images FOLDER] [--bin-dir FOLDER]
                            start a cluster; --control-plane: the API server and controllers, without a node
  devcluster load ARCHIVE…  put OCI image archives where pods find them
  devcluster status         say what runs and how to enter it; exit status 1 if the cluster does not run
  devcluster logs [NAME]    show a component's log, or the end of each
  devcluster down           end the cluster and remove everything it made

Each takes --name NAME (default dev); clusters of different names run side by side.
`

// options are the flags of all commands; a command rejects those that it does not define.
type options struct {
	cluster      cluster.Cluster
	controlPlane bool
	kubeconfig   string
	images       string
	binFolder    string
	arguments    []string
}

var commands = map[string]struct {
	run func(context.Context, options) error
	// flags are the command's own, beside --name.
	flags []string
	// arguments is how many words may follow; -1 is any number.
	arguments int
}{
	"up":     {up, []string{"control-plane", "kubeconfig", "images", "bin-dir"}, 0},
	"down":   {down, nil, 0},
	"status": {status, nil, 0},
	"load":   {load, nil, -1},
	"logs":   {logs, nil, 1},
}

func main() {
	err := run(os.Args[1:])
	if errors.Is(err, flag.ErrHelp) {
		fmt.Print(usage)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "devcluster: "+err.Error())
		os.Exit(1)
	}
}

func run(words []string) error {
	if len(words) == 0 || words[0] == "help" || words[0] == "-h" || words[0] == "--help" {
		return flag.ErrHelp
	}
	if words[0] == superviseCommand {
		return node.Supervise(os.Stdin, os.NewFile(reportsDescriptor, "reports"))
	}
	command, known := commands[words[0]]
	if !known {
		return fmt.Errorf("no command %q; up, load, status, logs and down are known", words[0])
	}
	opts, err := parse(words[0], words[1:], command.flags)
	if err != nil {
		return err
	}
	if command.arguments >= 0 && len(opts.arguments) > command.arguments {
		return fmt.Errorf("%s takes no %q", words[0], opts.arguments[command.arguments])
	}
	ctx, release := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer release()
	return command.run(ctx, opts)
}

// parse takes flags before, between and after the other words.
func parse(command string, words, flags []string) (options, error) {
	var opts options
	set := flag.NewFlagSet(command, flag.ContinueOnError)
	set.SetOutput(discard{})
	name := set.String("name", cluster.DefaultName, "")
	for _, own := range flags {
		switch own {
		case "control-plane":
			set.BoolVar(&opts.controlPlane, own, false, "")
		case "kubeconfig":
			set.StringVar(&opts.kubeconfig, own, "", "")
		case "images":
			set.StringVar(&opts.images, own, "", "")
		case "bin-dir":
			set.StringVar(&opts.binFolder, own, "", "")
		}
	}
	for {
		if err := set.Parse(words); err != nil {
			return options{}, err
		}
		if set.NArg() == 0 {
			break
		}
		opts.arguments = append(opts.arguments, set.Arg(0))
		words = set.Args()[1:]
	}
	var err error
	opts.cluster, err = cluster.Open(*name)
	return opts, err
}

// discard keeps the flag package from printing its own usage.
type discard struct{}

func (discard) Write(text []byte) (int, error) { return len(text), nil }
