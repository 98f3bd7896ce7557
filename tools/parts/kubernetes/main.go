// Command kubernetes is every program of a one-node Kubernetes in one file. The name that it is called by, such as that
// of a link, says which program it is; called by any other name, its first argument does.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	kubectlcli "k8s.io/kubectl/pkg/cmd"
	apiserver "k8s.io/kubernetes/cmd/kube-apiserver/app"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"

	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

// etcd parses its flags itself.
const etcd = "etcd"

var commands = map[string]func() *cobra.Command{
	"kube-apiserver":          apiserver.NewAPIServerCommand,
	"kube-controller-manager": controllermanager.NewControllerManagerCommand,
	"kube-proxy":              proxy.NewProxyCommand,
	"kube-scheduler":          func() *cobra.Command { return scheduler.NewSchedulerCommand() },
	"kubelet":                 func() *cobra.Command { return kubelet.NewKubeletCommand(context.Background()) },
	"kubectl":                 kubectlcli.NewDefaultKubectlCommand,
}

func main() {
	words := os.Args
	if !isProgram(filepath.Base(words[0])) {
		words = words[1:]
	}
	if len(words) == 0 {
		fail("name a program")
	}
	name := filepath.Base(words[0])
	if !isProgram(name) {
		fail(fmt.Sprintf("no program %q", name))
	}
	// Each program reads its own name and flags from here.
	os.Args = append([]string{name}, words[1:]...)
	if name == etcd {
		etcdmain.Main(os.Args)
		return
	}
	os.Exit(cli.Run(commands[name]()))
}

func isProgram(name string) bool {
	_, known := commands[name]
	return known || name == etcd
}

func fail(problem string) {
	names := []string{etcd}
	for name := range commands {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprintf(os.Stderr, "kubernetes: %s; one of %s\n", problem, strings.Join(names, ", "))
	os.Exit(2)
}
