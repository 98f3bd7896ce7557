import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeSettings } from "./settings";

// Google's own classes encrypt with Google's keys, and their Persistent Disks fit none of the newer machine types.
const className = "flink-platform";

/**
 * Registers a class of block storage with disks that system nodes take, encrypted by the cluster's key. Nodes of another
 * generation of machines cannot use its volumes.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek#create_an_encrypted_in
 */
export function createStorageClass(
    name: string,
    { pools }: GkeSettings,
    diskKey: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
): k8s.storage.v1.StorageClass {
    const system = pools.find(({ role }) => role === "system");
    return new k8s.storage.v1.StorageClass(
        `${name}-storage-class`,
        {
            metadata: { name: className },
            provisioner: "pd.csi.storage.gke.io",
            parameters: { type: system?.diskType ?? "pd-balanced", "disk-encryption-kms-key": diskKey },
            // A disk is in one zone; it waits until the pod's is known.
            volumeBindingMode: "WaitForFirstConsumer",
            allowVolumeExpansion: true,
            reclaimPolicy: "Delete",
        },
        opts,
    );
}
