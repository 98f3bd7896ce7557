/**
 * Names of the parts of a cluster, the same for every cloud. A part that a cloud does not need is left out; one that only
 * it needs is named in its own folder. Changing a name replaces users' resources.
 *
 * @param cluster name of the cluster's component.
 */
export function childNames(cluster: string) {
    return {
        /** Networks, subnets and gateways. */
        network: `${cluster}-network`,
        /** Keys that encrypt Kubernetes secrets and state, where they are made together. */
        keys: `${cluster}-keys`,
        /** State store. */
        state: `${cluster}-state`,
        /** Destinations of logs and metrics. */
        sinks: `${cluster}-sinks`,
        /** Cluster itself and who may administer it. */
        controlPlane: `${cluster}-control-plane`,
        /** Pools of nodes. */
        nodes: `${cluster}-nodes`,
        /** Rights of service accounts. */
        identity: `${cluster}-identity`,
        /** Classes of block storage and of ingresses. */
        classes: `${cluster}-classes`,
        /** Kubernetes provider of what comes before pods can run. */
        nodesProvider: `${cluster}-nodes-kubernetes`,
        /** Kubernetes provider of everything above the cluster. */
        provider: `${cluster}-kubernetes`,
    } as const;
}

/** Name of the cluster's own resource in its cloud. */
export const clusterChildName = (controlPlane: string) => `${controlPlane}-cluster`;

/** Name of the entry of an administrator. */
export const administratorChildName = (controlPlane: string, administrator: string) =>
    `${controlPlane}-administrator-${administrator}`;
