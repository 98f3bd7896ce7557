import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { kubernetesStorage } from "../../flink/units";

/** Name of the claim. */
export const volume = "s3-data";

/**
 * Annotations of what may be there from an earlier stack. The provider applies an object that exists, and this lets it set
 * fields that the earlier stack has set otherwise: https://www.pulumi.com/registry/packages/kubernetes/how-to-guides/managing-resources-with-server-side-apply/.
 */
export const takeOver = { "pulumi.com/patchForce": "true" } as const;

/** The claim for the server's volume. */
export function volumeClaim(
    namespace: string,
    storageClassName: string | undefined,
    sizeGiB: number,
): k8s.core.v1.PersistentVolumeClaimArgs {
    return {
        metadata: {
            name: volume,
            namespace,
            // A class that binds at the first consumer leaves the claim pending until the server's pod exists.
            annotations: { ...takeOver, "pulumi.com/skipAwait": "true" },
        },
        spec: {
            storageClassName,
            accessModes: ["ReadWriteOnce"],
            resources: { requests: { storage: kubernetesStorage(sizeGiB) } },
        },
    };
}

/**
 * The claim's name, once it is certain that the claim has a class. Kubernetes gives a new claim without one the default class.
 * If there is no default, the claim and the pods that use it stay pending, without a message.
 *
 * @param cluster name of the cluster's component.
 */
export function claimName(cluster: string, claim: k8s.core.v1.PersistentVolumeClaim): pulumi.Input<string> {
    return pulumi.all([claim.metadata, claim.spec]).apply(([{ uid }, { storageClassName, volumeName }]) => {
        // Only the API server gives a uid: without one this is a preview or a test.
        const isPending = uid !== undefined && storageClassName === undefined && volumeName === undefined;
        rejectFindings(findingsOf("LocalCluster", cluster, isPending ? [noDefaultClass] : []));
        return volume;
    });
}

const noDefaultClass = {
    path: "storageClassName",
    problem:
        'is required, as the cluster has no default class; name one that "kubectl get storageclass" lists, or make one the default and run "pulumi up --refresh"',
};
