export { clusterNameOf as physicalClusterName } from "./node-pools";
