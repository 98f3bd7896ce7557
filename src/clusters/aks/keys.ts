import * as keyvault from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import type { AksExistingKeysArgs } from "./args";
import type { AksSettings } from "./settings";

/** Inputs of what is encrypted, whether its keys are created or adopted. */
export interface KeyInputs {
    readonly vaultId: pulumi.Input<string>;
    readonly vaultUri: pulumi.Input<string>;
    /** Address of the key for Kubernetes secrets, with its version. */
    readonly secretsKeyUri: pulumi.Input<string>;
    readonly stateKeyName: pulumi.Input<string>;
}

/** Adopted keys. */
export function adoptedKeys({ vaultId, secretsKeyUri, stateKeyName }: AksExistingKeysArgs): KeyInputs {
    return { vaultId, vaultUri: pulumi.output(vaultId).apply(vaultUriOf), secretsKeyUri, stateKeyName };
}

/** A vault with the keys of Kubernetes secrets and of state. Without a key its data is lost, so keys stay on destroy. */
export class AksKeys extends pulumi.ComponentResource implements KeyInputs {
    readonly vaultId: pulumi.Output<string>;
    readonly vaultUri: pulumi.Output<string>;
    readonly secretsKeyUri: pulumi.Output<string>;
    readonly stateKeyName: pulumi.Output<string>;

    constructor(
        name: string,
        settings: AksSettings,
        { resourceGroupName }: { readonly resourceGroupName: pulumi.Input<string> },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksKeys", name, { location: settings.location, vaultName: settings.vaultName }, opts);
        const kept = { parent: this, protect: true, retainOnDelete: true };
        const { location, vaultName } = settings;
        const tags = { ...settings.tags };
        const vault = new keyvault.Vault(
            `${name}-vault`,
            { resourceGroupName, location, tags, vaultName, properties: vaultProperties(settings) },
            kept,
        );
        const inVault = { resourceGroupName, tags, vaultName: vault.name };
        const secretsKey = new keyvault.Key(
            `${name}-secrets`,
            {
                ...inVault,
                keyName: "kubernetes-secrets",
                properties: { kty: "RSA", keySize: 2048, keyOps: ["encrypt", "decrypt"] },
            },
            kept,
        );
        const stateKey = new keyvault.Key(
            `${name}-state`,
            {
                ...inVault,
                keyName: "state-store",
                properties: { kty: "RSA", keySize: 3072, keyOps: ["wrapKey", "unwrapKey"] },
            },
            kept,
        );
        this.vaultId = vault.id;
        this.vaultUri = vault.properties.vaultUri;
        this.secretsKeyUri = secretsKey.keyUriWithVersion;
        this.stateKeyName = stateKey.name;
        this.registerOutputs({});
    }
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
