import type * as pulumi from "@pulumi/pulumi";
import { EksAutoNodes, type ComputeInputs } from "./nodes-auto";
import { EksNodeGroups } from "./nodes-groups";
import type { EksSettings } from "./settings";

/** Parent of the nodes, and their providers. */
export interface NodesOptions {
    readonly parent: pulumi.Resource;
    readonly aws: pulumi.ProviderResource;
    /** That of the cluster, in which nodes of Auto Mode are objects. */
    readonly kubernetes: pulumi.ProviderResource;
}

/**
 * Registers nodes in the way that the settings say. Node groups do not wait for the cluster's provider: their role is made
 * while the cluster is, so that EKS knows it by the time that it makes the groups.
 */
export function createNodes(
    name: string,
    settings: EksSettings,
    inputs: ComputeInputs,
    { parent, aws, kubernetes }: NodesOptions,
): pulumi.Resource {
    return settings.compute === "auto"
        ? new EksAutoNodes(name, settings, inputs, { parent, providers: [aws, kubernetes] })
        : new EksNodeGroups(name, settings, inputs, { parent, provider: aws });
}
