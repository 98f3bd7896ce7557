export { EksCluster } from "./clusters/eks/cluster";
export type {
    EksClusterArgs,
    EksCompute,
    EksControlPlaneLog,
    EksEndpointArgs,
    EksExistingNetworkArgs,
    EksIdentityMode,
    EksMaintenanceArgs,
    EksNetworkArgs,
    EksNodesArgs,
    EksStateStoreArgs,
} from "./clusters/eks/args";
export type { NatGateways, Sink } from "./clusters/shared/choices";
export type { NodeArchitecture, NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./clusters/shared/node-pools";
export type { Samples } from "./clusters/shared/samples";
export type { Weekday } from "./clusters/shared/weekdays";
