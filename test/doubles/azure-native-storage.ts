import { listOf, matching, objectOf, oneOf, wholeNumber, yesOrNo } from "./property-rules";
import { common, groupName, guid, identityId, nameOf, resourceId, subnetId } from "./azure-native-values";
import type { Inputs, TypeRules } from "./rules";

const accountName = matching(/^[a-z0-9]{3,24}$/, "3 to 24 lower-case letters and digits");
const vaultName = matching(
    /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    "3 to 24 letters, digits and single -, with a letter at its beginning",
);
const vaultUri = matching(/^https:\/\/[-A-Za-z0-9]+\.vault\.azure\.net\/?$/, "a vault's address");
const retention = objectOf({ enabled: yesOrNo, days: wholeNumber(1, 365) });
const operations = oneOf("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey", "import");
const accountPath = (name: unknown) => `Microsoft.Storage/storageAccounts/${String(name)}`;
const vaultPath = ({ vaultName: name }: Inputs) => `Microsoft.KeyVault/vaults/${name}`;

const account: TypeRules = {
    required: ["kind", "resourceGroupName", "sku"],
    properties: {
        ...common,
        accountName,
        kind: oneOf("StorageV2", "BlockBlobStorage"),
        sku: objectOf({ name: oneOf("Standard_LRS", "Standard_ZRS", "Standard_GRS", "Standard_GZRS") }, ["name"]),
        isHnsEnabled: yesOrNo,
        allowSharedKeyAccess: yesOrNo,
        defaultToOAuthAuthentication: yesOrNo,
        allowBlobPublicAccess: yesOrNo,
        allowCrossTenantReplication: yesOrNo,
        minimumTlsVersion: oneOf("TLS1_2", "TLS1_3"),
        enableHttpsTrafficOnly: yesOrNo,
        publicNetworkAccess: oneOf("Enabled", "Disabled", "SecuredByPerimeter"),
        networkRuleSet: objectOf(
            {
                defaultAction: oneOf("Allow", "Deny"),
                bypass: oneOf("None", "AzureServices", "Logging", "Metrics"),
                virtualNetworkRules: listOf(
                    objectOf({ virtualNetworkResourceId: subnetId, action: oneOf("Allow") }, [
                        "virtualNetworkResourceId",
                    ]),
                ),
            },
            ["defaultAction"],
        ),
        identity: objectOf(
            { type: oneOf("UserAssigned", "SystemAssigned", "None"), userAssignedIdentities: listOf(identityId) },
            ["type"],
        ),
        encryption: objectOf({
            keySource: oneOf("Microsoft.Storage", "Microsoft.Keyvault"),
            keyVaultProperties: objectOf({ keyVaultUri: vaultUri, keyName: nameOf(1, 127) }, [
                "keyVaultUri",
                "keyName",
            ]),
            encryptionIdentity: objectOf({ encryptionUserAssignedIdentity: identityId }),
            services: objectOf({ blob: objectOf({ enabled: yesOrNo, keyType: oneOf("Account", "Service") }) }),
        }),
    },
    replaces: ["resourceGroupName", "accountName", "location", "isHnsEnabled"],
    physicalName: "accountName",
    outputs: ({ accountName: name }) => ({
        name,
        primaryEndpoints: {
            dfs: `https://${name}.dfs.core.windows.net/`,
            blob: `https://${name}.blob.core.windows.net/`,
        },
    }),
    id: (inputs) => resourceId(inputs, accountPath(inputs["accountName"])),
    problems: ({ encryption, identity, sku, kind }) => [
        ...(encryption?.keySource === "Microsoft.Keyvault" && encryption.keyVaultProperties === undefined
            ? ["encryption.keyVaultProperties is missing, as its keySource is Microsoft.Keyvault"]
            : []),
        ...(encryption?.encryptionIdentity !== undefined && identity?.type !== "UserAssigned"
            ? ["encryption.encryptionIdentity must be one of the account's identities"]
            : []),
        ...(kind === "BlockBlobStorage" && String(sku?.name).startsWith("Standard")
            ? ["BlockBlobStorage must have a premium sku"]
            : []),
    ],
};

/** Storage accounts and what is in them, and the vaults of their keys. */
export const azureStorageTypes: Readonly<Record<string, TypeRules>> = {
    "azure-native:storage:StorageAccount": account,
    "azure-native:storage:BlobServiceProperties": {
        required: ["accountName", "resourceGroupName"],
        properties: {
            resourceGroupName: groupName,
            accountName,
            blobServicesName: oneOf("default"),
            deleteRetentionPolicy: retention,
            containerDeleteRetentionPolicy: retention,
            // Accounts with hierarchical namespace have no versions: https://learn.microsoft.com/azure/storage/blobs/versioning-overview
            isVersioningEnabled: oneOf(false),
        },
        replaces: ["resourceGroupName", "accountName", "blobServicesName"],
        physicalName: "blobServicesName",
        outputs: () => ({ name: "default" }),
        id: (inputs) => resourceId(inputs, `${accountPath(inputs["accountName"])}/blobServices/default`),
    },
    "azure-native:storage:BlobContainer": {
        required: ["accountName", "resourceGroupName"],
        properties: {
            resourceGroupName: groupName,
            accountName,
            containerName: matching(/^(?!.*--)[a-z0-9][-a-z0-9]{1,61}[a-z0-9]$/, "a container's name"),
            publicAccess: oneOf("None", "Blob", "Container"),
        },
        replaces: ["resourceGroupName", "accountName", "containerName"],
        physicalName: "containerName",
        outputs: ({ containerName }) => ({ name: containerName, hasLegalHold: false }),
        id: (inputs) =>
            resourceId(
                inputs,
                `${accountPath(inputs["accountName"])}/blobServices/default/containers/${inputs["containerName"]}`,
            ),
    },
    "azure-native:keyvault:Vault": {
        required: ["properties", "resourceGroupName"],
        properties: {
            ...common,
            vaultName,
            properties: objectOf(
                {
                    tenantId: guid,
                    sku: objectOf({ family: oneOf("A"), name: oneOf("standard", "premium") }, ["family", "name"]),
                    // The package itself gives the first three.
                    enabledForDeployment: yesOrNo,
                    enabledForDiskEncryption: yesOrNo,
                    enabledForTemplateDeployment: yesOrNo,
                    enableRbacAuthorization: yesOrNo,
                    enableSoftDelete: oneOf(true),
                    softDeleteRetentionInDays: wholeNumber(7, 90),
                    enablePurgeProtection: oneOf(true), // what is set can never be unset
                    publicNetworkAccess: oneOf("Enabled", "Disabled"),
                },
                ["tenantId", "sku"],
            ),
        },
        replaces: ["resourceGroupName", "vaultName", "location"],
        physicalName: "vaultName",
        outputs: ({ vaultName: name }) => ({
            name,
            properties: { vaultUri: `https://${name}.vault.azure.net/`, provisioningState: "Succeeded" },
        }),
        id: (inputs) => resourceId(inputs, vaultPath(inputs)),
    },
    "azure-native:keyvault:Key": {
        required: ["properties", "resourceGroupName", "vaultName"],
        properties: {
            resourceGroupName: groupName,
            tags: common.tags,
            vaultName,
            keyName: nameOf(1, 127),
            properties: objectOf(
                { kty: oneOf("RSA", "EC"), keySize: oneOf(2048, 3072, 4096), keyOps: listOf(operations, 1) },
                ["kty"],
            ),
        },
        replaces: ["resourceGroupName", "vaultName", "keyName", "properties"],
        physicalName: "keyName",
        outputs: ({ vaultName: vault, keyName }, { serial }) => ({
            name: keyName,
            keyUri: `https://${vault}.vault.azure.net/keys/${keyName}`,
            keyUriWithVersion: `https://${vault}.vault.azure.net/keys/${keyName}/${serial.repeat(4)}`,
        }),
        id: (inputs) => resourceId(inputs, `${vaultPath(inputs)}/keys/${inputs["keyName"]}`),
    },
};
