import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { clusterArgs } from "./control-plane-spec";
import { accessPolicyArn, autoTagStatements, managedPolicyArn, policyDocument, rolePrefix, serviceTrust } from "./iam";
import { eksKubeconfig } from "./kubeconfig";
import type { EksSettings } from "./settings";
import { administratorChildName, clusterChildName } from "../shared/child-names";

/** Settings and inputs of the control plane. */
export interface EksControlPlaneArgs {
    readonly settings: EksSettings;
    readonly subnetIds: readonly pulumi.Input<string>[];
    readonly secretsKeyArn: pulumi.Input<string> | undefined;
}

/** The cluster itself, its logs, its key, and who may administer it. */
export class EksControlPlane extends pulumi.ComponentResource {
    readonly cluster: eks.Cluster;
    /** Kubeconfig as JSON, a secret. */
    readonly kubeconfig: pulumi.Output<string>;

    constructor(name: string, args: EksControlPlaneArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksControlPlane", name, {}, opts);
        const { settings } = args;
        // Otherwise EKS makes the group itself, and its logs would never end.
        const logs = new cloudwatch.LogGroup(
            `${name}-logs`,
            { name: `/aws/eks/${settings.clusterName}/cluster`, retentionInDays: settings.logRetentionDays },
            { parent: this },
        );
        const { role, policies } = this.clusterRole(name, settings);
        this.cluster = new eks.Cluster(
            clusterChildName(name),
            clusterArgs(settings, {
                roleArn: role.arn,
                subnetIds: args.subnetIds,
                secretsKeyArn: args.secretsKeyArn ?? this.secretsKey(name, settings).arn,
            }),
            {
                parent: this,
                // Without its rights the cluster could not clean up after itself when it is deleted.
                dependsOn: [logs, ...policies],
                protect: settings.deletionProtection,
                // Counts when the cluster is made; a change would replace it.
                ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
            },
        );
        this.kubeconfig = this.secretKubeconfig(settings);
        settings.administrators.forEach((principalArn) => this.administrator(name, settings.region, principalArn));
        if (!settings.publicEndpoint) {
            settings.allowedCidrs.forEach((cidr) => this.privateAccess(name, cidr));
        }
        this.registerOutputs({});
    }

    private secretsKey(name: string, { clusterName }: EksSettings): kms.Key {
        return new kms.Key(
            `${name}-secrets`,
            {
                description: `Kubernetes secrets of the EKS cluster ${clusterName}`,
                enableKeyRotation: true,
                deletionWindowInDays: 30, // the longest
            },
            { parent: this },
        );
    }

    private clusterRole(name: string, settings: EksSettings) {
        const auto = settings.compute === "auto";
        const role = new iam.Role(
            `${name}-role`,
            {
                namePrefix: rolePrefix(settings.clusterName, "cluster"),
                assumeRolePolicy: JSON.stringify(
                    serviceTrust("eks.amazonaws.com", auto ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]),
                ),
            },
            { parent: this },
        );
        const attachments: pulumi.Resource[] = clusterPolicies(auto).map(
            (policy) =>
                new iam.RolePolicyAttachment(
                    `${name}-${policy}`,
                    { role: role.name, policyArn: managedPolicyArn(settings.region, policy) },
                    { parent: this },
                ),
        );
        const tagging =
            auto && Object.keys(settings.tags).length > 0
                ? [
                      new iam.RolePolicy(
                          `${name}-tags`,
                          { role: role.name, policy: JSON.stringify(policyDocument(autoTagStatements)) },
                          { parent: this },
                      ),
                  ]
                : [];
        return { role, policies: [...attachments, ...tagging] };
    }

    private secretKubeconfig({ clusterName, region }: EksSettings): pulumi.Output<string> {
        const { endpoint, certificateAuthority } = this.cluster;
        return pulumi.secret(
            pulumi.all([endpoint, certificateAuthority]).apply(([server, authority]) =>
                eksKubeconfig({
                    name: clusterName,
                    region,
                    endpoint: server,
                    certificateAuthority: authority.data,
                }),
            ),
        );
    }

    private administrator(name: string, region: string, principalArn: string): void {
        const entryName = administratorChildName(name, administratorKey(principalArn));
        const entry = new eks.AccessEntry(
            entryName,
            { clusterName: this.cluster.name, principalArn, type: "STANDARD" },
            { parent: this },
        );
        new eks.AccessPolicyAssociation(
            `${entryName}-rights`,
            {
                clusterName: this.cluster.name,
                principalArn: entry.principalArn,
                policyArn: accessPolicyArn(region, "AmazonEKSClusterAdminPolicy"),
                accessScope: { type: "cluster" },
            },
            { parent: this },
        );
    }

    private privateAccess(name: string, cidr: string): void {
        new vpc.SecurityGroupIngressRule(
            `${name}-api-${cidr.replace("/", "-")}`,
            {
                securityGroupId: this.cluster.vpcConfig.apply(({ clusterSecurityGroupId }) => clusterSecurityGroupId),
                description: "Kubernetes API",
                cidrIpv4: cidr,
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
            },
            { parent: this },
        );
    }
}

// https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
function clusterPolicies(auto: boolean): readonly string[] {
    return [
        "AmazonEKSClusterPolicy",
        ...(auto
            ? [
                  "AmazonEKSBlockStoragePolicy",
                  "AmazonEKSComputePolicy",
                  "AmazonEKSLoadBalancingPolicy",
                  "AmazonEKSNetworkingPolicy",
              ]
            : []),
    ];
}

/** `arn:aws:iam::123456789012:role/teams/platform` → `123456789012-role-teams-platform`. */
function administratorKey(arn: string): string {
    return arn.split(":").slice(4).join("-").replaceAll("/", "-");
}
