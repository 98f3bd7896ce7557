import type * as storage from "@pulumi/azure-native/storage";
import type * as pulumi from "@pulumi/pulumi";
import type { KeyInputs } from "./keys";
import type { AksSettings } from "./settings";

/** Inputs of the storage account. */
export interface StateAccountInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly keys: KeyInputs;
    /** Subnets that reach the store. */
    readonly subnetIds: readonly pulumi.Input<string>[];
}

/** Arguments of the storage account in Azure. */
export function storageAccountArgs(
    { location, tags, stateStore }: AksSettings,
    { resourceGroupName, keys, subnetIds }: StateAccountInputs,
    encryptionIdentityId: pulumi.Input<string>,
): storage.StorageAccountArgs {
    return {
        resourceGroupName,
        location,
        tags: { ...tags },
        accountName: stateStore.account,
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        isHnsEnabled: true,
        allowSharedKeyAccess: false,
        defaultToOAuthAuthentication: true,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        minimumTlsVersion: "TLS1_2",
        enableHttpsTrafficOnly: true,
        // Only subnets with a service endpoint reach the account, and they use its public name.
        publicNetworkAccess: "Enabled",
        networkRuleSet: {
            defaultAction: "Deny",
            bypass: "None",
            virtualNetworkRules: subnetIds.map((virtualNetworkResourceId) => ({
                virtualNetworkResourceId,
                action: "Allow",
            })),
        },
        identity: { type: "UserAssigned", userAssignedIdentities: [encryptionIdentityId] },
        encryption: {
            keySource: "Microsoft.Keyvault",
            // Without a version, the account adopts a newer one automatically.
            keyVaultProperties: { keyVaultUri: keys.vaultUri, keyName: keys.stateKeyName },
            encryptionIdentity: { encryptionUserAssignedIdentity: encryptionIdentityId },
            services: { blob: { enabled: true, keyType: "Account" } },
        },
    };
}
