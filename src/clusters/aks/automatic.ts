import * as containerservice from "@pulumi/azure-native/containerservice";
import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { ChildOptions } from "./network";
import { vmSize } from "./nodes-plan";
import type { AksSettings } from "./settings";
import { nodeRoleKey, nodeRoleLabels, type NodePool } from "../shared/node-pools";

/**
 * Karpenter's pool for one role, as a Kubernetes object:
 * https://learn.microsoft.com/azure/aks/node-auto-provisioning-node-pools.
 */
export function nodePoolManifest(pool: NodePool, { location, zones }: Pick<AksSettings, "location" | "zones">) {
    const { role, architecture, spot, maxNodes, vcpus, memoryGiB } = pool;
    const label = nodeRoleLabels[role];
    const oneOf = (key: string, ...values: readonly string[]) => ({ key, operator: "In", values: [...values] });
    return {
        apiVersion: "karpenter.sh/v1",
        kind: "NodePool",
        metadata: { name: `flink-${label}` },
        spec: {
            template: {
                metadata: { labels: { [nodeRoleKey]: label } },
                spec: {
                    nodeClassRef: { group: "karpenter.azure.com", kind: "AKSNodeClass", name: "default" },
                    expireAfter: "Never",
                    requirements: [
                        oneOf("kubernetes.io/os", "linux"),
                        oneOf("kubernetes.io/arch", architecture),
                        oneOf("karpenter.sh/capacity-type", spot ? "spot" : "on-demand"),
                        oneOf("karpenter.azure.com/sku-name", vmSize(pool)),
                        oneOf("topology.kubernetes.io/zone", ...zones.map((zone) => `${location}-${zone}`)),
                    ],
                    ...(role === "system"
                        ? {}
                        : { taints: [{ key: nodeRoleKey, value: label, effect: "NoSchedule" }] }),
                },
            },
            limits: { cpu: String(maxNodes * vcpus), memory: `${maxNodes * memoryGiB}Gi` },
            // A node with pods on it stays: moving a TaskManager restarts its job.
            disruption: { consolidationPolicy: "WhenEmpty", consolidateAfter: "5m" },
        },
    };
}

/** Registers the pools of AKS Automatic in the cluster. */
export function automaticNodePools(
    name: string,
    settings: AksSettings,
    provider: k8s.Provider,
    parent: pulumi.Resource,
): readonly pulumi.Resource[] {
    return settings.pools.map(
        (pool) =>
            new k8s.apiextensions.CustomResource(
                `${name}-${nodeRoleLabels[pool.role]}`,
                nodePoolManifest(pool, settings),
                { parent, provider },
            ),
    );
}

/** Registers which namespaces the safeguards leave alone. */
export function safeguards(
    name: string,
    { unguardedNamespaces }: AksSettings,
    cluster: containerservice.ManagedCluster,
    opts: ChildOptions,
): readonly pulumi.Resource[] {
    return unguardedNamespaces.length === 0
        ? []
        : [
              new containerservice.DeploymentSafeguard(
                  `${name}-safeguards`,
                  { resourceUri: cluster.id, level: "Enforce", excludedNamespaces: [...unguardedNamespaces] },
                  opts,
              ),
          ];
}
