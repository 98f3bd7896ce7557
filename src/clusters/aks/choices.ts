/** Kinds of AKS cluster. `automatic` is known in order to be refused with its reason. */
export const aksSkus = ["base", "automatic"] as const;

/** Kind of AKS cluster. */
export type AksSku = (typeof aksSkus)[number];

/** Upgrades that AKS may make by itself. */
export const aksUpgradeChannels = ["patch", "none"] as const;

/** Upgrades that AKS may make by itself. */
export type AksUpgradeChannel = (typeof aksUpgradeChannels)[number];

/** Ways out of an adopted subnet. */
export const aksOutbounds = ["natGateway", "route"] as const;

/** Way out of an adopted subnet. */
export type AksOutbound = (typeof aksOutbounds)[number];

/** Ways in which Flink's Azure plugin gets a token without a stored key. */
export const aksIdentities = ["proxySidecar", "nodeIdentity", "workloadIdentity"] as const;

/**
 * Way in which Flink's Azure plugin gets a token without a stored key. `proxySidecar`: a privileged sidecar answers in the
 * place of the machine's own identity service, one identity a service account. `nodeIdentity`: the nodes' identity, which
 * every pod can take. `workloadIdentity`: one identity a service account and no sidecar, with Hadoop 3.4.1 in the images.
 */
export type AksIdentityMode = (typeof aksIdentities)[number];

/** Ways of these on a cluster that exists: the rights of its nodes are not for one program to give. */
export const existingAksIdentities = ["proxySidecar", "workloadIdentity"] as const satisfies readonly AksIdentityMode[];

/** Way in which Flink's Azure plugin gets a token on a cluster that exists. See `AksIdentityMode`. */
export type ExistingAksIdentityMode = (typeof existingAksIdentities)[number];

/** Login methods of kubelogin: https://azure.github.io/kubelogin/cli/get-token.html. */
export const aksLogins = ["azurecli", "workloadidentity", "spn", "msi"] as const;

/** Login method of kubelogin. */
export type AksLogin = (typeof aksLogins)[number];
