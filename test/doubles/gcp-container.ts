import { listOf, matching, objectOf, oneOf, text, wholeNumber, yesOrNo, cidr } from "./property-rules";
import { localDisksGivenBack } from "./gcp-local-disks";
import { nodeConfig, nodeConfigProblems } from "./gcp-nodes";
import { containerName, kmsKey, labels, region, someProject, zone } from "./gcp-values";
import type { Inputs, TypeRules } from "./rules";

const switched = objectOf({ enabled: yesOrNo }, ["enabled"]);
const time = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "a time in UTC without milliseconds");
const day = "(MO|TU|WE|TH|FR|SA|SU)";

const cluster: TypeRules = {
    required: ["name", "location"],
    properties: {
        name: containerName,
        location: region,
        nodeLocations: listOf(zone, 1),
        network: text,
        subnetwork: text,
        networkingMode: oneOf("VPC_NATIVE", "ROUTES"),
        ipAllocationPolicy: objectOf({ clusterSecondaryRangeName: text, servicesSecondaryRangeName: text }),
        datapathProvider: oneOf("LEGACY_DATAPATH", "ADVANCED_DATAPATH"),
        privateClusterConfig: objectOf({ enablePrivateNodes: yesOrNo }),
        controlPlaneEndpointsConfig: objectOf({
            dnsEndpointConfig: objectOf({ allowExternalTraffic: yesOrNo }),
            ipEndpointsConfig: switched,
        }),
        masterAuthorizedNetworksConfig: objectOf({
            cidrBlocks: listOf(objectOf({ cidrBlock: cidr, displayName: text }, ["cidrBlock"])),
            gcpPublicCidrsAccessEnabled: yesOrNo,
        }),
        workloadIdentityConfig: objectOf({ workloadPool: matching(/^[-a-z0-9]+\.svc\.id\.goog$/, "a workload pool") }),
        databaseEncryption: objectOf({ state: oneOf("ENCRYPTED", "DECRYPTED"), keyName: kmsKey }, ["state"]),
        masterAuth: objectOf(
            { clientCertificateConfig: objectOf({ issueClientCertificate: yesOrNo }, ["issueClientCertificate"]) },
            ["clientCertificateConfig"],
        ),
        enableLegacyAbac: yesOrNo,
        enableShieldedNodes: yesOrNo,
        securityPostureConfig: objectOf({ mode: oneOf("DISABLED", "BASIC", "ENTERPRISE") }),
        rbacBindingConfig: objectOf({
            enableInsecureBindingSystemAuthenticated: yesOrNo,
            enableInsecureBindingSystemUnauthenticated: yesOrNo,
        }),
        anonymousAuthenticationConfig: objectOf({ mode: oneOf("LIMITED", "ENABLED") }, ["mode"]),
        loggingConfig: objectOf({ enableComponents: listOf(logComponent()) }, ["enableComponents"]),
        monitoringConfig: objectOf({
            enableComponents: listOf(oneOf("SYSTEM_COMPONENTS", "APISERVER", "SCHEDULER", "CONTROLLER_MANAGER", "POD")),
            managedPrometheus: switched,
        }),
        maintenancePolicy: objectOf({
            recurringWindow: objectOf(
                {
                    startTime: time,
                    endTime: time,
                    recurrence: matching(new RegExp(`^FREQ=WEEKLY;BYDAY=${day}(,${day})*$`), "a weekly recurrence"),
                },
                ["startTime", "endTime", "recurrence"],
            ),
        }),
        releaseChannel: objectOf({ channel: oneOf("RAPID", "REGULAR", "STABLE", "EXTENDED", "UNSPECIFIED") }, [
            "channel",
        ]),
        minMasterVersion: matching(/^\d+\.\d+(\.\d+-gke\.\d+)?$/, "a version such as 1.35"),
        deletionProtection: yesOrNo,
        removeDefaultNodePool: yesOrNo,
        initialNodeCount: wholeNumber(0),
        nodeConfig,
        addonsConfig: objectOf({ gcePersistentDiskCsiDriverConfig: objectOf({ enabled: yesOrNo }, ["enabled"]) }),
        gatewayApiConfig: objectOf({ channel: oneOf("CHANNEL_DISABLED", "CHANNEL_STANDARD") }, ["channel"]),
        costManagementConfig: switched,
        resourceLabels: labels,
    },
    replaces: [
        "name",
        "location",
        "network",
        "subnetwork",
        "networkingMode",
        "ipAllocationPolicy",
        "datapathProvider",
        "masterAuth.clientCertificateConfig",
        "initialNodeCount",
        "nodeConfig",
    ],
    outputs: ({ name, location }, { cluster: standing }) => ({
        // The stand-in cluster's, as its DNS endpoint: a host and, unlike Google's, a port.
        controlPlaneEndpointsConfig: { dnsEndpointConfig: { endpoint: standing.server.replace(/^https:\/\//, "") } },
        endpoint: "10.0.0.2",
        masterAuth: { clusterCaCertificate: standing.certificateAuthorityData },
        masterVersion: "1.35.2-gke.1000000",
        selfLink: `https://container.googleapis.com/v1/projects/${someProject}/locations/${location}/clusters/${name}`,
    }),
    id: ({ name, location }) => `projects/${someProject}/locations/${location}/clusters/${name}`,
    problems: clusterProblems,
    deletionProblem: ({ deletionProtection, name }) =>
        deletionProtection === false
            ? undefined
            : `cannot destroy cluster ${name} while deletionProtection is on; set it to false and update first`,
};

const nodePool: TypeRules = {
    required: ["cluster"],
    properties: {
        name: containerName,
        cluster: matching(/^projects\/[^/]+\/locations\/[^/]+\/clusters\/[^/]+$/, "a cluster's id"),
        location: region,
        nodeLocations: listOf(zone, 1),
        initialNodeCount: wholeNumber(0),
        ignoreNodeCountChanges: yesOrNo,
        autoscaling: objectOf({
            minNodeCount: wholeNumber(0),
            maxNodeCount: wholeNumber(1),
            totalMinNodeCount: wholeNumber(0),
            totalMaxNodeCount: wholeNumber(1),
            locationPolicy: oneOf("BALANCED", "ANY"),
        }),
        management: objectOf({ autoRepair: yesOrNo, autoUpgrade: yesOrNo }),
        upgradeSettings: objectOf({ maxSurge: wholeNumber(0), maxUnavailable: wholeNumber(0) }),
        networkConfig: objectOf({ enablePrivateNodes: yesOrNo }),
        nodeConfig,
    },
    replaces: [
        "name",
        "cluster",
        "location",
        "initialNodeCount",
        "nodeConfig.serviceAccount",
        "nodeConfig.oauthScopes",
        "nodeConfig.spot",
        "nodeConfig.ephemeralStorageLocalSsdConfig",
        "nodeConfig.shieldedInstanceConfig",
        "nodeConfig.bootDiskKmsKey",
    ],
    outputs: ({ nodeLocations }) => ({
        version: "1.35.2-gke.1000000",
        nodeCount: 1,
        instanceGroupUrls: (nodeLocations ?? []).map((place: string) => `zones/${place}/instanceGroupManagers/gke`),
    }),
    givenBack: localDisksGivenBack,
    id: ({ cluster: of, name }) => `${of}/nodePools/${name}`,
    problems: poolProblems,
};

/** Clusters and their nodes. */
export const gcpContainerTypes: Readonly<Record<string, TypeRules>> = {
    "gcp:container/cluster:Cluster": cluster,
    "gcp:container/nodePool:NodePool": nodePool,
};

function logComponent() {
    return oneOf("SYSTEM_COMPONENTS", "APISERVER", "SCHEDULER", "CONTROLLER_MANAGER", "KCP_VPA", "WORKLOADS");
}

function clusterProblems(inputs: Inputs): string[] {
    const { removeDefaultNodePool, initialNodeCount, databaseEncryption, masterAuthorizedNetworksConfig } = inputs;
    const publicEndpoint = inputs["controlPlaneEndpointsConfig"]?.ipEndpointsConfig?.enabled;
    return [
        ...(removeDefaultNodePool === true && (initialNodeCount ?? 0) < 1
            ? ["initialNodeCount must be at least 1, as the pool that is removed has to be made first"]
            : []),
        ...(databaseEncryption?.state === "ENCRYPTED" && databaseEncryption.keyName === undefined
            ? ["databaseEncryption.keyName is missing, as its state is ENCRYPTED"]
            : []),
        ...(publicEndpoint === false && masterAuthorizedNetworksConfig !== undefined
            ? ["masterAuthorizedNetworksConfig is only for clusters with IP endpoints"]
            : []),
        ...windowProblems(inputs["maintenancePolicy"]?.recurringWindow),
    ];
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions */
function windowProblems(window: Inputs | undefined): string[] {
    const hours = (Date.parse(window?.["endTime"]) - Date.parse(window?.["startTime"])) / 3_600_000;
    const days = String(window?.["recurrence"] ?? "").split(",").length;
    return window === undefined || (hours >= 4 && days * 4 * hours >= 48)
        ? []
        : ["the maintenance window must be open for 48 hours in 32 days, at least 4 hours at a time"];
}

function poolProblems({
    autoscaling,
    upgradeSettings,
    nodeConfig: nodes,
    initialNodeCount,
    nodeLocations,
}: Inputs): string[] {
    const perZone = autoscaling?.minNodeCount !== undefined || autoscaling?.maxNodeCount !== undefined;
    const total = autoscaling?.totalMinNodeCount !== undefined || autoscaling?.totalMaxNodeCount !== undefined;
    const first = (initialNodeCount ?? 0) * (nodeLocations?.length ?? 3);
    return [
        ...(perZone && total ? ["autoscaling has bounds for each zone or for all, not both"] : []),
        ...(autoscaling?.totalMinNodeCount > autoscaling?.totalMaxNodeCount
            ? ["autoscaling.totalMaxNodeCount must not be less than totalMinNodeCount"]
            : []),
        ...(first > (autoscaling?.totalMaxNodeCount ?? Number.POSITIVE_INFINITY)
            ? [`the pool begins with ${first} nodes, more than totalMaxNodeCount`]
            : []),
        ...(upgradeSettings !== undefined && (upgradeSettings.maxSurge ?? 0) + (upgradeSettings.maxUnavailable ?? 0) < 1
            ? ["upgradeSettings leave no node to upgrade"]
            : []),
        ...nodeConfigProblems(nodes),
    ];
}
