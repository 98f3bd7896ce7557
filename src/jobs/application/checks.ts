import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { shown, wholeNumberProblems, unless } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { ClusterFacts, ClusterModule } from "../../contracts/cluster";
import { architecturesOf } from "../../contracts/facts";
import { noBinding } from "../../contracts/no-binding";
import type { OperatorHandle } from "../../contracts/platform";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { joined, judgeByDefinition, podTemplateProblems } from "../deployment/spec-problems";
import type { FlinkJobArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { knownJobArgs } from "./known-arguments";
import { jobSettings, type JobSettings } from "./settings";
import { buildSpec, type Surroundings } from "./spec";
import { versionProblems } from "./version-checks";

/** Facts about the platform that the checks need. */
export interface PlatformFacts {
    readonly operator: Pick<
        OperatorHandle,
        "release" | "definitions" | "flinkVersions" | "configuration" | "watchNamespaces" | "mayReadNodes"
    >;
    readonly cluster: ClusterFacts;
}

/** Facts that a cluster module tells before it is made. */
export function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        refusedOptions: stateStore.refusedOptions,
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
    const settings = jobSettings(readableArguments(args, knownJobArgs));
    const own = [
        ...argumentProblems(args, knownJobArgs),
        ...jobNameProblems("name", name),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds),
        ...readinessProblems(settings.readiness),
        ...reservedOptionProblems(settings, cluster),
        ...largeOptionProblems(settings),
    ];
    const found = new Set(own.map(({ path }) => path));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOfRules(name, settings, operator);
    const others = rules.problems.filter(({ path }) => !found.has(path));
    return {
        findings: findingsOf("FlinkApplication", name, [...own, ...others]),
        hints: findingsOf("FlinkApplication", name, rules.warnings),
        settings,
    };
}

function namespaceProblems({ namespace }: JobSettings, { watchNamespaces }: PlatformFacts["operator"]): Problem[] {
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

/** Numbers whose last digits are lost before they become an option's text. */
function largeOptionProblems({ flinkConfiguration }: JobSettings): Problem[] {
    return Object.entries(flinkConfiguration).flatMap(([key, value]) =>
        unless(
            typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value),
            `flinkConfiguration["${key}"]`,
            `must be text, got ${shown(value)}; put it in quotes`,
        ),
    );
}

function cpuProblems(path: string, { cpu, cpuLimit }: JobSettings["taskManager" | "jobManager"]): Problem[] {
    if (typeof cpu !== "number" || !(cpu > 0)) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${shown(cpu)}` }];
    }
    return unless(
        typeof cpuLimit === "number" && cpuLimit >= cpu,
        `${path}.cpuLimit`,
        `must be at least ${path}.cpu (${cpu}), got ${shown(cpuLimit)}`,
    );
}

/** The definition's and the rules' verdict on the FlinkDeployment, in the words of the application's arguments. */
function verdictOfRules(name: string, settings: JobSettings, operator: PlatformFacts["operator"]): Verdict {
    const spec = buildSpec(name, settings, surroundingsToCheck(settings.namespace));
    // In the template that comes of both, the user's containers have other places than in the user's own.
    const ofTemplate = podTemplateProblems("podTemplate", settings.podTemplate, operator);
    const ofDefinition = judgeByDefinition({ ...spec, podTemplate: undefined }, operator);
    const isReadable = !ofTemplate.some(({ wrong }) => wrong === "shape");
    const readable = { ...ofDefinition.readable, ...(isReadable ? { podTemplate: spec.podTemplate } : {}) };
    const { problems, warnings } = judgeFlinkDeployment(name, readable, ruleContext(operator, settings.namespace));
    return {
        problems: [...joined(ofDefinition.problems, problems).map(inArguments), ...ofTemplate],
        warnings: warnings.map(inArguments),
    };
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
