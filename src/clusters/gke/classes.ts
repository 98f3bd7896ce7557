import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { GkeSettings } from "./settings";

// Google's own classes encrypt with Google's keys, and their Persistent Disks fit none of the newer machine types.
const className = "flink-platform";

/**
 * Class of block storage with disks that system nodes take, encrypted by the cluster's key. Nodes of another generation of
 * machines cannot use its volumes.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/using-cmek#create_an_encrypted_in
 */
export class GkeStorage extends pulumi.ComponentResource {
    readonly className: pulumi.Output<string>;

    constructor(
        name: string,
        { pools }: GkeSettings,
        { diskKey }: { readonly diskKey: pulumi.Input<string> },
        opts: pulumi.ComponentResourceOptions,
    ) {
        const system = pools.find(({ role }) => role === "system");
        super("flink-platform:gke:GkeStorage", name, { diskType: system?.diskType }, opts);
        const storageClass = new k8s.storage.v1.StorageClass(
            `${name}-storage`,
            {
                metadata: { name: className },
                provisioner: "pd.csi.storage.gke.io",
                parameters: { type: system?.diskType ?? "pd-balanced", "disk-encryption-kms-key": diskKey },
                // A disk is in one zone; it waits until the pod's is known.
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                reclaimPolicy: "Delete",
            },
            { parent: this },
        );
        this.className = storageClass.metadata.name;
        this.registerOutputs({});
    }
}
