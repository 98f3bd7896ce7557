import type { Problem } from "../../checks/findings";
import type { AksClusterArgs } from "./args";
import type { AksSettings } from "./settings";

// Lengths and characters: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
// "prod-1" yes; "-prod", "prod_1", 64 letters no
const clusterName = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
// "flink.prod", "flink_(1)" yes; "flink." and "flink prod" no
const resourceGroup = /^[-\w.()]{0,89}[-\w()]$/;
// "flink2f4a" yes; "flink-state", "fl", "Flink" no
const accountName = /^[a-z0-9]{3,24}$/;
// "flink", "flink-state" yes; "flink--state", "-flink", "fl" no
const containerName = /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
// "flink-keys" yes; "1flink", "flink--keys", "fk" no
const vaultName = /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/;
// "westeurope", "eastus2" yes; "West Europe" no
const location = /^[a-z0-9]+$/;

// https://learn.microsoft.com/azure/aks/faq (node resource group)
const longestNodeGroup = 80;

/** What is wrong with names, after endings of ours are added. */
export function aksNameProblems(args: AksClusterArgs, settings: AksSettings): Problem[] {
    const { stateStore, keys } = args;
    const must = (path: string, form: RegExp, value: string, words: string): Problem[] =>
        form.test(value) ? [] : [{ path, problem: `must be ${words}, got "${value}"` }];
    return [
        ...guidProblems("subscriptionId", settings.subscriptionId),
        ...guidProblems("tenantId", settings.tenantId),
        ...must("location", location, settings.location, "the name of a region such as westeurope"),
        ...must(
            "clusterName",
            clusterName,
            settings.physicalName,
            'from 1 to 63 letters, digits and "-", with a letter or digit at each end',
        ),
        ...must(
            "resourceGroup",
            resourceGroup,
            settings.resourceGroup,
            'from 1 to 90 letters, digits, "-", "_", "(", ")" and ".", without "." at the end',
        ),
        ...nodeGroupProblems(settings),
        ...must(
            stateStore?.existing === undefined ? "stateStore.name" : "stateStore.existing",
            accountName,
            settings.stateStore.account,
            "from 3 to 24 lower-case letters and digits",
        ),
        ...must(
            "stateStore.container",
            containerName,
            settings.stateStore.container,
            'from 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end',
        ),
        ...(keys?.existing === undefined
            ? must(
                  "keys.vaultName",
                  vaultName,
                  settings.vaultName,
                  'from 3 to 24 letters, digits and single "-", starting with a letter and not ending with "-"',
              )
            : []),
    ];
}

/** AKS makes a group for nodes, whose name holds three of ours. */
function nodeGroupProblems({ resourceGroup: group, physicalName, location: region }: AksSettings): Problem[] {
    const { length } = `MC_${group}_${physicalName}_${region}`;
    return length <= longestNodeGroup
        ? []
        : [
              {
                  path: "clusterName",
                  problem: `must be shorter: with resource group and location, the group of nodes gets a name of ${length} characters, and ${longestNodeGroup} are allowed`,
              },
          ];
}

// "6f1b2c3d-0000-1111-2222-333344445555" yes; "6f1b2c3d", "flink-administrators" no
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is wrong with a GUID. */
export function guidProblems(path: string, value: string): Problem[] {
    return guid.test(value) ? [] : [{ path, problem: `must be a GUID, got "${value}"` }];
}
