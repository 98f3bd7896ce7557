import { findingsOf, type Checked, type Finding, type Problem } from "../../checks/findings";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { problemIf, shown, wholeNumberProblems, unless } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { Binding, ClusterFacts, ClusterModule, StoreFacts } from "../../contracts/cluster";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { noBinding } from "../../contracts/no-binding";
import type { OperatorHandle } from "../../contracts/platform";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { labelProblems, labelTextProblems, readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import type { FlinkJobArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { folderOptionProblems, volumeProblems } from "./folder-options";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { reservedVariableProblems } from "./reserved-variables";
import { knownJobArgs } from "./known-arguments";
import { jobSettings, type JobSettings } from "./settings";
import { buildSpec, foldersOf, type Surroundings } from "./spec";
import { versionProblems } from "./version-checks";

/** Facts about the platform that the checks need. */
export interface PlatformFacts {
    readonly operator: Pick<
        OperatorHandle,
        | "release"
        | "definitions"
        | "flinkVersions"
        | "configuration"
        | "watchNamespaces"
        | "mayReadNodes"
        | "resourceLabels"
    >;
    readonly cluster: ClusterFacts;
}

/** Facts that a cluster module tells before it is made. */
export function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        store: storeFacts(stateStore),
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
    const settings = jobSettings(name, readableArguments(args, knownJobArgs));
    const own = [
        ...argumentProblems(args, knownJobArgs),
        ...jobNameProblems(args.jobName === undefined ? "name" : "jobName", settings.jobName),
        ...problemIf("", cluster.missingStateStore),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations).map(inArguments),
        ...labelTextProblems(settings).map(inArguments),
        ...labelProblems(settings, operator.resourceLabels).map(inArguments),
        ...readinessProblems(settings.readiness),
        ...reservedOptionProblems(settings, cluster),
        ...largeOptionProblems(settings),
        ...placeProblems(settings, cluster),
    ];
    // The rules know one name, whichever argument it comes from.
    const found = new Set(own.map(({ path }) => (path === "jobName" ? "name" : path)));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOfRules(settings, { operator, cluster });
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
    return form.length > 0
        ? form
        : [
              ...systemNamespaceProblems("namespace", namespace),
              ...unwatchedNamespaceProblems("namespace", namespace, watchNamespaces),
          ];
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

/** Variables and folders that a job may not have in its pods. */
function placeProblems(settings: JobSettings, { store }: ClusterFacts): Problem[] {
    const folders = foldersOf(storeToCheck(store), settings);
    return [
        ...reservedVariableProblems(settings, store),
        ...folderOptionProblems(settings, Object.values(folders)),
        ...volumeProblems(settings, folders),
    ];
}

/** Everything that is wrong with an application's arguments once its binding is made, whose names a cluster may not tell before. */
export function checkAgainstBinding(
    name: string,
    settings: JobSettings,
    { flinkConfiguration, env }: Binding,
    { store, refusedOptions }: ClusterFacts,
): Finding[] {
    const withBinding: StoreFacts = {
        ...store,
        options: (flinkVersion) => [...store.options(flinkVersion), ...Object.keys(flinkConfiguration(flinkVersion))],
        variables: [...store.variables, ...env.map((variable) => variable.name)],
    };
    return findingsOf("FlinkApplication", name, [
        ...reservedOptionProblems(settings, { refusedOptions, store: withBinding }),
        ...reservedVariableProblems(settings, withBinding),
    ]);
}

/** Everything that is wrong with a pod template that only became known after the other checks. */
export function checkLateTemplate(
    name: string,
    settings: JobSettings,
    podTemplate: NonNullable<JobSettings["podTemplate"]>,
    facts: PlatformFacts,
): Finding[] {
    const late = { ...settings, podTemplate };
    const { problems } = verdictOfRules(late, facts);
    return findingsOf("FlinkApplication", name, [
        ...placeProblems(late, facts.cluster),
        ...problems.filter(({ path }) => path.startsWith("podTemplate")),
    ]);
}

/** Problems of a jar that only became known after the other checks. */
export function jarProblems(settings: JobSettings, facts: PlatformFacts): Problem[] {
    return verdictOfRules(settings, facts).problems.filter(({ path }) => path === "jar");
}

/**
 * The definition's and the rules' verdict on the FlinkDeployment, in the words of the application's arguments. Both read the
 * user's own pod template, so that their paths are the user's.
 */
function verdictOfRules(settings: JobSettings, { operator, cluster }: PlatformFacts): Verdict {
    const { podTemplate, flinkConfiguration } = settings;
    const spec = buildSpec(settings, surroundingsToCheck(settings.namespace, cluster.store));
    const platform = {
        options: Object.keys(spec.flinkConfiguration ?? {}).filter((key) => !Object.hasOwn(flinkConfiguration, key)),
        volumes: Object.keys(foldersOf(storeToCheck(cluster.store), settings)),
    };
    const ofDefinition = judgeByDefinition({ ...spec, podTemplate: podTemplate ?? {} }, operator);
    const { problems, warnings } = judgeFlinkDeployment(settings.jobName, ofDefinition.readable, {
        ...ruleContext(operator, settings.namespace),
        platform,
    });
    const ofArguments = ofDefinition.problems.filter(({ path }) => !ofProcessTemplate.test(path));
    return {
        problems: joined(ofArguments, problems).map(inArguments),
        warnings: warnings.map(inArguments),
    };
}

/** What the user's pod template has there, it has in its own place too. */
const ofProcessTemplate = /^spec\.(jobManager|taskManager)\.podTemplate\b/;

const noVerdict: Verdict = { problems: [], warnings: [] };

/** Surroundings with the right form: what the cluster fills in is never what a rule refuses. */
function surroundingsToCheck(namespace: string, store: ClusterFacts["store"]): Surroundings {
    const placement = { nodeSelector: {}, tolerations: [], architecture: "any" } as const;
    const { plugin, files } = storeToCheck(store);
    return {
        cluster: {
            stateStore: {
                uri: "s3p://state",
                plugin,
                files: { uri: "s3a://state", plugin: files.plugin },
                flinkConfiguration: (flinkVersion) =>
                    Object.fromEntries(store.options(flinkVersion).map((key) => [key, "the state store's"])),
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

/** The store's plugins: the first is that of state, the last that of files. */
function storeToCheck({ plugins }: ClusterFacts["store"]) {
    const plugin = plugins[0] ?? "flink-s3-fs-presto";
    return { plugin, files: { plugin: plugins.at(-1) ?? plugin } };
}
