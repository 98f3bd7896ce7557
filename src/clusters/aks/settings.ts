import type { AksClusterArgs, AksMaintenanceArgs } from "./args";
import type { AksIdentityMode, AksLogin, AksUpgradeChannel } from "./choices";
import { defaults, systemVcpus } from "./defaults";
import { shortHash } from "./names";
import type { NodeRole } from "../../contracts/cluster";
import { kubernetesVersions } from "../../flink/versions";
import type { NatGateways, Sink } from "../shared/choices";
import type { Samples } from "../shared/samples";
import { clusterNameOf, nodePools, type NodePool } from "../shared/node-pools";

/** A cluster's arguments with every plain value decided. */
export interface AksSettings {
    readonly subscriptionId: string;
    readonly tenantId: string;
    readonly location: string;
    readonly administrators: readonly string[];
    readonly resourceGroup: string;
    readonly resourceGroupExists: boolean;
    /** Name without the generation: what outlives a replacement of the cluster is called by it. */
    readonly baseName: string;
    /** Name of the cluster in Azure. */
    readonly clusterName: string;
    /** Identifies the cluster to Kubernetes providers; made of inputs only. */
    readonly clusterIdentifier: string;
    readonly kubernetesVersion: string;
    readonly upgradeChannel: AksUpgradeChannel;
    readonly zones: readonly string[];
    readonly cidr: string;
    readonly podCidr: string;
    readonly serviceCidr: string;
    readonly natGateways: NatGateways;
    readonly publicEndpoint: boolean;
    readonly reachable: boolean;
    readonly allowedCidrs: readonly string[];
    readonly pools: readonly NodePool[];
    /** System disk of the nodes of each role; undefined if it takes the whole of a machine's own disk. */
    readonly systemDiskGiB: Readonly<Record<NodeRole, number | undefined>>;
    readonly encryptionAtHost: boolean;
    readonly stateStore: StateStoreSettings;
    readonly vaultName: string;
    readonly identity: AksIdentityMode;
    readonly hadoopInImage: string | undefined;
    readonly login: AksLogin;
    readonly storageClassName: string;
    readonly logs: Sink;
    readonly metrics: Sink;
    readonly logRetentionDays: number;
    readonly logDailyCapGB: number;
    readonly deletionProtection: boolean;
    readonly maintenance: AksMaintenanceArgs;
    readonly tags: Readonly<Record<string, string>>;
}

/** Place where state is kept. */
export interface StateStoreSettings {
    readonly account: string;
    readonly accountExists: boolean;
    readonly resourceGroup: string;
    readonly container: string;
    readonly oldVersionDays: number;
    readonly samples: Samples;
    readonly samplesImage: string;
}

/** Decides every plain value; the arguments need not be valid. */
export function aksSettings(name: string, args: AksClusterArgs): AksSettings {
    const baseName = args.clusterName ?? name;
    const clusterName = clusterNameOf(baseName, args.generation ?? defaults.generation);
    const resourceGroup = args.resourceGroup ?? baseName;
    const { subscriptionId, tenantId, location, administrators } = args;
    return {
        subscriptionId,
        tenantId,
        location,
        administrators,
        resourceGroup,
        resourceGroupExists: args.resourceGroup !== undefined,
        baseName,
        clusterName,
        clusterIdentifier: `aks/${subscriptionId}/${resourceGroup}/${clusterName}`,
        ...versionSettings(args),
        ...networkSettings(args),
        ...storageSettings(args, resourceGroup, baseName),
        identity: args.identity ?? defaults.identity,
        hadoopInImage: args.hadoopInImage,
        login: args.login ?? defaults.login,
        ...observabilitySettings(args),
        ...nodeSettings(args),
        deletionProtection: args.deletionProtection ?? defaults.deletionProtection,
        tags: args.tags ?? {},
    };
}

function versionSettings(args: AksClusterArgs) {
    return {
        kubernetesVersion: args.kubernetesVersion ?? kubernetesVersions.default,
        upgradeChannel: args.upgradeChannel ?? defaults.upgradeChannel,
        maintenance: args.maintenance ?? defaults.maintenance,
    };
}

function networkSettings({ zones, network = {}, endpoint = {} }: AksClusterArgs) {
    return {
        zones: zones ?? defaults.zones,
        cidr: network.cidr ?? defaults.cidr,
        podCidr: network.podCidr ?? defaults.podCidr,
        serviceCidr: network.serviceCidr ?? defaults.serviceCidr,
        natGateways: network.natGateways ?? defaults.natGateways,
        publicEndpoint: endpoint.public ?? defaults.publicEndpoint,
        allowedCidrs: endpoint.allowedCidrs ?? [],
        reachable: endpoint.reachable ?? false,
    };
}

function storageSettings(
    { subscriptionId, stateStore = {}, ...args }: AksClusterArgs,
    group: string,
    baseName: string,
) {
    // Both names must be free in all of Azure.
    const suffix = shortHash(16, subscriptionId, group, baseName);
    const store: StateStoreSettings = {
        account: stateStore.existing ?? stateStore.name ?? `flink${suffix}`,
        accountExists: stateStore.existing !== undefined,
        resourceGroup: stateStore.existingResourceGroup ?? group,
        container: stateStore.container ?? defaults.container,
        oldVersionDays: stateStore.oldVersionDays ?? defaults.oldVersionDays,
        samples: stateStore.samples ?? {},
        samplesImage: stateStore.samplesImage ?? defaults.samplesImage,
    };
    return {
        stateStore: store,
        vaultName: args.keys?.vaultName ?? `flink-${suffix}`,
        storageClassName: args.storageClassName ?? defaults.storageClassName,
    };
}

function nodeSettings({ nodes = {}, encryptionAtHost }: AksClusterArgs) {
    const pools = nodePools({ ...nodes, system: { ...nodes.system, vcpus: nodes.system?.vcpus ?? systemVcpus } });
    const systemDisks = pools.map(({ role, localDisk, diskGiB }) => [role, localDisk ? nodes[role]?.diskGiB : diskGiB]);
    return {
        pools,
        systemDiskGiB: Object.fromEntries(systemDisks) as AksSettings["systemDiskGiB"],
        encryptionAtHost: encryptionAtHost ?? defaults.encryptionAtHost,
    };
}

function observabilitySettings(args: AksClusterArgs) {
    return {
        logs: args.logs ?? defaults.logs,
        metrics: args.metrics ?? defaults.metrics,
        logRetentionDays: args.logRetentionDays ?? defaults.logRetentionDays,
        logDailyCapGB: args.logDailyCapGB ?? defaults.logDailyCapGB,
    };
}
