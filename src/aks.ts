export { AksCluster } from "./clusters/aks/cluster";
export type {
    AksClusterArgs,
    AksExistingKeysArgs,
    AksKeysArgs,
    AksMaintenanceArgs,
    AksStateStoreArgs,
} from "./clusters/aks/args";
export type { AksIdentityMode, AksLogin, AksOutbound, AksSku, AksUpgradeChannel } from "./clusters/aks/choices";
export type { AksEndpointArgs, AksExistingNetworkArgs, AksNetworkArgs } from "./clusters/aks/network-args";
export type { NatGateways, Sink } from "./clusters/shared/choices";
export type { NodeArchitecture, NodePoolArgs, NodesArgs, TaskManagerPoolArgs } from "./clusters/shared/node-pools";
export type { Samples } from "./clusters/shared/samples";
export type { Weekday } from "./clusters/shared/weekdays";
