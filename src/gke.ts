export { GkeCluster } from "./clusters/gke/cluster";
export type { GkeClusterArgs, GkeMaintenanceArgs, GkeStateStoreArgs } from "./clusters/gke/args";
export type { GkeIdentityMode, GkeReleaseChannel } from "./clusters/gke/choices";
export type { GkeEndpointArgs, GkeExistingNetworkArgs, GkeNetworkArgs } from "./clusters/gke/network-args";
export type { Sink } from "./clusters/shared/choices";
export type { NodeArchitecture, NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./clusters/shared/node-pools";
export type { Samples } from "./clusters/shared/samples";
export type { Weekday } from "./clusters/shared/weekdays";
