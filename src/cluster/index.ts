import type { ClusterConfig } from "../config";
import type { Finding } from "../findings";
import type { ClusterFacts, ClusterModule } from "./module";

/** Makes the cluster that a stack file names. Only the named cloud's SDK is loaded. */
export function createCluster(name: string, config: ClusterConfig): ClusterModule {
    const { cloud, ...args } = config;
    switch (cloud) {
        case "local": {
            const { LocalCluster } = local();
            return new LocalCluster(name, args);
        }
        default:
            return unreachable(cloud);
    }
}

/** Everything that is wrong with the `cluster` block's values. */
export function checkCluster(name: string, config: ClusterConfig): Finding[] {
    const { cloud, ...args } = config;
    switch (cloud) {
        case "local":
            return local().checkLocalCluster(name, args);
        default:
            return unreachable(cloud);
    }
}

/** What the `cluster` block tells of the cluster before it is made. */
export function clusterFacts(config: ClusterConfig): ClusterFacts {
    switch (config.cloud) {
        case "local":
            return local().localFacts;
        default:
            return unreachable(config.cloud);
    }
}

function local(): typeof import("./local") {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a module is loaded only where its cloud is used
    return require("./local") as typeof import("./local");
}

function unreachable(cloud: never): never {
    throw new Error(`no cluster module for cloud ${JSON.stringify(cloud)}`);
}
