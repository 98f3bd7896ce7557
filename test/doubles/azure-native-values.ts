import { both, listOf, mapOf, matching, text } from "./property-rules";
import type { Inputs, PropertyRule } from "./rules";

/** The subscription of all resources whose rules do not see it: it is the provider's. */
export const someSubscription = "00000000-0000-4000-8000-000000000000";

/** A GUID that the cloud makes up for a thing, such as an identity's object id. */
export const guidOf = (serial: string, last: string) => `${serial}-0000-4000-8000-${last.padStart(12, "0")}`;

export const guid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "a GUID");
// "westeurope" yes; "West Europe" no
export const location = matching(/^[a-z0-9]+$/, "the name of a region");

// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
export const groupName = matching(/^[-\w.()]{0,89}[-\w()]$/, "the name of a resource group");

/** A name of letters, digits and some signs, with a letter or digit at its beginning. */
export const nameOf = (least: number, most: number, signs = "-") =>
    matching(
        new RegExp(`^[A-Za-z0-9][A-Za-z0-9${signs}]{${least - 1},${most - 1}}$`),
        `a name of ${least} to ${most} characters`,
    );

/** Id of a resource of one type, such as `Microsoft.Network/virtualNetworks/subnets`. */
export function idOf(type: string): PropertyRule {
    const [provider = "", ...kinds] = type.split("/");
    const path = kinds.map((kind) => `/${kind}/[^/]+`).join("");
    const form = `^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${provider.replace(".", "\\.")}${path}$`;
    return matching(new RegExp(form, "i"), `the id of a ${type}`);
}

/** Id of anything in a subscription. */
export const anyId = matching(/^\/subscriptions\/[^/]+(\/.+)?$/, "the id of a resource");

/** Id of a resource that a rule's `id` makes. */
export function resourceId({ resourceGroupName }: Inputs, path: string): string {
    return `/subscriptions/${someSubscription}/resourceGroups/${resourceGroupName}/providers/${path}`;
}

export const subnetId = idOf("Microsoft.Network/virtualNetworks/subnets");
export const clusterId = idOf("Microsoft.ContainerService/managedClusters");
export const identityId = idOf("Microsoft.ManagedIdentity/userAssignedIdentities");
export const workspaceId = idOf("Microsoft.OperationalInsights/workspaces");

// https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations
export const tags: PropertyRule = both(mapOf(text), (value) =>
    Object.keys(value as object).length <= 50 ? undefined : "must have at most 50 entries",
);

/** What nearly every resource of a group has. */
export const common = { resourceGroupName: groupName, location, tags };

/** Availability zones of a region. */
export const zones: PropertyRule = both(listOf(matching(/^[123]$/, "a zone"), 1, 3), (value) =>
    new Set(value as string[]).size === (value as string[]).length ? undefined : "must name a zone once",
);
