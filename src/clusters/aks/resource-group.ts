import { Provider as AzureProvider } from "@pulumi/azure-native/provider";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import type { AksSettings } from "./settings";

/** Options of the module's parts. */
interface Owned {
    readonly parent: pulumi.Resource;
    readonly provider: AzureProvider;
}

/** Provider of everything in Azure. */
export function azureProvider(
    name: string,
    { subscriptionId, tenantId, location }: Pick<AksSettings, "subscriptionId" | "tenantId" | "location">,
    parent: pulumi.Resource,
): AzureProvider {
    return new AzureProvider(`${name}-azure`, { subscriptionId, tenantId, location }, { parent });
}

/** The group holds state and keys: Azure deletes a group with everything in it. */
export function createResourceGroup(name: string, settings: AksSettings, owned: Owned) {
    const { resourceGroup, resourceGroupExists, location, tags } = settings;
    if (resourceGroupExists) {
        return { resourceGroupName: pulumi.output(resourceGroup), resourceGroup: [] };
    }
    const group = new resources.ResourceGroup(
        `${name}-group`,
        { resourceGroupName: resourceGroup, location, tags: { ...tags } },
        { ...owned, protect: true, retainOnDelete: true },
    );
    return { resourceGroupName: group.name, resourceGroup: [group] };
}
