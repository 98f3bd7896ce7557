package node

import (
	"context"
	"fmt"

	"pulumi-flink-platform/tools/devcluster/internal/network"
)

// StorageClass is the name of the default storage class.
const StorageClass = "standard"

// dnsService is the usual name of the cluster's DNS, in kube-system.
const dnsService = "kube-dns"

type creation struct {
	path  string
	value object
}

// createObjects makes what a cluster has from the start; what exists is kept.
func createObjects(ctx context.Context, api *API, link network.Link) error {
	for _, creation := range append(dnsObjects(link), storageClass()) {
		if err := api.Create(ctx, creation.path, creation.value); err != nil {
			return fmt.Errorf("POST %s: %w", creation.path, err)
		}
	}
	return nil
}

func storageClass() creation {
	return creation{"/apis/storage.k8s.io/v1/storageclasses", object{
		"metadata": object{
			"name":        StorageClass,
			"annotations": object{"storageclass.kubernetes.io/is-default-class": "true"},
		},
		"provisioner": "kubernetes.io/host-path",
	}}
}

// dnsObjects lead DNS queries to CoreDNS, which runs on the node and not in a pod, and let it read what it answers from.
func dnsObjects(link network.Link) []creation {
	const group = "rbac.authorization.k8s.io"
	const port = 53
	return []creation{
		// The built-in role `view` holds services, endpoint slices and namespaces.
		{"/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", object{
			"metadata": object{"name": "devcluster:coredns"},
			"roleRef":  object{"apiGroup": group, "kind": "ClusterRole", "name": "view"},
			"subjects": []object{{"apiGroup": group, "kind": "User", "name": dnsUser}},
		}},
		{"/api/v1/namespaces/kube-system/services", object{
			"metadata": object{"name": dnsService},
			"spec": object{"clusterIP": network.DNSServiceIP, "ports": []object{
				{"name": "dns", "protocol": "UDP", "port": port}, {"name": "dns-tcp", "protocol": "TCP", "port": port},
			}},
		}},
		{"/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices", object{
			"metadata":    object{"name": dnsService, "labels": object{"kubernetes.io/service-name": dnsService}},
			"addressType": "IPv4",
			"endpoints":   []object{{"addresses": []string{link.Node.String()}, "conditions": object{"ready": true}}},
			"ports": []object{
				{"name": "dns", "protocol": "UDP", "port": port}, {"name": "dns-tcp", "protocol": "TCP", "port": port},
			},
		}},
	}
}
