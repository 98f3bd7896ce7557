import type { Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import type { AksClusterArgs } from "./args";
import type { AksSettings } from "./settings";
import { tagLengthProblems, type TagLimits } from "../shared/tags";

/**
 * Forms of names, and their words. Lengths and characters:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.
 */
const forms = {
    // "westeurope", "eastus2" yes; "West Europe" no
    location: { form: /^[a-z0-9]+$/, words: "the name of a region such as westeurope" },
    // "prod-1" yes; "-prod", "prod_1", 64 letters no
    cluster: {
        form: /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/,
        words: 'from 1 to 63 letters, digits and "-", with a letter or digit at each end',
    },
    // "flink.prod", "flink_(1)" yes; "flink." and "flink prod" no
    resourceGroup: {
        form: /^[-\w.()]{0,89}[-\w()]$/,
        words: 'from 1 to 90 letters, digits, "-", "_", "(", ")" and ".", without "." at the end',
    },
    // "flink2f4a" yes; "flink-state", "fl", "Flink" no
    account: { form: /^[a-z0-9]{3,24}$/, words: "from 3 to 24 lower-case letters and digits" },
    // "flink", "flink-state" yes; "flink--state", "-flink", "fl" no
    container: {
        form: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
        words: 'from 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end',
    },
    // "flink-keys" yes; "1flink", "flink--keys", "fk" no
    vault: {
        form: /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
        words: 'from 3 to 24 letters, digits and single "-", starting with a letter and not ending with "-"',
    },
} as const;

/** Problems of the name of something in Azure. */
export function azureNameProblems(path: string, kind: keyof typeof forms, value: string): Problem[] {
    const { form, words } = forms[kind];
    return unless(form.test(value), path, `must be ${words}, got "${value}"`);
}

// https://learn.microsoft.com/azure/aks/faq (node resource group)
const longestNodeGroup = 80;

/** Problems of names, with the endings that are added to them. */
export function aksNameProblems({ stateStore, keys }: AksClusterArgs, settings: AksSettings): Problem[] {
    const { account, container } = settings.stateStore;
    const accountPath = stateStore?.existing === undefined ? "stateStore.name" : "stateStore.existing";
    return [
        ...guidProblems("subscriptionId", settings.subscriptionId),
        ...guidProblems("tenantId", settings.tenantId),
        ...azureNameProblems("location", "location", settings.location),
        ...azureNameProblems("clusterName", "cluster", settings.clusterName),
        ...azureNameProblems("resourceGroup", "resourceGroup", settings.resourceGroup),
        ...nodeGroupProblems(settings),
        ...azureNameProblems(accountPath, "account", account),
        ...azureNameProblems("stateStore.container", "container", container),
        ...(keys?.existing === undefined ? azureNameProblems("keys.vaultName", "vault", settings.vaultName) : []),
    ];
}

/** AKS makes a group for nodes, whose name is made from three others. */
function nodeGroupProblems({ resourceGroup: group, clusterName, location: region }: AksSettings): Problem[] {
    const { length } = `MC_${group}_${clusterName}_${region}`;
    return unless(
        length <= longestNodeGroup,
        "clusterName",
        `must be shorter: with resource group and location, the group of nodes gets a name of ${length} characters, and ${longestNodeGroup} are allowed`,
    );
}

// https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations; the key's length is that
// of storage accounts, which take the shortest.
const mostTags = 50;
const tagLimits: TagLimits = { longestKey: 128, longestValue: 256 };
// "team", "cost centre" yes; "team/flink", "50%" no
const tagKeyForm = /^[^<>%&\\?/]*$/;
// https://learn.microsoft.com/rest/api/resources/tags/create-or-update
const reservedTagPrefixes = ["microsoft", "azure", "windows"];

/** Problems of tags, which go on everything. */
export function aksTagProblems({ tags }: Pick<AksSettings, "tags">): Problem[] {
    const keys = Object.keys(tags).map((key) => key.toLowerCase());
    return [
        ...unless(keys.length <= mostTags, "tags", `must be at most ${mostTags}, got ${keys.length}`),
        ...Object.entries(tags).flatMap(([key, value], index) => [
            ...tagProblems(key, value),
            ...unless(
                keys.indexOf(key.toLowerCase()) === index,
                `tags["${key}"]`,
                `must not repeat a key, which Azure reads without regard to case, got "${key}"; remove one`,
            ),
        ]),
    ];
}

function tagProblems(key: string, value: string): Problem[] {
    const path = `tags["${key}"]`;
    const reserved = reservedTagPrefixes.find((prefix) => key.toLowerCase().startsWith(prefix));
    return [
        ...unless(
            reserved === undefined,
            path,
            `must not start with "${reserved}", which Azure reserves, got "${key}"`,
        ),
        ...unless(
            tagKeyForm.test(key),
            path,
            `must have a key without "<", ">", "%", "&", "\\", "?" and "/", got "${key}"`,
        ),
        ...tagLengthProblems(key, value, tagLimits),
    ];
}

// "6f1b2c3d-0000-1111-2222-333344445555" yes; "6f1b2c3d", "flink-administrators" no
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Problems of a value that must be a GUID. */
export function guidProblems(path: string, value: string): Problem[] {
    return unless(guidForm.test(value), path, `must be a GUID, got "${value}"`);
}
