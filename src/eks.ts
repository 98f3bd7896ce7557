export { EksCluster } from "./clusters/eks/cluster";
export type { EksClusterArgs, EksMaintenanceArgs, EksNodesArgs, EksStateStoreArgs } from "./clusters/eks/args";
export type { EksCompute, EksControlPlaneLog, EksIdentityMode } from "./clusters/eks/choices";
export type { EksEndpointArgs, EksExistingNetworkArgs, EksNetworkArgs } from "./clusters/eks/network-args";
export type { NatGateways, Sink } from "./clusters/shared/choices";
export type { NodeArchitecture, NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./clusters/shared/node-pools";
export type { Samples } from "./clusters/shared/samples";
export type { Weekday } from "./clusters/shared/weekdays";
