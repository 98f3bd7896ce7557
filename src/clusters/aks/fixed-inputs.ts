import { fixedOptionsOf, type FixedInput } from "../shared/fixed-inputs";

const elsewhere = "which the cluster has for good; raise generation for another cluster";

/** Azure refuses another range of a subnet that is in use: https://github.com/hashicorp/terraform-provider-azurerm/issues/11211 */
const network: readonly FixedInput[] = [
    { argument: "network.cidr", of: ({ cidr }) => cidr, because: "which the network has for good" },
];

const cluster: readonly FixedInput[] = [
    // https://learn.microsoft.com/azure/aks/private-clusters#limitations
    {
        argument: "endpoint.public",
        of: ({ apiServerAccessProfile }) => isPublic(apiServerAccessProfile?.enablePrivateCluster),
        because: elsewhere,
    },
    // Its rights on the old vault would end before the control plane has left it.
    {
        argument: "keys.existing.vaultId",
        of: ({ securityProfile }) => vaultOf(securityProfile?.azureKeyVaultKms?.keyId),
        because: "whose key encrypts what is there",
    },
];

/** Inputs that stay, by the part of the cluster that has them. */
export const fixedParts = { network, cluster };

export const fixedOptions = fixedOptionsOf("aks", "AksCluster", fixedParts);

const isPublic = (isPrivate: unknown) => (typeof isPrivate === "boolean" ? !isPrivate : undefined);

/** `https://keys.vault.azure.net/keys/secrets/<version>` gives `https://keys.vault.azure.net`. */
const vaultOf = (keyUri: unknown) => (typeof keyUri === "string" ? /^https:\/\/[^/]+/.exec(keyUri)?.[0] : undefined);
