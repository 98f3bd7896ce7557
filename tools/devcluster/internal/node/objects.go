package node

import (
	"context"
	"fmt"
)

// StorageClass is the name of the default storage class.
const StorageClass = "standard"

// createObjects makes what a cluster has from the start.
func createObjects(ctx context.Context, api *API) error {
	const rights, storage = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", "/apis/storage.k8s.io/v1/storageclasses"
	// The built-in role `view` holds the services, endpoint slices and namespaces that DNS answers from.
	binding := object{
		"metadata": object{"name": "devcluster:coredns"},
		"roleRef":  object{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
		"subjects": []object{{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": dnsUser}},
	}
	class := object{
		"metadata": object{
			"name":        StorageClass,
			"annotations": object{"storageclass.kubernetes.io/is-default-class": "true"},
		},
		"provisioner": "kubernetes.io/host-path",
	}
	if err := api.Create(ctx, rights, binding); err != nil {
		return fmt.Errorf("letting CoreDNS read services: %w", err)
	}
	if err := api.Create(ctx, storage, class); err != nil {
		return fmt.Errorf("making storage class %s: %w", StorageClass, err)
	}
	return nil
}
