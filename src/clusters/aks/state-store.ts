import * as authorization from "@pulumi/azure-native/authorization";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { azureFlinkProblem, azurePlugin, storeConfiguration } from "./filesystem";
import { builtInRoleId, createRoleAssignment } from "./iam";
import type { KeyInputs } from "./keys";
import { createStateRoles, type StateRoles } from "./rights";
import type { AksSettings } from "./settings";
import type { StateStore } from "../../contracts/cluster";

/** Inputs of the state store. */
export interface StateInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    /** The resource group itself, if it is created: roles name it by text. */
    readonly resourceGroup: readonly pulumi.Resource[];
    readonly keys: KeyInputs;
    /** Subnets that reach the store. */
    readonly subnetIds: readonly pulumi.Input<string>[];
}

/**
 * The storage account of checkpoints, savepoints and high-availability metadata, created or adopted, and the roles of
 * applications on it. The account outlives the cluster and the stack: it is protected, and stays when it is destroyed.
 */
export class AksState extends pulumi.ComponentResource {
    readonly roles: StateRoles;

    constructor(name: string, settings: AksSettings, inputs: StateInputs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:aks:AksState", name, {}, opts);
        this.roles = createStateRoles(name, settings, { parent: this, dependsOn: [...inputs.resourceGroup] });
        if (!settings.stateStore.accountExists) {
            this.createAccount(name, settings, inputs);
        }
        this.registerOutputs({});
    }

    private createAccount(name: string, settings: AksSettings, inputs: StateInputs): void {
        const kept = { parent: this, protect: true, retainOnDelete: true };
        const { resourceGroupName } = inputs;
        const { container, oldVersionDays } = settings.stateStore;
        const encryption = this.createEncryptionIdentity(name, settings, inputs);
        const account = new storage.StorageAccount(
            `${name}-account`,
            accountArgs(settings, inputs, encryption.identity.id),
            { ...kept, dependsOn: encryption.right },
        );
        const inAccount = { resourceGroupName, accountName: account.name };
        // Files that a checkpoint drops are gone for good after these days: the one rule that never touches what is in use.
        const deleted = { enabled: true, days: oldVersionDays };
        new storage.BlobServiceProperties(
            `${name}-soft-delete`,
            {
                ...inAccount,
                blobServicesName: "default",
                deleteRetentionPolicy: deleted,
                containerDeleteRetentionPolicy: deleted,
            },
            kept,
        );
        const files = new storage.BlobContainer(
            `${name}-container`,
            { ...inAccount, containerName: container, publicAccess: "None" },
            kept,
        );
        new authorization.ManagementLockByScope(
            `${name}-lock`,
            {
                scope: account.id,
                lockName: "flink-state",
                level: "CanNotDelete",
                notes: "Flink's checkpoints, savepoints and high-availability metadata",
            },
            { ...kept, dependsOn: files },
        );
    }

    /** A dedicated identity of the account, which may use the key before the account asks for it. */
    private createEncryptionIdentity(
        name: string,
        { baseName, location, tags, subscriptionId, stateStore }: AksSettings,
        { resourceGroupName, keys }: StateInputs,
    ) {
        const kept = { parent: this, protect: true, retainOnDelete: true };
        const identity = new managedidentity.UserAssignedIdentity(
            `${name}-encryption`,
            { resourceGroupName, location, tags: { ...tags }, resourceName: `${baseName}-state-encryption` },
            kept,
        );
        const right = createRoleAssignment(
            `${name}-encryption-key`,
            {
                scope: pulumi.interpolate`${keys.vaultId}/keys/${keys.stateKeyName}`,
                roleId: builtInRoleId(subscriptionId, "keyVaultCryptoServiceEncryptionUser"),
                principalId: identity.principalId,
                identifiedBy: [subscriptionId, stateStore.account, "state-encryption"],
                description: `Encrypts the storage account ${stateStore.account}`,
            },
            kept,
        );
        return { identity, right };
    }
}

function accountArgs(
    { location, tags, stateStore }: AksSettings,
    { resourceGroupName, keys, subnetIds }: StateInputs,
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

/** The store as Flink reaches it. */
export function stateStore(settings: AksSettings): StateStore {
    const { account, container } = settings.stateStore;
    const uri = pulumi.output(`abfss://${container}@${account}.dfs.core.windows.net`);
    return {
        uri,
        plugin: azurePlugin,
        // It resumes half-written files too: https://issues.apache.org/jira/browse/FLINK-30128.
        files: { uri, plugin: azurePlugin },
        flinkConfiguration: (flinkVersion) => storeConfiguration(settings.identity, flinkVersion),
        refusedOptions: {},
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}
