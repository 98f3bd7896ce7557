import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { choiceProblems, problemIf, wholeNumberProblems, unless } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { ClusterFacts, ClusterModule } from "../../contracts/cluster";
import { architecturesOf } from "../../contracts/facts";
import { noBinding } from "../../contracts/no-binding";
import type { OperatorHandle } from "../../contracts/platform";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { savepointFormats, type FlinkJobArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { jobSettings, type JobSettings } from "./settings";
import { buildSpec, type Surroundings } from "./spec";
import { versionProblems } from "./version-checks";

/** Facts about the platform that the checks need. */
export interface PlatformFacts {
    readonly operator: Pick<
        OperatorHandle,
        "release" | "flinkVersions" | "configuration" | "watchNamespaces" | "mayReadNodes"
    >;
    readonly cluster: ClusterFacts;
}

/** Facts that a cluster module tells before it is made. */
export function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        refusedOptions: stateStore.refusedOptions,
        missingStateStore: stateStore.missing,
        flinkVersionProblem: (flinkVersion) => stateStore.flinkVersionProblem(flinkVersion),
    };
}

/**
 * Everything that is wrong with an application's arguments: its own limits, and the operator's validation rules over the
 * FlinkDeployment that comes of it.
 */
export function checkFlinkApplication(
    name: string,
    args: FlinkJobArgs,
    { operator, cluster }: PlatformFacts,
): Checked<JobSettings> {
    const settings = jobSettings(name, args);
    const own = [
        ...jobNameProblems(args.jobName === undefined ? "name" : "jobName", settings.jobName),
        ...problemIf("", cluster.missingStateStore),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds),
        ...readinessProblems(settings.readiness),
        ...choiceProblems("savepointFormat", settings.savepointFormat, savepointFormats),
        ...reservedOptionProblems(settings, cluster),
    ];
    // The rules know one name, whichever argument it comes from.
    const found = new Set(own.map(({ path }) => (path === "jobName" ? "name" : path)));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOfRules(settings, operator);
    const others = rules.problems.filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkApplication", name, [...own, ...others]),
        hints: findingsOf("FlinkApplication", name, rules.warnings),
        settings,
    };
}

function namespaceProblems({ namespace }: JobSettings, { watchNamespaces }: PlatformFacts["operator"]): Problem[] {
    if (typeof namespace !== "string") {
        const problem =
            "must be plain text, as resources are named by it, got an output or nothing; write the name, and if the program makes the namespace itself, list it in existingNamespaces and let the platform depend on it";
        return [{ path: "namespace", problem }];
    }
    const form = dnsLabelProblems("namespace", namespace);
    return form.length > 0 ? form : unwatchedNamespaceProblems("namespace", namespace, watchNamespaces);
}

/** An image that a program computes says nothing before it is known. */
function imageProblems({ image }: JobSettings, { architectures }: ClusterFacts): Problem[] {
    return typeof image === "string" ? imageArchitectureProblems("image", image, architectures) : [];
}

/** Numbers that Kubernetes or Flink would refuse, or take and then fail with. */
function sizeProblems({ parallelism, checkpointIntervalSeconds, jobManager, taskManager }: JobSettings): Problem[] {
    return [
        ...wholeNumberProblems("parallelism", parallelism, 1),
        ...wholeNumberProblems("checkpointIntervalSeconds", checkpointIntervalSeconds, 1),
        ...wholeNumberProblems("jobManager.replicas", jobManager.replicas, 1),
        ...wholeNumberProblems("taskManager.taskSlots", taskManager.taskSlots, 1),
        // Whether it is enough for Flink is for the rules to say.
        ...wholeNumberProblems("jobManager.memoryMiB", jobManager.memoryMiB, 1),
        ...wholeNumberProblems("taskManager.memoryMiB", taskManager.memoryMiB, 1),
        ...cpuProblems("jobManager", jobManager),
        ...cpuProblems("taskManager", taskManager),
    ];
}

function cpuProblems(path: string, { cpu, cpuLimit }: JobSettings["taskManager" | "jobManager"]): Problem[] {
    if (cpu <= 0) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${cpu}` }];
    }
    return unless(cpuLimit >= cpu, `${path}.cpuLimit`, `must be at least ${path}.cpu (${cpu}), got ${cpuLimit}`);
}

/** The operator's rules over the FlinkDeployment, in the words of the application's arguments. */
function verdictOfRules(settings: JobSettings, operator: PlatformFacts["operator"]): Verdict {
    const { problems, warnings } = judgeFlinkDeployment(
        settings.jobName,
        buildSpec(settings, surroundingsToCheck(settings.namespace)),
        ruleContext(operator, settings.namespace),
    );
    return { problems: problems.map(inArguments), warnings: warnings.map(inArguments) };
}

const noVerdict: Verdict = { problems: [], warnings: [] };

/** Surroundings with the right form: what the cluster fills in is never what a rule refuses. */
function surroundingsToCheck(namespace: string): Surroundings {
    const placement = { nodeSelector: {}, tolerations: [], architecture: "any" } as const;
    return {
        cluster: {
            stateStore: {
                uri: "s3p://state",
                plugin: "flink-s3-fs-presto",
                files: { uri: "s3a://state", plugin: "flink-s3-fs-hadoop" },
                flinkConfiguration: () => ({}),
            },
            nodes: { system: placement, jobManager: placement, taskManager: placement },
            disruptionAnnotations: {},
        },
        jobNamespace: {
            serviceAccountName: "flink",
            statePrefix: namespace,
            binding: noBinding,
        },
    };
}
