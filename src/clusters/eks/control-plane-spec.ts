import type { ClusterArgs } from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { EksSettings } from "./settings";

/** Inputs of a cluster from other resources. */
export interface ClusterInputs {
    readonly roleArn: pulumi.Input<string>;
    readonly subnetIds: readonly pulumi.Input<string>[];
    readonly secretsKeyArn: pulumi.Input<string>;
}

/** The cluster's arguments. */
export function clusterArgs(settings: EksSettings, inputs: ClusterInputs): ClusterArgs {
    // Auto Mode switches compute, storage and load balancing together:
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    const auto = settings.compute === "auto";
    return {
        name: settings.clusterName,
        version: settings.kubernetesVersion,
        roleArn: inputs.roleArn,
        vpcConfig: {
            subnetIds: [...inputs.subnetIds],
            endpointPrivateAccess: true,
            endpointPublicAccess: settings.publicEndpoint,
            ...(settings.publicEndpoint ? { publicAccessCidrs: [...settings.allowedCidrs] } : {}),
        },
        accessConfig: {
            authenticationMode: "API",
            // Without administrators, the creator is the only one with access. With both, a creator who is also named as
            // administrator would get two entries, which EKS refuses:
            // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3293
            bootstrapClusterCreatorAdminPermissions: settings.administrators.length === 0,
        },
        encryptionConfig: { provider: { keyArn: inputs.secretsKeyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: [...settings.controlPlaneLogs],
        // Extended support costs six times as much: https://aws.amazon.com/eks/pricing/
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: settings.deletionProtection,
        // Node groups get add-ons of a known version instead.
        bootstrapSelfManagedAddons: false,
        computeConfig: auto ? { enabled: true, nodePools: [] } : { enabled: false },
        storageConfig: { blockStorage: { enabled: auto } },
        kubernetesNetworkConfig: {
            ipFamily: "ipv4",
            serviceIpv4Cidr: settings.serviceCidr,
            elasticLoadBalancing: { enabled: auto },
        },
    };
}
