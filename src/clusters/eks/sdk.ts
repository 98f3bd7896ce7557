import type { NeededSdk } from "../shared/sdk-version";

/** The cloud's SDK: `deletionProtection` of a cluster came with 7.6.0. */
export const eksSdk: NeededSdk = { name: "@pulumi/aws", range: "^7.6.0" };
