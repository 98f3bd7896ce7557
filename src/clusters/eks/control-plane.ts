import * as eks from "@pulumi/aws/eks";
import * as kms from "@pulumi/aws/kms";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import { controlPlaneLogs } from "./control-plane-logs";
import { createClusterRole } from "./control-plane-role";
import { clusterArgs } from "./control-plane-spec";
import { fixedOptions } from "./fixed-inputs";
import { accessPolicyArn } from "./iam";
import { eksKubeconfig } from "./kubeconfig";
import type { EksSettings } from "./settings";
import { administratorChildName, clusterChildName } from "../shared/child-names";
import { MadeInRun } from "../shared/made-in-run";
import type { Awaited } from "../shared/reachable";

/** Inputs of the control plane. */
export interface ControlPlaneInputs {
    /** Name of the cluster's component, for messages. */
    readonly owner: string;
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** Key of Kubernetes secrets; undefined for a dedicated key. */
    readonly secretsKeyArn: pulumi.Input<string> | undefined;
    /** AWS provider, to look up a log group that exists. */
    readonly provider: pulumi.ProviderResource;
}

/** The cluster itself, its logs, its key, and who may administer it. */
export class EksControlPlane extends pulumi.ComponentResource {
    readonly cluster: eks.Cluster;
    /** Kubeconfig as JSON, a secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** The kubeconfig, and the resources that must exist before the API accepts its user. */
    readonly entrance: Pick<Awaited, "kubeconfig" | "access" | "madeInRun">;
    private readonly madeInRun: MadeInRun;

    constructor(
        name: string,
        settings: EksSettings,
        { owner, subnetIds, secretsKeyArn, provider }: ControlPlaneInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super(
            "flink-platform:eks:EksControlPlane",
            name,
            { clusterName: settings.clusterName, kubernetesVersion: settings.kubernetesVersion },
            opts,
        );
        this.madeInRun = new MadeInRun(name);
        const logs =
            settings.controlPlaneLogs.length > 0
                ? [controlPlaneLogs(`${name}-logs`, settings, { parent: this, provider })]
                : [];
        const { role, rights } = createClusterRole(name, settings, { parent: this });
        this.cluster = new eks.Cluster(
            clusterChildName(name),
            clusterArgs(settings, {
                roleArn: role.arn,
                subnetIds,
                secretsKeyArn: secretsKeyArn ?? this.secretsKey(name, settings).arn,
            }),
            fixedOptions("cluster", owner, {
                parent: this,
                // Without its rights the cluster could not clean up after itself when it is deleted.
                dependsOn: [...logs, ...rights],
                protect: settings.deletionProtection,
                // Counts when the cluster is made; a change would replace it.
                ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
                ...this.madeInRun.options,
            }),
        );
        this.kubeconfig = this.secretKubeconfig(settings);
        const access = [
            ...settings.administrators.map((arn) => this.administrator(name, settings.region, arn)),
            ...(settings.publicEndpoint ? [] : settings.allowedCidrs.map((cidr) => this.privateAccess(name, cidr))),
        ];
        this.entrance = { kubeconfig: this.kubeconfig, access, madeInRun: this.madeInRun };
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

    private administrator(name: string, region: string, principalArn: string): pulumi.Resource {
        const entryName = administratorChildName(name, administratorKey(principalArn));
        const entry = new eks.AccessEntry(
            entryName,
            { clusterName: this.cluster.name, principalArn, type: "STANDARD" },
            { parent: this },
        );
        return new eks.AccessPolicyAssociation(
            `${entryName}-rights`,
            {
                clusterName: this.cluster.name,
                principalArn: entry.principalArn,
                policyArn: accessPolicyArn(region, "AmazonEKSClusterAdminPolicy"),
                accessScope: { type: "cluster" },
            },
            { parent: this, ...this.madeInRun.options },
        );
    }

    private privateAccess(name: string, cidr: string): pulumi.Resource {
        return new vpc.SecurityGroupIngressRule(
            `${name}-api-${cidr.replace("/", "-")}`,
            {
                securityGroupId: this.cluster.vpcConfig.apply(({ clusterSecurityGroupId }) => clusterSecurityGroupId),
                description: "Kubernetes API",
                cidrIpv4: cidr,
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
            },
            { parent: this, ...this.madeInRun.options },
        );
    }
}

/** `arn:aws:iam::123456789012:role/teams/platform` → `123456789012-role-teams-platform`. */
function administratorKey(arn: string): string {
    return arn.split(":").slice(4).join("-").replaceAll("/", "-");
}
