import type { Capabilities } from "../../contracts/cluster";

/** Capabilities of a cluster whose nodes are ordinary machines, on which nothing forbids pods what Kubernetes allows. */
export const everyCapability: Capabilities = {
    hostPathLogs: true,
    nodeExporter: true,
    privileged: true,
    kubeSystemWritable: true,
};
