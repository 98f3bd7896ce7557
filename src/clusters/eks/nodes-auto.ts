import * as eks from "@pulumi/aws/eks";
import type * as iam from "@pulumi/aws/iam";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { nodeClassSpec, nodePoolObjects, poolObjectName, type NodeInputs } from "./nodes-auto-manifests";
import { accessPolicyArn } from "./iam";
import type { NetworkInputs } from "./network-inputs";
import { createNodeRole } from "./node-role";
import type { EksSettings } from "./settings";
import { nodeRoleLabels, type NodePool } from "../shared/node-pools";

/** Inputs of nodes, for either kind of compute. */
export interface ComputeInputs {
    readonly cluster: eks.Cluster;
    readonly network: NetworkInputs;
}

// https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
const nodePolicies = ["AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"];

/**
 * Nodes of EKS Auto Mode: pools as objects in the cluster. AWS's own pools stay off, as they know neither roles nor sizes.
 *
 * Its options name both providers: that of AWS and that of the cluster.
 */
export class EksAutoNodes extends pulumi.ComponentResource {
    constructor(
        name: string,
        settings: EksSettings,
        { cluster, network }: ComputeInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:eks:EksAutoNodes", name, { pools: settings.pools }, opts);
        const { role, rights } = createNodeRole(name, settings, nodePolicies, { parent: this });
        const access = this.access(name, settings, cluster, role);
        const inputs: NodeInputs = {
            nodeRoleName: role.name,
            subnetIds: network.subnetIds,
            securityGroupId: cluster.vpcConfig.apply(({ clusterSecurityGroupId }) => clusterSecurityGroupId),
            tags: settings.tags,
        };
        settings.pools.forEach((pool) => this.pool(name, pool, settings, inputs, [...rights, access]));
        // Auto Mode enforces network policies only with this setting; the ConfigMap may exist already:
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

    /**
     * Nodes of pools other than AWS's own may join only with an entry of their role:
     * https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
     */
    private access(name: string, { region }: EksSettings, cluster: eks.Cluster, role: iam.Role): pulumi.Resource {
        const entry = new eks.AccessEntry(
            `${name}-access`,
            { clusterName: cluster.name, principalArn: role.arn, type: "EC2" },
            { parent: this },
        );
        return new eks.AccessPolicyAssociation(
            `${name}-access-rights`,
            {
                clusterName: cluster.name,
                principalArn: entry.principalArn,
                policyArn: accessPolicyArn(region, "AmazonEKSAutoNodePolicy"),
                accessScope: { type: "cluster" },
            },
            { parent: this },
        );
    }

    private pool(
        name: string,
        pool: NodePool,
        settings: EksSettings,
        inputs: NodeInputs,
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
                spec: nodeClassSpec(pool, inputs),
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
