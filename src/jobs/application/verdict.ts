import type { ClusterFacts } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { ruleContext } from "../deployment/checks";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import { inArguments } from "./in-arguments";
import type { PlatformFacts } from "./platform-facts";
import type { ClusterSettings } from "./settings";
import type { PodNeeds } from "./pod-needs";
import { foldersOf } from "./spec";
import { scriptVolumeName } from "./sql-script";
import type { Surroundings } from "./surroundings";

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
 * read the user's own pod templates, so that their paths are the user's.
 */
export function verdictOnSpec(
    { name, settings, spec, needs }: SpecToJudge,
    { operator, cluster }: PlatformFacts,
): Verdict {
    const { podTemplate, processTemplates, flinkConfiguration } = settings;
    const platform = {
        mergesTemplates: true,
        options: Object.keys(spec.flinkConfiguration ?? {}).filter((key) => !Object.hasOwn(flinkConfiguration, key)),
        volumes: [
            ...Object.keys(foldersOf(storeToCheck(cluster.store), settings, needs)),
            ...(needs?.script === undefined ? [] : [scriptVolumeName]),
        ],
    };
    const asGiven = {
        ...spec,
        podTemplate: podTemplate ?? {},
        jobManager: { ...spec.jobManager, podTemplate: processTemplates.jobManager },
        taskManager: { ...spec.taskManager, podTemplate: processTemplates.taskManager },
    };
    const ofDefinition = judgeByDefinition<FlinkDeploymentSpec>(asGiven, operator);
    const { problems, warnings } = judgeFlinkDeployment(name, ofDefinition.readable, {
        ...ruleContext(operator, settings.namespace),
        platform,
    });
    return {
        problems: joined(ofDefinition.problems, problems).map(inArguments),
        warnings: warnings.map(inArguments),
    };
}

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
export function storeToCheck({ plugins }: ClusterFacts["store"]) {
    const plugin = plugins[0] ?? "flink-s3-fs-presto";
    return { plugin, files: { plugin: plugins.at(-1) ?? plugin } };
}
