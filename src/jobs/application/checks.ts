import { findingsOf, type Checked, type Finding, type Problem } from "../../checks/findings";
import { dnsLabelProblems, jobNameProblems } from "../../checks/names";
import { choiceProblems, wholeNumberProblems, unless } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { Binding, ClusterFacts, ClusterModule, StoreFacts } from "../../contracts/cluster";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { noBinding } from "../../contracts/no-binding";
import type { OperatorHandle } from "../../contracts/platform";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { savepointFormats, type FlinkJobArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { folderOptionProblems, volumeProblems } from "./folder-options";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { reservedVariableProblems } from "./reserved-variables";
import { jobSettings, type JobSettings } from "./settings";
import { buildSpec, foldersOf, type Surroundings } from "./spec";
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
        store: storeFacts(stateStore),
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
    const settings = jobSettings(args);
    const own = [
        ...jobNameProblems("name", name),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds),
        ...readinessProblems(settings.readiness),
        ...choiceProblems("savepointFormat", settings.savepointFormat, savepointFormats),
        ...reservedOptionProblems(settings, cluster),
        ...placeProblems(settings, cluster),
    ];
    const found = new Set(own.map(({ path }) => path));
    // The rules depend on the version, and the spec cannot be made without a known one.
    const rules = found.has("flinkVersion") ? noVerdict : verdictOfRules(name, settings, { operator, cluster });
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

function cpuProblems(path: string, { cpu, cpuLimit }: JobSettings["taskManager" | "jobManager"]): Problem[] {
    if (cpu <= 0) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${cpu}` }];
    }
    return unless(cpuLimit >= cpu, `${path}.cpuLimit`, `must be at least ${path}.cpu (${cpu}), got ${cpuLimit}`);
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
    const { problems } = verdictOfRules(name, late, facts);
    return findingsOf("FlinkApplication", name, [
        ...placeProblems(late, facts.cluster),
        ...problems.filter(({ path }) => path.startsWith("podTemplate")),
    ]);
}

/**
 * The operator's rules over the FlinkDeployment, in the words of the application's arguments. They read the user's own pod
 * template, so that their paths are the user's.
 */
function verdictOfRules(name: string, settings: JobSettings, { operator, cluster }: PlatformFacts): Verdict {
    const { podTemplate, flinkConfiguration } = settings;
    const spec = buildSpec(name, settings, surroundingsToCheck(settings.namespace, cluster.store));
    const platform = {
        options: Object.keys(spec.flinkConfiguration ?? {}).filter((key) => !Object.hasOwn(flinkConfiguration, key)),
        volumes: Object.keys(foldersOf(storeToCheck(cluster.store), settings)),
    };
    const { problems, warnings } = judgeFlinkDeployment(
        name,
        { ...spec, ...(podTemplate === undefined ? { podTemplate: {} } : { podTemplate }) },
        { ...ruleContext(operator, settings.namespace), platform },
    );
    return { problems: problems.map(inArguments), warnings: warnings.map(inArguments) };
}

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
