import type { Problem } from "../../checks/findings";
import type { ClusterFacts } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { judgeFlinkDeployment, type Verdict } from "../../rules/flink-deployment";
import { ruleContext } from "../deployment/checks";
import { joined, judgeByDefinition } from "../deployment/spec-problems";
import { inArguments } from "./in-arguments";
import type { PlatformFacts } from "./platform-facts";
import type { JobSettings } from "./settings";
import { buildSpec, foldersOf, type Surroundings } from "./spec";

/**
 * The definition's and the rules' verdict on the FlinkDeployment, in the words of the application's arguments. Both read the
 * user's own pod template, so that their paths are the user's.
 */
export function verdictOfRules(settings: JobSettings, { operator, cluster }: PlatformFacts): Verdict {
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

/** Problems of a jar that only became known after the other checks. */
export function jarProblems(settings: JobSettings, facts: PlatformFacts): Problem[] {
    return verdictOfRules(settings, facts).problems.filter(({ path }) => path === "jar");
}

/** What the user's pod template has there, it has in its own place too. */
const ofProcessTemplate = /^spec\.(jobManager|taskManager)\.podTemplate\b/;

export const noVerdict: Verdict = { problems: [], warnings: [] };

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
export function storeToCheck({ plugins }: ClusterFacts["store"]) {
    const plugin = plugins[0] ?? "flink-s3-fs-presto";
    return { plugin, files: { plugin: plugins.at(-1) ?? plugin } };
}
