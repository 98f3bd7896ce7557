export { ExistingCluster } from "./clusters/existing/cluster";
export type { ExistingClusterArgs, ExistingStateStoreArgs, ExistingStoreSecretArgs } from "./clusters/existing/args";
export type { MadeElsewhereArgs } from "./clusters/shared/made-elsewhere";
export type { NodePlacementArgs, NodePlacementsArgs, TolerationArgs } from "./clusters/shared/node-placement";
