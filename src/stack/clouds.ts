import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { Finding } from "../checks/findings";
import type { ClusterFacts, ClusterModule } from "../contracts/cluster";
import { aksCluster, eksCluster, existingCluster, gkeCluster, localCluster } from "./cluster-blocks";
import { placeholderFindings } from "./placeholders";

/** A cluster module, as a stack file uses it: `Args` are the keys of its block. */
interface CloudModule<Args> {
    /** Registers the cluster. */
    create(name: string, args: Args, opts: pulumi.ComponentResourceOptions): ClusterModule;
    /** Everything that is wrong with the block's values. */
    check(name: string, args: Args): Finding[];
    /** Facts that the block tells about the cluster before it is made. */
    facts(args: Args): ClusterFacts;
}

/** A cloud that a stack file can name. */
interface Cloud<Block extends z.ZodObject> {
    /** Form of its `cluster` block, whose `cloud` is the cloud's name. */
    readonly block: Block;
    /** Package that its users install; undefined if it needs none. */
    readonly sdk?: string;
    /** Loads the module, and with it the SDK. */
    load(): CloudModule<Omit<z.infer<Block>, "cloud">>;
}

const cloud = <Block extends z.ZodObject>(entry: Cloud<Block>) => entry;

/* eslint-disable @typescript-eslint/no-require-imports -- a module is loaded only where its cloud is used */
/** Every cloud: an entry here and a folder in `clusters/` make one. See docs/adding-a-cloud.md. */
export const clouds = {
    eks: cloud({
        block: eksCluster,
        sdk: "@pulumi/aws",
        load: () => {
            const eks = require("../clusters/eks/cluster") as typeof import("../clusters/eks/cluster");
            return {
                create: (name, args, opts) => new eks.EksCluster(name, args, opts),
                check: eks.checkEksCluster,
                facts: eks.eksFacts,
            };
        },
    }),
    gke: cloud({
        block: gkeCluster,
        sdk: "@pulumi/gcp",
        load: () => {
            const gke = require("../clusters/gke/cluster") as typeof import("../clusters/gke/cluster");
            return {
                create: (name, args, opts) => new gke.GkeCluster(name, args, opts),
                check: gke.checkGkeCluster,
                facts: gke.gkeFacts,
            };
        },
    }),
    aks: cloud({
        block: aksCluster,
        sdk: "@pulumi/azure-native",
        load: () => {
            const aks = require("../clusters/aks/cluster") as typeof import("../clusters/aks/cluster");
            return {
                create: (name, args, opts) => new aks.AksCluster(name, args, opts),
                check: aks.checkAksCluster,
                facts: aks.aksFacts,
            };
        },
    }),
    local: cloud({
        block: localCluster,
        load: () => {
            const local = require("../clusters/local/cluster") as typeof import("../clusters/local/cluster");
            return {
                create: (name, args, opts) => new local.LocalCluster(name, args, opts),
                check: local.checkLocalCluster,
                facts: local.localFacts,
            };
        },
    }),
    existing: cloud({
        block: existingCluster,
        load: () => {
            const existing = require("../clusters/existing/cluster") as typeof import("../clusters/existing/cluster");
            return {
                create: (name, args, opts) => new existing.ExistingCluster(name, args, opts),
                check: existing.checkExistingCluster,
                facts: existing.existingFacts,
            };
        },
    }),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Name of a cloud, as a stack file has it. */
export type CloudName = keyof typeof clouds;

/** The `cluster` block of a stack file: the one part in which stacks differ. */
export type ClusterConfig = z.infer<(typeof clouds)[CloudName]["block"]>;

/** Makes the cluster that a stack file names. Only the named cloud's SDK is loaded. */
export function createCluster(
    name: string,
    { cloud, ...args }: ClusterConfig,
    opts: pulumi.ComponentResourceOptions = {},
): ClusterModule {
    return moduleOf(cloud).create(name, args, opts);
}

/** Everything that is wrong with the `cluster` block's values. */
export function checkCluster(name: string, { cloud, ...args }: ClusterConfig): Finding[] {
    return [...placeholderFindings("flink-platform:cluster", args), ...moduleOf(cloud).check(name, args)];
}

/** Facts that the `cluster` block tells about the cluster before it is made. */
export function clusterFacts({ cloud, ...args }: ClusterConfig): ClusterFacts {
    return moduleOf(cloud).facts(args);
}

/** A cloud's module, or an error that says which package it lacks: a cloud's SDK is installed by those who use it. */
function moduleOf(name: CloudName): CloudModule<object> {
    const { sdk, load }: Pick<Cloud<z.ZodObject>, "sdk" | "load"> = clouds[name];
    try {
        return load();
    } catch (error) {
        const isMissing = error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
        if (sdk !== undefined && isMissing && error.message.includes(`'${sdk}/`)) {
            throw new pulumi.RunError(
                `stack config "flink-platform:cluster": its cloud needs ${sdk}; npm install ${sdk}`,
            );
        }
        throw error;
    }
}
