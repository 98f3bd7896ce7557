import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkInputs } from "./network";
import { addedPoolPlans, type AgentPoolPlan } from "./nodes-plan";
import type { AksSettings } from "./settings";
import type { Propagation } from "../shared/propagation";

/** Properties of an agent pool, whether it is made with the cluster or by itself. */
export function agentPoolProperties(
    settings: AksSettings,
    plan: AgentPoolPlan,
    subnetId: pulumi.Input<string>,
): Omit<containerservice.AgentPoolArgs, "resourceGroupName" | "resourceName" | "agentPoolName"> {
    return {
        mode: plan.role === "system" ? "System" : "User",
        type: "VirtualMachineScaleSets",
        orchestratorVersion: settings.kubernetesVersion,
        vmSize: plan.vmSize,
        availabilityZones: [...plan.zones],
        vnetSubnetID: subnetId,
        // Without a count, which each update would send again: how many nodes there are is the autoscaler's business.
        enableAutoScaling: true,
        minCount: plan.minNodes,
        maxCount: plan.maxNodes,
        osType: "Linux",
        osSKU: "AzureLinux",
        // An ephemeral disk is the machine's own: pods' scratch space, where RocksDB works, is on it.
        osDiskType: plan.localDisk ? "Ephemeral" : "Managed",
        ...(plan.diskGiB === undefined ? {} : { osDiskSizeGB: plan.diskGiB }),
        enableEncryptionAtHost: settings.encryptionAtHost,
        enableNodePublicIP: false,
        nodeLabels: { ...plan.labels },
        nodeTaints: [...plan.taints],
        tags: { ...settings.tags },
        ...(plan.spot ? spotProperties : { upgradeSettings: { maxSurge: "33%" } }),
    };
}

/** Agent pools with the subnets that their nodes are in. */
export function placedPools(plans: readonly AgentPoolPlan[], { subnets }: Pick<NetworkInputs, "subnets">) {
    return subnets.flatMap(({ suffix, subnetId }) =>
        plans.filter(({ group }) => group === suffix).map((plan) => ({ plan, subnetId })),
    );
}

// A spot pool takes no upgrade settings: https://github.com/hashicorp/terraform-provider-azurerm/issues/19355.
const spotProperties = {
    scaleSetPriority: "Spot",
    scaleSetEvictionPolicy: "Delete",
    spotMaxPrice: -1, // up to the price on demand
};

/** Inputs of the nodes. */
export interface NodesInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly cluster: containerservice.ManagedCluster;
    readonly network: Pick<NetworkInputs, "subnets">;
    /** Patience with the control plane's rights on a subnet that has just been made. */
    readonly rights: Propagation;
}

/** Nodes as agent pools; the first system pool is made with the cluster. */
export class AksNodes extends pulumi.ComponentResource {
    constructor(
        name: string,
        settings: AksSettings,
        { resourceGroupName, cluster, network, rights }: NodesInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksNodes", name, { pools: settings.pools }, opts);
        for (const { plan, subnetId } of placedPools(addedPoolPlans(settings), network)) {
            new containerservice.AgentPool(
                `${name}-${plan.nameSuffix}`,
                {
                    resourceGroupName,
                    resourceName: cluster.name,
                    agentPoolName: plan.agentPoolName,
                    ...agentPoolProperties(settings, plan, subnetId),
                },
                { parent: this, ...rights.ofNeedingOnce },
            );
        }
        this.registerOutputs({});
    }
}
