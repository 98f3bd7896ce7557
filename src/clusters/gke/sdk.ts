import type { NeededSdk } from "../shared/sdk-version";

/** The cloud's SDK: `ignoreNodeCountChanges` of a node pool is in 9.29.0 and not in 9.26.0. */
export const gkeSdk: NeededSdk = { name: "@pulumi/gcp", range: "^9.29.0" };
