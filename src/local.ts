export { LocalCluster } from "./clusters/local/cluster";
export type { ExistingObjectStoreArgs, LocalClusterArgs, LocalObjectStoreArgs } from "./clusters/local/args";
export type { NodePlacementArgs, NodePlacementsArgs, TolerationArgs } from "./clusters/shared/node-placement";
export type { Samples } from "./clusters/shared/samples";
