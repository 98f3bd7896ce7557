package node

import (
	"fmt"

	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// Component is one long-running program of the cluster.
type Component struct {
	// Name is the word that `devcluster logs` takes.
	Name      string
	Arguments []string
}

const (
	etcdAddress       = "http://127.0.0.1:2379"
	containerdProgram = "/usr/bin/containerd"
)

func kubernetes(name string, flags ...string) Component {
	return Component{Name: name, Arguments: append([]string{kubernetesMount, name}, flags...)}
}

func etcd() Component {
	return kubernetes("etcd",
		"--data-dir="+file("etcd"), "--name=devcluster",
		"--listen-client-urls="+etcdAddress, "--advertise-client-urls="+etcdAddress,
		"--listen-peer-urls=http://127.0.0.1:2380",
		"--unsafe-no-fsync", // what a crash would lose is a cluster that is thrown away anyway
	)
}

func apiServer(config Config) Component {
	return kubernetes(apiServerName,
		"--etcd-servers="+etcdAddress,
		"--advertise-address="+config.Link.Node.String(), "--bind-address=0.0.0.0", fmt.Sprintf("--secure-port=%d", network.APIPort),
		"--service-cluster-ip-range="+network.ServiceCIDR,
		"--authorization-mode=Node,RBAC", "--enable-admission-plugins=NodeRestriction", "--allow-privileged",
		"--client-ca-file="+certificateFile(authorityName),
		"--tls-cert-file="+certificateFile(apiServerName), "--tls-private-key-file="+keyFile(apiServerName),
		"--kubelet-client-certificate="+certificateFile(kubeletClientName), "--kubelet-client-key="+keyFile(kubeletClientName),
		"--kubelet-certificate-authority="+certificateFile(authorityName),
		"--kubelet-preferred-address-types=InternalIP", // the node's name is in no DNS
		"--service-account-issuer=https://kubernetes.default.svc.cluster.local",
		"--service-account-key-file="+keyFile(serviceAccountName), "--service-account-signing-key-file="+keyFile(serviceAccountName),
		"--profiling=false",
	)
}

func controllerManager() Component {
	return kubernetes(controllerName,
		"--kubeconfig="+kubeconfigFile(controllerName), "--authentication-skip-lookup",
		"--bind-address=127.0.0.1", "--leader-elect=false", "--use-service-account-credentials",
		"--root-ca-file="+certificateFile(authorityName), "--service-account-private-key-file="+keyFile(serviceAccountName),
		"--cluster-signing-cert-file="+certificateFile(authorityName), "--cluster-signing-key-file="+keyFile(authorityName),
		"--enable-hostpath-provisioner", "--flex-volume-plugin-dir="+kubeletMount+"/plugins-exec",
		// A busy machine can keep the only node silent for a while; its pods have nowhere else to go.
		"--node-monitor-grace-period=5m",
		"--kube-api-qps=200", "--kube-api-burst=400", "--profiling=false",
	)
}

func scheduler() Component {
	return kubernetes(schedulerName,
		"--kubeconfig="+kubeconfigFile(schedulerName), "--authentication-skip-lookup",
		"--bind-address=127.0.0.1", "--leader-elect=false", "--kube-api-qps=200", "--kube-api-burst=400", "--profiling=false",
	)
}

func kubelet(config Config) Component {
	return kubernetes(kubeletName,
		"--config="+kubeletSettings, "--kubeconfig="+kubeconfigFile(kubeletName), "--root-dir="+kubeletMount,
		"--hostname-override="+config.Cluster.NodeName(), "--node-ip="+config.Link.Node.String(),
	)
}

func kubeProxy() Component {
	return kubernetes(proxyName, "--config="+proxySettings)
}

func coreDNS() Component {
	return Component{Name: dnsName, Arguments: []string{coreDNSMount, "-conf", dnsSettings}}
}

func containerd() Component {
	return Component{Name: "containerd", Arguments: []string{containerdProgram, "--config", containerdSettings}}
}
