/** Release channels, by how early a cluster gets new versions. */
export const gkeReleaseChannels = ["rapid", "regular", "stable", "extended"] as const;

/** Release channel: how early a cluster gets new versions. */
export type GkeReleaseChannel = (typeof gkeReleaseChannels)[number];

/** Identities that pods can use for Google Cloud. */
export const gkeIdentities = ["directPrincipal", "serviceAccount"] as const;

/** Identity that pods use for Google Cloud. */
export type GkeIdentityMode = (typeof gkeIdentities)[number];
