import type { NeededSdk } from "../shared/sdk-version";

/** The cloud's SDK: the oldest one that was compiled against. */
export const aksSdk: NeededSdk = { name: "@pulumi/azure-native", range: "^3.2.0" };
