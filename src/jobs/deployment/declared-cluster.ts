import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";

/** A cluster that the program declares, as the rules of its session jobs see it. */
export interface DeclaredCluster {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    /** Undefined if it cannot be judged, as something is wrong with it. */
    readonly spec: FlinkDeploymentSpec | undefined;
    /** Provider of the Kubernetes cluster that it is in. @default that of what runs on it */
    readonly provider?: pulumi.ProviderResource;
}

/** The problem of a platform in another Kubernetes cluster than what the resource is for. */
export function otherPlatformProblems(
    { provider }: Pick<DeclaredCluster, "provider">,
    platform: { readonly cluster: { readonly provider: pulumi.ProviderResource } },
    what: string,
): Problem[] {
    return unless(
        provider === undefined || provider === platform.cluster.provider,
        "platform",
        `must be that of ${what}, which is in another cluster of Kubernetes`,
    );
}
