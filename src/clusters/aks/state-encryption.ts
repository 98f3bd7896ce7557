import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as pulumi from "@pulumi/pulumi";
import { builtInRoleId, createRoleAssignment } from "./iam";
import { newRights } from "./propagation";
import type { AksSettings } from "./settings";
import type { StateAccountInputs } from "./state-account-spec";

/** Registers a dedicated identity of the storage account, which may use the key before the account asks for it. */
export function createStateEncryption(
    name: string,
    { baseName, location, tags, subscriptionId, stateStore }: AksSettings,
    { resourceGroupName, keys }: Pick<StateAccountInputs, "resourceGroupName" | "keys">,
    opts: pulumi.CustomResourceOptions,
) {
    const rights = newRights(name);
    const identity = new managedidentity.UserAssignedIdentity(
        `${name}-encryption`,
        { resourceGroupName, location, tags: { ...tags }, resourceName: `${baseName}-state-encryption` },
        opts,
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
        { ...opts, ...rights.ofMade },
    );
    return { identity, opts: { dependsOn: right, ...rights.ofNeeding } };
}
