// Package node is what runs inside a cluster's own namespaces: it starts every component and ends with the last.
package node

import (
	"path"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// Config is what the command outside hands in.
type Config struct {
	Cluster cluster.Cluster
	Mode    cluster.Mode
	Link    network.Link
	// Kubernetes and CoreDNS are the paths of the two programs on the host.
	Kubernetes string
	CoreDNS    string
	// Images is the host's folder for containerd's files, kept from one cluster to the next; empty without a node.
	Images string
}

// Where the node's own mount namespace shows the cluster's folder and programs; short, because the paths of sockets may
// have 107 characters at most (unix(7)).
const (
	clusterMount    = "/run/devcluster"
	programsMount   = "/run/devcluster-bin"
	kubernetesMount = programsMount + "/kubernetes"
	coreDNSMount    = programsMount + "/coredns"
	kubeletMount    = "/var/lib/kubelet"
	containerdMount = "/var/lib/containerd"

	// ContainerdSocket is containerd's address inside the node.
	ContainerdSocket = "/run/containerd/containerd.sock"
)

// file is a path inside the node of a file in the cluster's folder.
func file(parts ...string) string {
	return path.Join(append([]string{clusterMount}, parts...)...)
}
