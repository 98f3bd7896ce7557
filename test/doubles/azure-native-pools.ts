import { listOf, mapOf, matching, objectOf, oneOf, wholeNumber, yesOrNo } from "./property-rules";
import { subnetId, tags, zones } from "./azure-native-values";
import { refusedByService } from "./refused-by-service";
import type { Inputs, PropertyRule } from "./rules";

// "jm1a2b3c4d", "system" yes; "job-manager", "JobManager", 13 letters no
export const poolName = matching(/^[a-z][a-z0-9]{0,11}$/, "at most 12 lower-case letters and digits");

/** Properties of an agent pool, whether it is made with the cluster or by itself. */
export const agentPoolProperties: Readonly<Record<string, PropertyRule>> = {
    mode: oneOf("System", "User"),
    type: oneOf("VirtualMachineScaleSets"),
    orchestratorVersion: matching(/^1\.\d+(\.\d+)?$/, "a version such as 1.35"),
    vmSize: matching(/^Standard_[A-Z]+\d+\w*$/, "the name of a size"),
    availabilityZones: zones,
    vnetSubnetID: subnetId,
    enableAutoScaling: yesOrNo,
    count: wholeNumber(0, 1000),
    minCount: wholeNumber(0, 1000),
    maxCount: wholeNumber(1, 1000),
    osType: oneOf("Linux"),
    osSKU: oneOf("AzureLinux", "AzureLinux3", "Ubuntu", "Ubuntu2204"),
    osDiskType: oneOf("Managed", "Ephemeral"),
    osDiskSizeGB: wholeNumber(30, 2048),
    enableEncryptionAtHost: yesOrNo,
    enableNodePublicIP: yesOrNo,
    securityProfile: objectOf({
        sshAccess: refusedByService("sshAccess"),
        enableSecureBoot: yesOrNo,
        enableVTPM: yesOrNo,
    }),
    nodeLabels: mapOf(matching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/, "a label's value")),
    nodeTaints: listOf(
        matching(/^[^=:\s]+=[^=:\s]+:(NoSchedule|PreferNoSchedule|NoExecute)$/, "a taint key=value:effect"),
    ),
    tags,
    upgradeSettings: objectOf({ maxSurge: matching(/^\d+%?$/, "a number of nodes or a share") }),
    scaleSetPriority: oneOf("Regular", "Spot"),
    scaleSetEvictionPolicy: oneOf("Delete", "Deallocate"),
    spotMaxPrice: (value) => (value === -1 || Number(value) > 0 ? undefined : "must be -1 or a price"),
};

/** What does not go together in a pool. */
export function agentPoolProblems(pool: Inputs): string[] {
    const { mode, count = pool["minCount"], minCount, maxCount, scaleSetPriority } = pool;
    const { upgradeSettings, osDiskType, vmSize } = pool;
    const spot = scaleSetPriority === "Spot";
    return [
        // https://github.com/Azure/AKS/releases/tag/2024-08-27
        ...(pool["count"] === undefined && pool["enableAutoScaling"] !== true
            ? ["count may be left out only with enableAutoScaling"]
            : []),
        ...(mode === "System" && (count ?? 1) < 1 ? ["a system pool needs a node"] : []),
        ...(mode === "System" && spot ? ["a system pool cannot be interruptible"] : []),
        ...(spot && upgradeSettings !== undefined ? ["Spot pools can't set max surge"] : []),
        ...(!spot && pool["scaleSetEvictionPolicy"] !== undefined ? ["scaleSetEvictionPolicy is for Spot alone"] : []),
        ...(minCount > maxCount || count < minCount || count > maxCount
            ? [`count ${count} is not from minCount ${minCount} to maxCount ${maxCount}`]
            : []),
        ...(osDiskType === "Ephemeral" && !/^Standard_[A-Z]+\d+[a-z]*d[a-z]*_v\d+$/.test(String(vmSize))
            ? [`${vmSize} has no disk of its own for an ephemeral system`]
            : []),
    ];
}

// What a pool keeps for good: https://learn.microsoft.com/azure/aks/manage-node-pools
const fixedOfPool = [
    "vmSize",
    "availabilityZones",
    "vnetSubnetID",
    "osDiskType",
    "osDiskSizeGB",
    "enableEncryptionAtHost",
];

/** What AKS refuses of a change of the pools that were made with a cluster: https://github.com/Azure/bicep/issues/9644. */
export function inlinePoolChangeProblems(olds: readonly Inputs[], pools: readonly Inputs[]): string[] {
    return pools.flatMap((pool) => {
        const old = olds.find(({ name }) => name === pool["name"]);
        return old === undefined
            ? [
                  "A new agent pool was introduced. Adding agent pools to an existing cluster is not allowed through managed cluster operations",
              ]
            : fixedOfPool
                  .filter((property) => JSON.stringify(old[property]) !== JSON.stringify(pool[property]))
                  .map((property) => `Changing property 'agentPoolProfile.${property}' is not allowed`);
    });
}
