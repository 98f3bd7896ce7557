import * as pulumi from "@pulumi/pulumi";
import type { ClusterConfig } from "./config";
import type { Finding } from "../checks/findings";
import type { ClusterFacts, ClusterModule } from "../contracts/cluster";

/** Makes the cluster that a stack file names. Only the named cloud's SDK is loaded. */
export function createCluster(name: string, config: ClusterConfig): ClusterModule {
    switch (config.cloud) {
        case "eks":
            return new (eks().EksCluster)(name, withoutCloud(config));
        case "gke":
            return new (gke().GkeCluster)(name, withoutCloud(config));
        case "aks":
            return new (aks().AksCluster)(name, withoutCloud(config));
        case "local":
            return new (local().LocalCluster)(name, withoutCloud(config));
        default:
            return unreachable(config);
    }
}

/** Everything that is wrong with the `cluster` block's values. */
export function checkCluster(name: string, config: ClusterConfig): Finding[] {
    switch (config.cloud) {
        case "eks":
            return eks().checkEksCluster(name, withoutCloud(config));
        case "gke":
            return gke().checkGkeCluster(name, withoutCloud(config));
        case "aks":
            return aks().checkAksCluster(name, withoutCloud(config));
        case "local":
            return local().checkLocalCluster(name, withoutCloud(config));
        default:
            return unreachable(config);
    }
}

/** What the `cluster` block tells of the cluster before it is made. */
export function clusterFacts(config: ClusterConfig): ClusterFacts {
    switch (config.cloud) {
        case "eks":
            return eks().eksFacts(withoutCloud(config));
        case "gke":
            return gke().gkeFacts(withoutCloud(config));
        case "aks":
            return aks().aksFacts(withoutCloud(config));
        case "local":
            return local().localFacts;
        default:
            return unreachable(config);
    }
}

function withoutCloud<Config extends ClusterConfig>({ cloud: _, ...args }: Config): Omit<Config, "cloud"> {
    return args;
}

/* eslint-disable @typescript-eslint/no-require-imports -- a module is loaded only where its cloud is used */
const eks = () =>
    load("@pulumi/aws", () => require("../clusters/eks/cluster") as typeof import("../clusters/eks/cluster"));
const gke = () =>
    load("@pulumi/gcp", () => require("../clusters/gke/cluster") as typeof import("../clusters/gke/cluster"));
const aks = () =>
    load("@pulumi/azure-native", () => require("../clusters/aks/cluster") as typeof import("../clusters/aks/cluster"));
const local = () => require("../clusters/local/cluster") as typeof import("../clusters/local/cluster");
/* eslint-enable @typescript-eslint/no-require-imports */

/** Loads a cloud's module, or says which package it lacks: a cloud's SDK is installed by those who use it. */
function load<Module>(sdk: string, require: () => Module): Module {
    try {
        return require();
    } catch (error) {
        const isMissing = error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
        if (isMissing && error.message.includes(`'${sdk}/`)) {
            throw new pulumi.RunError(
                `stack config "flink-platform:cluster": its cloud needs ${sdk}; npm install ${sdk}`,
            );
        }
        throw error;
    }
}

function unreachable(config: never): never {
    throw new Error(`no cluster module for ${JSON.stringify(config)}`);
}
