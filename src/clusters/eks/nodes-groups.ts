import * as ec2 from "@pulumi/aws/ec2";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { ComputeInputs } from "./nodes-auto";
import { managedPolicyArn, podIdentityTrust, rolePrefix } from "./iam";
import { createNodeRole } from "./node-role";
import { eksAddons, launchTemplateArgs, nodeGroupArgs, type EksAddon } from "./nodes-groups-spec";
import type { EksSettings } from "./settings";
import { nodeRoleLabels, type NodePool } from "../shared/node-pools";

// https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly", "AmazonEKS_CNI_Policy"];

const volumeDriver = "aws-ebs-csi-driver";

/** Nodes as managed node groups, one for each role, and the add-ons that they need. */
export class EksNodeGroups extends pulumi.ComponentResource {
    constructor(
        name: string,
        settings: EksSettings,
        { cluster, network }: ComputeInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:eks:EksNodeGroups", name, { pools: settings.pools }, opts);
        const { role, rights } = createNodeRole(name, settings, nodePolicies, { parent: this });
        const early = eksAddons
            .filter(({ beforeNodes }) => beforeNodes)
            .map((addon) => this.addon(name, addon, settings, cluster, []));
        const groups = settings.pools.map((pool) =>
            this.group(name, pool, settings, {
                cluster,
                subnetIds: network.subnetIds,
                roleArn: role.arn,
                needs: [...rights, ...early, ...network.needs],
            }),
        );
        eksAddons
            .filter(({ beforeNodes }) => !beforeNodes)
            .forEach((addon) => this.addon(name, addon, settings, cluster, groups));
        this.registerOutputs({});
    }

    private group(
        name: string,
        pool: NodePool,
        settings: EksSettings,
        inputs: {
            readonly cluster: eks.Cluster;
            readonly subnetIds: readonly pulumi.Input<string>[];
            readonly roleArn: pulumi.Output<string>;
            readonly needs: readonly pulumi.Resource[];
        },
    ): eks.NodeGroup {
        const label = nodeRoleLabels[pool.role];
        const template = new ec2.LaunchTemplate(
            `${name}-${label}-template`,
            { namePrefix: `${settings.clusterName}-${label}-`, ...launchTemplateArgs(pool, settings.tags) },
            { parent: this },
        );
        return new eks.NodeGroup(
            `${name}-${label}`,
            {
                ...nodeGroupArgs(pool),
                clusterName: inputs.cluster.name,
                nodeGroupNamePrefix: `${label}-`,
                nodeRoleArn: inputs.roleArn,
                subnetIds: [...inputs.subnetIds],
                version: settings.kubernetesVersion,
                ...(settings.nodeRelease === undefined ? {} : { releaseVersion: settings.nodeRelease }),
                launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
            },
            {
                parent: this,
                dependsOn: [...inputs.needs],
                ignoreChanges: settings.autoscaler ? ["scalingConfig.desiredSize"] : [],
            },
        );
    }

    private addon(
        name: string,
        addon: EksAddon,
        settings: EksSettings,
        cluster: eks.Cluster,
        needs: readonly pulumi.Resource[],
    ): eks.Addon {
        const { configuration } = addon;
        const addonVersion = settings.addonVersions[addon.name];
        const identity = addon.name === volumeDriver ? this.volumeIdentity(name, settings, cluster) : undefined;
        return new eks.Addon(
            `${name}-${addon.name}`,
            {
                clusterName: cluster.name,
                addonName: addon.name,
                ...(addonVersion === undefined ? {} : { addonVersion }),
                ...(configuration === undefined ? {} : { configurationValues: JSON.stringify(configuration) }),
                ...(identity === undefined ? {} : { podIdentityAssociations: [identity.association] }),
                resolveConflictsOnCreate: "OVERWRITE",
                resolveConflictsOnUpdate: "OVERWRITE",
            },
            { parent: this, dependsOn: [...needs, ...(identity?.rights ?? [])] },
        );
    }

    /** Rights of the volume driver: https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html */
    private volumeIdentity(name: string, { region, clusterName }: EksSettings, cluster: eks.Cluster) {
        const serviceAccount = "ebs-csi-controller-sa";
        const role = new iam.Role(
            `${name}-volumes-role`,
            {
                namePrefix: rolePrefix(clusterName, "volumes"),
                assumeRolePolicy: pulumi.jsonStringify(
                    podIdentityTrust({ clusterArn: cluster.arn, namespace: "kube-system", serviceAccount }),
                ),
            },
            { parent: this },
        );
        const rights = new iam.RolePolicyAttachment(
            `${name}-volumes-policy`,
            { role: role.name, policyArn: managedPolicyArn(region, "service-role/AmazonEBSCSIDriverPolicy") },
            { parent: this },
        );
        return { association: { roleArn: role.arn, serviceAccount }, rights: [rights] };
    }
}
