package node

import (
	"os"
	"path/filepath"
	"time"

	"pulumi-flink-platform/tools/devcluster/internal/certificates"
	"pulumi-flink-platform/tools/devcluster/internal/cluster"
	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// Names of certificates; each is two files, pki/<name>.crt and pki/<name>.key.
const (
	authorityName      = "ca"
	apiServerName      = "kube-apiserver"
	kubeletClientName  = "kube-apiserver-kubelet-client"
	adminName          = "admin"
	controllerName     = "kube-controller-manager"
	schedulerName      = "kube-scheduler"
	proxyName          = "kube-proxy"
	kubeletName        = "kubelet"
	dnsName            = "coredns"
	serviceAccountName = "service-account"
)

// dnsUser is CoreDNS's Kubernetes user.
const dnsUser = "system:coredns"

func certificateFile(name string) string { return file("pki", name+".crt") }
func keyFile(name string) string         { return file("pki", name+".key") }
func kubeconfigFile(name string) string  { return file("pki", name+".kubeconfig") }

// certificateRequests says who gets a certificate. The names are those that the components expect
// (https://kubernetes.io/docs/setup/best-practices/certificates/).
func certificateRequests(config Config) map[string]certificates.Request {
	node := config.Cluster.NodeName()
	address := config.Link.Node.String()
	return map[string]certificates.Request{
		apiServerName: {CommonName: "kube-apiserver", Names: []string{
			"localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local",
			"127.0.0.1", network.APIServiceIP, address,
		}},
		kubeletClientName: {CommonName: "kube-apiserver-kubelet-client", Organization: []string{"system:masters"}},
		adminName:         {CommonName: "kubernetes-admin", Organization: []string{"system:masters"}},
		controllerName:    {CommonName: "system:kube-controller-manager"},
		schedulerName:     {CommonName: "system:kube-scheduler"},
		proxyName:         {CommonName: "system:kube-proxy"},
		dnsName:           {CommonName: dnsUser},
		kubeletName:       {CommonName: "system:node:" + node, Organization: []string{"system:nodes"}, Names: []string{node, address}},
	}
}

// writeCredentials makes every certificate, key and kubeconfig of the cluster, the administrator's among them.
func writeCredentials(config Config) error {
	now := time.Now()
	authority, err := certificates.NewAuthority("devcluster "+config.Cluster.Name, now)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(file("pki"), 0o700); err != nil {
		return err
	}
	if err := writePair(authorityName, authority.Pair); err != nil {
		return err
	}
	tokenKey, err := certificates.NewKey()
	if err != nil {
		return err
	}
	if err := cluster.WriteFile(keyFile(serviceAccountName), tokenKey); err != nil {
		return err
	}
	server := cluster.State{Link: config.Link}.Server()
	for name, request := range certificateRequests(config) {
		pair, err := authority.Issue(request, now)
		if err != nil {
			return err
		}
		if err := writePair(name, pair); err != nil {
			return err
		}
		kubeconfig := cluster.Kubeconfig(config.Cluster.Context(), server, authority.Certificate, pair)
		if err := cluster.WriteFile(kubeconfigFile(name), kubeconfig); err != nil {
			return err
		}
		if name == adminName {
			if err := cluster.WriteFile(file(filepath.Base(config.Cluster.KubeconfigFile())), kubeconfig); err != nil {
				return err
			}
		}
	}
	return nil
}

func writePair(name string, pair certificates.Pair) error {
	if err := cluster.WriteFile(certificateFile(name), pair.Certificate); err != nil {
		return err
	}
	return cluster.WriteFile(keyFile(name), pair.Key)
}
