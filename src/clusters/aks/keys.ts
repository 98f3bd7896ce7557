import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import type { AksKeysArgs } from "./args";
import type { ChildOptions } from "./network";
import type { AksSettings } from "./settings";

/** The keys that encrypt Kubernetes secrets and state. */
export interface AksKeys {
    readonly vaultId: pulumi.Input<string>;
    readonly vaultUri: pulumi.Input<string>;
    /** Address of the key for Kubernetes secrets, with its version. */
    readonly secretsKeyUri: pulumi.Input<string>;
    readonly stateKeyName: pulumi.Input<string>;
}

/** Registers a vault and two keys, or adopts them. Whoever loses a key loses what it encrypts: they stay on destroy. */
export function aksKeys(
    name: string,
    settings: AksSettings,
    resourceGroupName: pulumi.Input<string>,
    { existing }: AksKeysArgs,
    opts: ChildOptions,
): AksKeys {
    if (existing !== undefined) {
        const { vaultId, secretsKeyUri, stateKeyName } = existing;
        return { vaultId, vaultUri: pulumi.output(vaultId).apply(vaultUriOf), secretsKeyUri, stateKeyName };
    }
    const kept = { ...opts, protect: true, retainOnDelete: true };
    const tags = { ...settings.tags };
    const vault = new keyvault.Vault(
        `${name}-keys`,
        {
            resourceGroupName,
            location: settings.location,
            tags,
            vaultName: settings.vaultName,
            properties: vaultProperties(settings),
        },
        kept,
    );
    const key = (purpose: string, properties: KeyProperties) =>
        new keyvault.Key(
            `${name}-${purpose}-key`,
            {
                resourceGroupName,
                tags,
                vaultName: vault.name,
                keyName: purpose,
                properties: { kty: "RSA", ...properties },
            },
            kept,
        );
    const secretsKey = key("kubernetes-secrets", { keySize: 2048, keyOps: ["encrypt", "decrypt"] });
    const stateKey = key("state-store", { keySize: 3072, keyOps: ["wrapKey", "unwrapKey"] });
    return {
        vaultId: vault.id,
        vaultUri: vault.properties.vaultUri,
        secretsKeyUri: secretsKey.keyUriWithVersion,
        stateKeyName: stateKey.name,
    };
}

interface KeyProperties {
    readonly keySize: number;
    readonly keyOps: string[];
}

function vaultProperties({ tenantId }: AksSettings): keyvault.VaultArgs["properties"] {
    return {
        tenantId,
        sku: { family: "A", name: "standard" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90, // the longest: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
        enablePurgeProtection: true,
        // The control plane reaches a vault only without a firewall: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption.
        // Roles decide who may use the keys.
        publicNetworkAccess: "Enabled",
    };
}

/** Address of a vault from its id: `…/vaults/keys` gives `https://keys.vault.azure.net/`. */
function vaultUriOf(vaultId: string): string {
    return `https://${vaultId.slice(vaultId.lastIndexOf("/") + 1)}.vault.azure.net/`;
}
