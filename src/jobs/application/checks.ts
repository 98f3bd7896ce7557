import * as pulumi from "@pulumi/pulumi";
import { architecturesOf } from "../../contracts/facts";
import type { ClusterFacts, ClusterModule } from "../../contracts/cluster";
import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { checkFlinkDeployment } from "../../rules/flink-deployment";
import { choiceProblems, wholeNumberProblems } from "../../checks/values";
import { defaultFlinkVersion, flinkRelease, flinkVersionProblem, operatorFlinkVersions } from "../../flink/versions";
import { applicationDefaults, savepointFormats, type FlinkJobArgs, type ProcessArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { deletionProblems } from "../deployment/deletion";
import { imageArchitectureProblems } from "./image-architecture";
import { jobManagerMemory, taskManagerMemory, type MemoryFloor } from "../../flink/memory";
import type { OperatorHandle } from "../../contracts/platform";
import { buildSpec, type Surroundings } from "./spec";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";

/** What the checks need to know of the platform. */
export interface PlatformFacts {
    readonly operator: Pick<
        OperatorHandle,
        "release" | "flinkVersions" | "configuration" | "watchNamespaces" | "mayReadNodes"
    >;
    readonly cluster: ClusterFacts;
}

/** What a cluster module says of itself before it is made. */
export function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        flinkVersionProblem: (flinkVersion) => stateStore.flinkVersionProblem(flinkVersion),
    };
}

/**
 * Everything that is wrong with an application's arguments: its own limits, and the operator's validation rules over the
 * FlinkDeployment that comes of it.
 */
export function checkFlinkApplication(name: string, args: FlinkJobArgs, platform: PlatformFacts): Finding[] {
    const own = [
        ...jobNameProblems("name", name),
        ...namespaceProblems(args, platform.operator),
        ...versionProblems(args, platform),
        ...imageProblems(args, platform.cluster),
        ...sizeProblems(args),
        ...deletionProblems(args.deleteTimeoutSeconds),
        ...choiceProblems("savepointFormat", args.savepointFormat, savepointFormats),
        ...reservedOptionProblems(args.flinkConfiguration),
    ];
    const found = new Set(own.map(({ path }) => path));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? [] : ruleProblems(name, args, platform.operator);
    return findingsOf("FlinkApplication", name, [...own, ...rules.filter(({ path }) => !found.has(path))]);
}

function namespaceProblems({ namespace }: FlinkJobArgs, { watchNamespaces }: PlatformFacts["operator"]): Problem[] {
    const form = dnsLabelProblems("namespace", namespace);
    return form.length > 0 ? form : unwatchedNamespaceProblems("namespace", namespace, watchNamespaces);
}

function versionProblems(args: FlinkJobArgs, { operator, cluster }: PlatformFacts): Problem[] {
    const version = args.flinkVersion ?? defaultFlinkVersion;
    const problem = flinkVersionProblem(operator, version);
    if (problem !== undefined) {
        return [{ path: "flinkVersion", problem }];
    }
    const patch = args.flinkPatchVersion;
    const known = flinkRelease(version);
    if (known === undefined && (args.image === undefined || patch === undefined)) {
        return unknownFlinkProblems(version, args);
    }
    if (patch !== undefined && !patch.startsWith(`${version}.`)) {
        return [{ path: "flinkPatchVersion", problem: `must be a patch of flinkVersion "${version}", got "${patch}"` }];
    }
    const storeProblem = cluster.flinkVersionProblem(patch ?? known?.patch ?? version);
    return storeProblem === undefined
        ? []
        : [{ path: patch === undefined ? "flinkVersion" : "flinkPatchVersion", problem: storeProblem }];
}

/** A Flink that the operator runs and the package does not know: its image and exact version must be given. */
function unknownFlinkProblems(version: string, { image, flinkPatchVersion }: FlinkJobArgs): Problem[] {
    const given = { image, flinkPatchVersion };
    const missing = (["image", "flinkPatchVersion"] as const).filter((path) => given[path] === undefined);
    return missing.map((path) => ({
        path,
        problem: `must be given: the package does not know ${path === "image" ? "an image" : "the newest patch"} of Flink ${version}`,
    }));
}

/** An image that a program computes says nothing before it is known. */
function imageProblems({ image }: FlinkJobArgs, { architectures }: ClusterFacts): Problem[] {
    return typeof image === "string" ? imageArchitectureProblems("image", image, architectures) : [];
}

/** Numbers that Kubernetes or Flink would refuse, or take and then fail with. */
function sizeProblems(args: FlinkJobArgs): Problem[] {
    const { jobManager, taskManager } = applicationDefaults;
    return [
        ...wholeNumberProblems("parallelism", args.parallelism, 1),
        ...wholeNumberProblems("checkpointIntervalSeconds", args.checkpointIntervalSeconds, 1),
        ...wholeNumberProblems("jobManager.replicas", args.jobManager?.replicas, 1),
        ...wholeNumberProblems("taskManager.taskSlots", args.taskManager?.taskSlots, 1),
        ...memoryProblems("jobManager", args, jobManagerMemory),
        ...memoryProblems("taskManager", args, taskManagerMemory),
        ...cpuProblems("jobManager", args.jobManager, jobManager.cpu),
        ...cpuProblems("taskManager", args.taskManager, taskManager.cpu),
    ];
}

/** Flink refuses to start a process whose own parts do not fit its memory. */
function memoryProblems(kind: "jobManager" | "taskManager", args: FlinkJobArgs, floor: MemoryFloor): Problem[] {
    const memoryMiB = args[kind]?.memoryMiB ?? applicationDefaults[kind].memoryMiB;
    const known = Object.entries(args.flinkConfiguration ?? {}).filter(([, value]) => typeof value !== "object");
    const options = Object.fromEntries(known.map(([key, value]) => [key, String(value)]));
    return floor.fits(memoryMiB, options)
        ? []
        : [
              {
                  path: `${kind}.memoryMiB`,
                  problem: `must be at least ${floor.leastMiB(options)}, which Flink's own parts need, got ${memoryMiB}`,
              },
          ];
}

function cpuProblems(path: string, args: ProcessArgs | undefined, defaultCpu: number): Problem[] {
    const cpu = args?.cpu ?? defaultCpu;
    if (cpu <= 0) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${cpu}` }];
    }
    return args?.cpuLimit !== undefined && args.cpuLimit < cpu
        ? [{ path: `${path}.cpuLimit`, problem: `must be at least ${path}.cpu (${cpu}), got ${args.cpuLimit}` }]
        : [];
}

/** The operator's rules over the FlinkDeployment, in the words of the application's arguments. */
function ruleProblems(name: string, args: FlinkJobArgs, operator: PlatformFacts["operator"]): Problem[] {
    const { namespace } = args;
    const problems = checkFlinkDeployment(name, buildSpec(name, args, surroundingsToCheck(namespace)), {
        operatorRelease: operator.release,
        flinkVersions: operatorFlinkVersions(operator),
        operatorConfiguration: operator.configuration,
        namespace,
        mayReadNodes: operator.mayReadNodes ?? true,
    });
    return problems.map(({ path, problem }) => ({ path: argumentPaths[path] ?? path.replace(/^spec\./, ""), problem }));
}

/** Which argument a path of the FlinkDeployment comes from, where the two have other names. */
const argumentPaths: Readonly<Record<string, string>> = {
    "metadata.name": "name",
    "spec.job.jarURI": "jar",
    "spec.job.parallelism": "parallelism",
    "spec.job.upgradeMode": "upgradeMode",
    "spec.job.initialSavepointPath": "initialSavepointPath",
    "spec.job.savepointRedeployNonce": "savepointRedeployNonce",
    "spec.jobManager.resource.memory": "jobManager.memoryMiB",
    "spec.taskManager.resource.memory": "taskManager.memoryMiB",
    "spec.jobManager.replicas": "jobManager.replicas",
};

/** Surroundings with the right form: what the cluster fills in is never what a rule refuses. */
function surroundingsToCheck(namespace: string): Surroundings {
    const placement = { nodeSelector: {}, tolerations: [], architecture: "any" } as const;
    return {
        cluster: {
            stateStore: {
                uri: pulumi.output("s3p://state"),
                plugin: "flink-s3-fs-presto",
                files: { uri: pulumi.output("s3a://state"), plugin: "flink-s3-fs-hadoop" },
                flinkConfiguration: () => ({}),
                flinkVersionProblem: () => undefined,
            },
            nodes: { system: placement, jobManager: placement, taskManager: placement },
            disruptionAnnotations: {},
        },
        jobNamespace: {
            serviceAccountName: "flink",
            statePrefix: namespace,
            binding: {
                serviceAccountAnnotations: {},
                podLabels: {},
                podAnnotations: {},
                env: [],
                flinkConfiguration: () => ({}),
                dependsOn: [],
            },
        },
    };
}
