import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { azureFlinkProblem, azurePlugin, storeConfiguration } from "./filesystem";
import type { AksKeys } from "./keys";
import type { ChildOptions } from "./network";
import { builtInRoleId } from "./rights";
import { assignRole } from "./role-assignment";
import type { AksSettings } from "./settings";
import type { StateStore } from "../../contracts/cluster";

/** What a state store is made in. */
export interface StateStoreSurroundings {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly keys: AksKeys;
    /** Subnets that reach the store. */
    readonly subnetIds: readonly pulumi.Input<string>[];
}

/** Registers the account and the container of state; they stay on destroy. Returns what must be there before it is used. */
export function aksStateStore(
    name: string,
    settings: AksSettings,
    surroundings: StateStoreSurroundings,
    opts: ChildOptions,
): readonly pulumi.Resource[] {
    const { resourceGroupName } = surroundings;
    const { container, oldVersionDays } = settings.stateStore;
    const kept = { ...opts, protect: true, retainOnDelete: true };
    const encryption = encryptionIdentity(name, settings, surroundings, opts);
    const account = new storage.StorageAccount(`${name}-state`, accountArgs(settings, surroundings, encryption.id), {
        ...kept,
        dependsOn: encryption.grant,
    });
    const inAccount = { resourceGroupName, accountName: account.name };
    // Files that a checkpoint drops are gone for good after these days: the one rule that never touches what is in use.
    const deleted = { enabled: true, days: oldVersionDays };
    new storage.BlobServiceProperties(
        `${name}-state-soft-delete`,
        {
            ...inAccount,
            blobServicesName: "default",
            deleteRetentionPolicy: deleted,
            containerDeleteRetentionPolicy: deleted,
        },
        kept,
    );
    const files = new storage.BlobContainer(
        `${name}-state-container`,
        { ...inAccount, containerName: container, publicAccess: "None" },
        kept,
    );
    new authorization.ManagementLockByScope(
        `${name}-state-lock`,
        {
            scope: account.id,
            lockName: "flink-state",
            level: "CanNotDelete",
            notes: "Flink's checkpoints, savepoints and high-availability metadata",
        },
        { ...kept, dependsOn: files },
    );
    return [files];
}

/** An identity of the account's own, which may use the key before the account asks for it. */
function encryptionIdentity(
    name: string,
    { clusterName, location, tags, subscriptionId, stateStore }: AksSettings,
    { resourceGroupName, keys }: StateStoreSurroundings,
    opts: ChildOptions,
) {
    const kept = { ...opts, protect: true, retainOnDelete: true };
    const identity = new managedidentity.UserAssignedIdentity(
        `${name}-state-encryption`,
        { resourceGroupName, location, tags: { ...tags }, resourceName: `${clusterName}-state-encryption` },
        kept,
    );
    const grant = assignRole(
        `${name}-state-encryption-key`,
        {
            scope: pulumi.interpolate`${keys.vaultId}/keys/${keys.stateKeyName}`,
            roleId: builtInRoleId(subscriptionId, "keyVaultCryptoServiceEncryptionUser"),
            principalId: identity.principalId,
            identifiedBy: [subscriptionId, stateStore.account, "state-encryption"],
            description: `Encrypts the storage account ${stateStore.account}`,
        },
        kept,
    );
    return { id: identity.id, grant };
}

function accountArgs(
    { location, tags, stateStore }: AksSettings,
    { resourceGroupName, keys, subnetIds }: StateStoreSurroundings,
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
        // Subnets with a service endpoint come in by the public name, and nobody else does.
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
            // Without a version, the account goes over to a newer one by itself.
            keyVaultProperties: { keyVaultUri: keys.vaultUri, keyName: keys.stateKeyName },
            encryptionIdentity: { encryptionUserAssignedIdentity: encryptionIdentityId },
            services: { blob: { enabled: true, keyType: "Account" } },
        },
    };
}

/** What Flink needs to know of the store. */
export function stateStoreContract(settings: AksSettings): StateStore {
    const { account, container } = settings.stateStore;
    const uri = pulumi.output(`abfss://${container}@${account}.dfs.core.windows.net`);
    return {
        uri,
        plugin: azurePlugin,
        // It resumes half-written files too: https://issues.apache.org/jira/browse/FLINK-30128.
        files: { uri, plugin: azurePlugin },
        flinkConfiguration: (flinkVersion) => storeConfiguration(settings.identity, flinkVersion),
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}
