import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { nodeClassSpec, nodePoolObjects, poolObjectName, type NodeSurroundings } from "./nodes-auto-manifests";
import { accessPolicyArn, instanceService, managedPolicyArn, rolePrefix, serviceTrust } from "./iam";
import type { EksSettings } from "./settings";
import { nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** What the nodes belong to. */
export interface EksNodesArgs {
    readonly settings: EksSettings;
    readonly cluster: eks.Cluster;
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** What nodes rely on for as long as there are any. */
    readonly needs: readonly pulumi.Resource[];
}

// https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
const nodePolicies = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/**
 * Nodes of EKS Auto Mode: pools as objects in the cluster. AWS's own pools stay off, as they know neither roles nor sizes.
 *
 * Its options name both providers: that of AWS and that of the cluster.
 */
export class EksAutoNodes extends pulumi.ComponentResource {
    constructor(name: string, { settings, cluster, subnetIds }: EksNodesArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksAutoNodes", name, {}, opts);
        const { role, rights } = this.nodeRole(name, settings, cluster);
        const surroundings: NodeSurroundings = {
            nodeRoleName: role.name,
            subnetIds,
            securityGroupId: cluster.vpcConfig.apply(({ clusterSecurityGroupId }) => clusterSecurityGroupId),
            tags: settings.tags,
        };
        settings.pools.forEach((pool) => this.pool(name, pool, settings, surroundings, rights));
        // Auto Mode obeys network policies only once this is said, and the object may be there already:
        // https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
        new k8s.core.v1.ConfigMapPatch(
            `${name}-network-policies`,
            {
                metadata: {
                    name: "amazon-vpc-cni",
                    namespace: "kube-system",
                    annotations: { "pulumi.com/patchForce": "true" },
                },
                data: { "enable-network-policy-controller": "true" },
            },
            { parent: this },
        );
        this.registerOutputs({});
    }

    private nodeRole(name: string, { region, clusterName }: EksSettings, cluster: eks.Cluster) {
        const role = new iam.Role(
            `${name}-role`,
            {
                namePrefix: rolePrefix(clusterName, "nodes"),
                assumeRolePolicy: JSON.stringify(serviceTrust(instanceService(region))),
            },
            { parent: this },
        );
        const attachments = nodePolicies.map(
            (policy) =>
                new iam.RolePolicyAttachment(
                    `${name}-${policy}`,
                    { role: role.name, policyArn: managedPolicyArn(region, policy) },
                    { parent: this },
                ),
        );
        // Nodes of pools other than AWS's own may join only with an entry of their role:
        // https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
        const entry = new eks.AccessEntry(
            `${name}-access`,
            { clusterName: cluster.name, principalArn: role.arn, type: "EC2" },
            { parent: this },
        );
        const association = new eks.AccessPolicyAssociation(
            `${name}-access-rights`,
            {
                clusterName: cluster.name,
                principalArn: entry.principalArn,
                policyArn: accessPolicyArn(region, "AmazonEKSAutoNodePolicy"),
                accessScope: { type: "cluster" },
            },
            { parent: this },
        );
        return { role, rights: [...attachments, association] };
    }

    private pool(
        name: string,
        pool: NodePool,
        settings: EksSettings,
        surroundings: NodeSurroundings,
        rights: readonly pulumi.Resource[],
    ): void {
        const objectName = poolObjectName(pool);
        const childName = `${name}-${nodeRoleLabels[pool.role]}`;
        const nodeClass = new k8s.apiextensions.CustomResource(
            `${childName}-class`,
            {
                apiVersion: "eks.amazonaws.com/v1",
                kind: "NodeClass",
                metadata: { name: objectName },
                spec: nodeClassSpec(pool, surroundings),
            },
            { parent: this, dependsOn: [...rights] },
        );
        nodePoolObjects(pool, settings.maintenance).forEach(
            ({ suffix, spec }) =>
                new k8s.apiextensions.CustomResource(
                    `${childName}${suffix}`,
                    {
                        apiVersion: "karpenter.sh/v1",
                        kind: "NodePool",
                        metadata: { name: `${objectName}${suffix}` },
                        spec,
                    },
                    // A pool is gone only when its nodes are, and those drain first.
                    { parent: this, dependsOn: nodeClass, customTimeouts: { delete: "90m" } },
                ),
        );
    }
}
