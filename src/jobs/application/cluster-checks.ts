import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { systemNamespaceProblems } from "../../checks/initial-namespaces";
import { dnsLabelProblems } from "../../checks/names";
import { problemIf, shown, unless, wholeNumberProblems } from "../../checks/values";
import { unwatchedNamespaceProblems } from "../../checks/watched-namespaces";
import type { Binding, ClusterFacts, ClusterModule, StoreFacts } from "../../contracts/cluster";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import { noBinding } from "../../contracts/no-binding";
import type { OperatorHandle, PlatformHandle } from "../../contracts/platform";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { labelProblems, labelTextProblems, readinessProblems, ruleContext } from "../deployment/checks";
import { deletionProblems } from "../deployment/deletion";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import type { FlinkClusterArgs } from "./args";
import { reservedOptionProblems } from "./configuration";
import { folderOptionProblems, volumeProblems } from "./folder-options";
import { imageArchitectureProblems } from "./image-architecture";
import { inArguments } from "./in-arguments";
import { reservedVariableProblems } from "./reserved-variables";
import type { ClusterSettings } from "./settings";
import { foldersOf, type PodNeeds, type Surroundings } from "./spec";
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

/** Facts about a platform. */
export function factsOf({ operator, cluster }: Pick<PlatformHandle, "operator" | "cluster">): PlatformFacts {
    return { operator, cluster: clusterFactsOf(cluster) };
}

/** Facts that a cluster module tells before it is made. */
function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        store: storeFacts(stateStore),
        refusedOptions: stateStore.refusedOptions,
        missingStateStore: stateStore.missing,
        flinkVersionProblem: (flinkVersion) => stateStore.flinkVersionProblem(flinkVersion),
    };
}

/** Everything that is wrong with the arguments of any cluster, the rules aside. */
export function clusterProblems(
    args: FlinkClusterArgs,
    settings: ClusterSettings,
    { operator, cluster }: PlatformFacts,
    needs?: PodNeeds,
): Problem[] {
    return [
        ...problemIf("", cluster.missingStateStore),
        ...namespaceProblems(settings, operator),
        ...versionProblems(args, settings, { operator, cluster }),
        ...imageProblems(settings, cluster),
        ...sizeProblems(settings),
        ...deletionProblems(settings.deleteTimeoutSeconds, settings.annotations).map(inArguments),
        ...labelTextProblems(settings).map(inArguments),
        ...labelProblems(settings, operator.resourceLabels).map(inArguments),
        ...readinessProblems(settings.readiness),
        ...reservedOptionProblems(settings, cluster, needs !== undefined),
        ...largeOptionProblems(settings.flinkConfiguration),
        ...placeProblems(settings, cluster, needs),
    ];
}

/** Problems of the namespace that a resource is in. */
export function namespaceProblems(
    { namespace }: Pick<ClusterSettings, "namespace">,
    { watchNamespaces }: Pick<OperatorHandle, "watchNamespaces">,
): Problem[] {
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
function imageProblems({ image }: ClusterSettings, { architectures }: ClusterFacts): Problem[] {
    return typeof image === "string" ? imageArchitectureProblems("image", image, architectures) : [];
}

/** Numbers that Kubernetes or Flink would refuse, or take and then fail with. */
function sizeProblems({ checkpointIntervalSeconds, jobManager, taskManager }: ClusterSettings): Problem[] {
    return [
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
export function largeOptionProblems(flinkConfiguration: ClusterSettings["flinkConfiguration"]): Problem[] {
    return Object.entries(flinkConfiguration).flatMap(([key, value]) =>
        unless(
            typeof value !== "number" || !Number.isInteger(value) || Number.isSafeInteger(value),
            `flinkConfiguration["${key}"]`,
            `must be text, got ${shown(value)}; put it in quotes`,
        ),
    );
}

function cpuProblems(path: string, { cpu, cpuLimit }: ClusterSettings["taskManager" | "jobManager"]): Problem[] {
    if (typeof cpu !== "number" || !(cpu > 0)) {
        return [{ path: `${path}.cpu`, problem: `must be more than 0, got ${shown(cpu)}` }];
    }
    return unless(
        typeof cpuLimit === "number" && cpuLimit >= cpu,
        `${path}.cpuLimit`,
        `must be at least ${path}.cpu (${cpu}), got ${shown(cpuLimit)}`,
    );
}

/** Variables and folders that no pod may have. */
function placeProblems(settings: ClusterSettings, { store }: ClusterFacts, needs?: PodNeeds): Problem[] {
    const folders = foldersOf(storeToCheck(store), settings, needs);
    return [
        ...reservedVariableProblems(settings, store),
        ...folderOptionProblems(settings, Object.values(folders)),
        ...volumeProblems(settings, folders),
    ];
}

/** Everything that is wrong with a cluster's arguments once its binding is made, whose names a cluster may not tell before. */
export function checkAgainstBinding(
    { component, name }: ComponentName,
    settings: ClusterSettings,
    { flinkConfiguration, env }: Binding,
    { store, refusedOptions }: ClusterFacts,
): Finding[] {
    const withBinding: StoreFacts = {
        ...store,
        options: (flinkVersion) => [...store.options(flinkVersion), ...Object.keys(flinkConfiguration(flinkVersion))],
        variables: [...store.variables, ...env.map((variable) => variable.name)],
    };
    return findingsOf(component, name, [
        ...reservedOptionProblems(settings, { refusedOptions, store: withBinding }),
        ...reservedVariableProblems(settings, withBinding),
    ]);
}

/** A component by what findings call it. */
export interface ComponentName {
    /** Its type, such as `FlinkApplication`. */
    readonly component: string;
    readonly name: string;
}

/** A cluster's spec as the checks make it, with what it was made from. */
export interface SpecToJudge {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly settings: ClusterSettings;
    readonly spec: FlinkDeploymentSpec;
    readonly needs?: PodNeeds;
}

/**
 * The definition's and the rules' verdict on a FlinkDeployment, in the words of the arguments that it is made from. Both
 * read the user's own pod template, so that their paths are the user's.
 */
export function verdictOnSpec(
    { name, settings, spec, needs }: SpecToJudge,
    { operator, cluster }: PlatformFacts,
): Verdict {
    const { podTemplate, flinkConfiguration } = settings;
    const platform = {
        options: Object.keys(spec.flinkConfiguration ?? {}).filter((key) => !Object.hasOwn(flinkConfiguration, key)),
        volumes: Object.keys(foldersOf(storeToCheck(cluster.store), settings, needs)),
    };
    const ofDefinition = judgeByDefinition({ ...spec, podTemplate: podTemplate ?? {} }, operator);
    const { problems, warnings } = judgeFlinkDeployment(name, ofDefinition.readable, {
        ...ruleContext(operator, settings.namespace),
        platform,
    });
    const ofArguments = ofDefinition.problems.filter(({ path }) => !ofProcessTemplate.test(path));
    return {
        problems: joined(ofArguments, problems).map(inArguments),
        warnings: warnings.map(inArguments),
    };
}

/** Problems of a pod template that only became known after the other checks. */
export function lateTemplateProblems(late: SpecToJudge, facts: PlatformFacts): Problem[] {
    const { problems } = verdictOnSpec(late, facts);
    return [
        ...placeProblems(late.settings, facts.cluster, late.needs),
        ...problems.filter(({ path }) => path.startsWith("podTemplate")),
    ];
}

/** What the user's pod template has there, it has in its own place too. */
const ofProcessTemplate = /^spec\.(jobManager|taskManager)\.podTemplate\b/;

/** No verdict: what the rules need is wrong. */
export const noVerdict: Verdict = { problems: [], warnings: [] };

/** Surroundings with the right form: what the cluster fills in is never what a rule refuses. */
export function surroundingsToCheck(namespace: string, store: ClusterFacts["store"]): Surroundings {
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
