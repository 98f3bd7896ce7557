import { fixedOptionsOf, type FixedInput } from "../shared/fixed-inputs";

// Parts of a network that exists are in use, and the ranges of new ones would overlap with theirs.
const ofNetwork = "which the network has for good";

const network: readonly FixedInput[] = [
    { argument: "network.cidr", of: ({ cidr }) => cidr, because: ofNetwork },
    { argument: "zones", of: ({ zones }) => zones, because: ofNetwork },
];

/**
 * EKS never changes the key. Its provider leaves the old one in place without a word, and Pulumi would then delete it:
 * https://github.com/hashicorp/terraform-provider-aws/issues/34883
 */
const cluster: readonly FixedInput[] = [
    {
        argument: "secretsKeyArn",
        of: ({ encryptionConfig }) => encryptionConfig?.provider?.keyArn,
        because: "which the cluster has for good",
    },
];

/** Objects that are there stay encrypted by the old key, on which jobs would no longer have a right. */
const encryption: readonly FixedInput[] = [
    {
        argument: "stateStore.kmsKeyArn",
        of: ({ rules }) => rules?.[0]?.applyServerSideEncryptionByDefault?.kmsMasterKeyId,
        because: "which encrypts the state that is there",
    },
];

/** Inputs that stay, by the part of the cluster that has them. */
export const fixedParts = { network, cluster, encryption };

export const fixedOptions = fixedOptionsOf("eks", "EksCluster", fixedParts);
