export { GkeCluster } from "./clusters/gke/cluster";
export type {
    GkeClusterArgs,
    GkeEndpointArgs,
    GkeExistingNetworkArgs,
    GkeIdentityMode,
    GkeMaintenanceArgs,
    GkeNetworkArgs,
    GkeReleaseChannel,
    GkeStateStoreArgs,
} from "./clusters/gke/args";
export type { Sink } from "./clusters/shared/choices";
export type { NodeArchitecture, NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./clusters/shared/node-pools";
export type { Samples } from "./clusters/shared/samples";
export type { Weekday } from "./clusters/shared/weekdays";
