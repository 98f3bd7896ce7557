import type * as container from "@pulumi/gcp/container";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeExistingNetworkArgs } from "./network-args";
import { maintenanceWindow } from "./maintenance";
import { workloadPool } from "./names";
import { nodeBasics, type NodeInputs } from "./nodes";
import type { GkeSettings } from "./settings";

/** Inputs of a cluster from other resources. */
export interface ClusterInputs extends NodeInputs {
    readonly network: GkeExistingNetworkArgs;
}

/** Logs of the control plane and of Google's own pods. */
const controlPlaneLogs = ["SYSTEM_COMPONENTS", "APISERVER", "SCHEDULER", "CONTROLLER_MANAGER"];

/**
 * Arguments of the cluster: regional, with private nodes, reached through its DNS endpoint, without certificates, keys
 * or passwords for clients.
 */
export function clusterArgs(settings: GkeSettings, inputs: ClusterInputs): container.ClusterArgs {
    const { project, clusterName, region, zones } = settings;
    return {
        name: clusterName,
        location: region,
        nodeLocations: [...zones],
        deletionProtection: settings.deletionProtection,
        resourceLabels: settings.labels,
        minMasterVersion: settings.kubernetesVersion,
        releaseChannel: { channel: settings.releaseChannel.toUpperCase() },
        maintenancePolicy: { recurringWindow: maintenanceWindow(settings.maintenance) },
        ...networking(settings, inputs.network),
        ...security(project, inputs.diskKey),
        ...observation(settings),
        ...firstPool(inputs),
        // Of Google's drivers, the one for disks; all others are off unless asked for.
        addonsConfig: { gcePersistentDiskCsiDriverConfig: { enabled: true } },
        gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
        costManagementConfig: { enabled: true },
    };
}

function networking(
    { publicEndpoint, allowedCidrs }: GkeSettings,
    network: GkeExistingNetworkArgs,
): Partial<container.ClusterArgs> {
    return {
        network: network.network,
        subnetwork: network.subnetwork,
        networkingMode: "VPC_NATIVE",
        ipAllocationPolicy: {
            clusterSecondaryRangeName: network.podRangeName,
            servicesSecondaryRangeName: network.serviceRangeName,
        },
        // Dataplane V2, which includes the enforcement of network policies.
        datapathProvider: "ADVANCED_DATAPATH",
        privateClusterConfig: { enablePrivateNodes: true },
        controlPlaneEndpointsConfig: {
            dnsEndpointConfig: { allowExternalTraffic: true },
            ipEndpointsConfig: { enabled: publicEndpoint },
        },
        ...(publicEndpoint
            ? {
                  masterAuthorizedNetworksConfig: {
                      cidrBlocks: allowedCidrs.map((cidrBlock) => ({ cidrBlock })),
                      // Otherwise every customer's machine in Google's network could call too.
                      gcpPublicCidrsAccessEnabled: false,
                  },
              }
            : {}),
    };
}

function security(project: string, secretsKey: pulumi.Input<string>): Partial<container.ClusterArgs> {
    return {
        workloadIdentityConfig: { workloadPool: workloadPool(project) },
        databaseEncryption: { state: "ENCRYPTED", keyName: secretsKey },
        masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
        enableLegacyAbac: false,
        enableShieldedNodes: true,
        securityPostureConfig: { mode: "BASIC" },
        // No role binding to all users: https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
        rbacBindingConfig: {
            enableInsecureBindingSystemAuthenticated: false,
            enableInsecureBindingSystemUnauthenticated: false,
        },
        anonymousAuthenticationConfig: { mode: "LIMITED" },
    };
}

function observation({ logs, metrics }: GkeSettings): Partial<container.ClusterArgs> {
    return {
        loggingConfig: { enableComponents: [...controlPlaneLogs, ...(logs === "cloud" ? ["WORKLOADS"] : [])] },
        monitoringConfig: {
            enableComponents: ["SYSTEM_COMPONENTS"],
            // Left out, it would be on.
            managedPrometheus: { enabled: metrics === "cloud" },
        },
    };
}

/**
 * Google makes no cluster without a pool. This one is removed before the cluster counts as made; until then its nodes
 * have the same account and key as the others, as many an organisation forbids nodes without. One node in each zone with a
 * disk of 100 GiB would be more SSD than some new projects have: https://cloud.google.com/compute/resource-usage#disk_quota.
 */
function firstPool(inputs: NodeInputs): Partial<container.ClusterArgs> {
    const smallDisk = { diskType: "pd-standard", diskSizeGb: 30 };
    return { removeDefaultNodePool: true, initialNodeCount: 1, nodeConfig: { ...nodeBasics(inputs), ...smallDisk } };
}
