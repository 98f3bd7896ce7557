package node

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/images"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// CNIFolder is where Debian puts the network plugins.
const CNIFolder = "/usr/lib/cni"

// maxPods is the kubelet's limit; many small pods of several test runs share the node.
const maxPods = 500

// Settings files, all in the cluster's folder etc.
var (
	kubeletSettings    = file("etc", "kubelet.json")
	proxySettings      = file("etc", "kube-proxy.json")
	containerdSettings = file("etc", "containerd.toml")
	networkSettings    = file("etc", "cni", "10-devcluster.conflist")
	dnsSettings        = file("etc", "Corefile")
)

type object = map[string]any

// kubeletConfiguration works with cgroup v1, with swap, and on a machine that does other things too.
func kubeletConfiguration(config Config) object {
	none := "0%"
	return object{
		"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration",
		"failCgroupV1": false, "cgroupDriver": "cgroupfs", "failSwapOn": false,
		"cgroupRoot": config.Cluster.ControlGroup(), "enforceNodeAllocatable": []string{},
		"containerRuntimeEndpoint": "unix://" + ContainerdSocket,
		// Pods ask the cluster's own DNS alone: the host's servers may not be reachable from here.
		"resolvConf": "", "clusterDNS": []string{network.DNSServiceIP}, "clusterDomain": "cluster.local",
		"authentication": object{
			"anonymous": object{"enabled": false}, "webhook": object{"enabled": true},
			"x509": object{"clientCAFile": certificateFile(authorityName)},
		},
		"authorization": object{"mode": "Webhook"},
		"tlsCertFile":   certificateFile(kubeletName), "tlsPrivateKeyFile": keyFile(kubeletName),
		"healthzBindAddress": "127.0.0.1",
		// A full disk or memory is the developer's to see; pods that vanish for it would be taken for a fault of theirs.
		"evictionHard": object{"memory.available": none, "nodefs.available": none, "nodefs.inodesFree": none, "imagefs.available": none, "imagefs.inodesFree": none},
		// Images are loaded by hand and cannot be pulled again, so none may be collected.
		"imageGCHighThresholdPercent": 100, "imageMaximumGCAge": "0s",
		"localStorageCapacityIsolation": false, "maxPods": maxPods, "serializeImagePulls": false,
		"volumePluginDir":        kubeletMount + "/plugins-exec", // the default would be made in the host's /usr/libexec
		"makeIPTablesUtilChains": false,
		// The defaults spare the API server of a large cluster; here they would only make every step slower.
		"kubeAPIQPS": 200, "kubeAPIBurst": 400, "eventRecordQPS": 0, "registryPullQPS": 0,
	}
}

func proxyConfiguration(config Config) object {
	return object{
		"apiVersion": "kubeproxy.config.k8s.io/v1alpha1", "kind": "KubeProxyConfiguration",
		"clientConnection": object{"kubeconfig": kubeconfigFile(proxyName)},
		"mode":             "nftables", "clusterCIDR": network.PodCIDR, "hostnameOverride": config.Cluster.NodeName(),
		"nftables":           object{"minSyncPeriod": "100ms"},
		"healthzBindAddress": "127.0.0.1:10256", "metricsBindAddress": "127.0.0.1:10249",
		// Zero leaves the connection table's limits, which are the whole machine's, as they are.
		"conntrack": object{"maxPerCore": 0, "min": 0, "tcpEstablishedTimeout": "0s", "tcpCloseWaitTimeout": "0s"},
	}
}

// networkConfiguration gives each pod a link of its own to the node. Pods then reach each other through the node's routes,
// where service addresses are translated both ways without the bridge netfilter module that a shared bridge needs.
func networkConfiguration() object {
	return object{
		"cniVersion": "1.0.0", "name": "devcluster",
		"plugins": []object{
			{"type": "ptp", "ipMasq": false, "ipam": object{
				"type": "host-local", "dataDir": "/run/cni-addresses",
				"ranges": [][]object{{{"subnet": network.PodCIDR}}}, "routes": []object{{"dst": "0.0.0.0/0"}},
			}},
			{"type": "portmap", "capabilities": object{"portMappings": true}},
		},
	}
}

// containerdConfiguration is for containerd 1.6 and 1.7.
func containerdConfiguration() string {
	return fmt.Sprintf(`version = 2
root = %q
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = %q
[plugins."io.containerd.internal.v1.opt"]
  path = %q
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = %q
  disable_apparmor = true
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = %q
    conf_dir = %q
`, containerdMount, ContainerdSocket, containerdMount+"/opt", images.PauseName, CNIFolder, file("etc", "cni"))
}

// dnsConfiguration serves the cluster's names and nothing else; a name outside is refused at once.
func dnsConfiguration() string {
	return strings.Join([]string{
		".:53 {",
		"    errors",
		"    health 127.0.0.1:8080",
		"    ready 127.0.0.1:8181",
		"    kubernetes cluster.local in-addr.arpa ip6.arpa {",
		"        kubeconfig " + kubeconfigFile(dnsName),
		"    }",
		"}",
		"",
	}, "\n")
}

func writeSettings(config Config) error {
	if err := os.MkdirAll(file("etc", "cni"), 0o755); err != nil {
		return err
	}
	for path, settings := range map[string]object{
		kubeletSettings: kubeletConfiguration(config), proxySettings: proxyConfiguration(config), networkSettings: networkConfiguration(),
	} {
		text, err := json.MarshalIndent(settings, "", "  ")
		if err != nil {
			return err
		}
		if err := cluster.WriteFile(path, text); err != nil {
			return err
		}
	}
	if err := cluster.WriteFile(containerdSettings, []byte(containerdConfiguration())); err != nil {
		return err
	}
	return cluster.WriteFile(dnsSettings, []byte(dnsConfiguration()))
}
