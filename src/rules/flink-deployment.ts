import type { FlinkDeploymentSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { jobNameProblems } from "../checks/names";
import { autoscalerProblems } from "./autoscaler";
import { builtInPluginWarnings } from "./built-in-plugins";
import { forbiddenKeyProblems, healthCheckProblems, rollbackProblems } from "./configuration-keys";
import { configurationFileProblems } from "./configuration-file";
import type { RuleContext } from "./context";
import {
    imageWarnings,
    localDirectoryWarnings,
    scheduleWarnings,
    unknownOptionWarnings,
    upgradeModeWarnings,
} from "./durability";
import { effectiveConfiguration, type EffectiveConfiguration } from "./effective-configuration";
import { flinkVersionOf, flinkVersionProblems } from "./flink-version";
import { highAvailabilityFolderProblems } from "./high-availability";
import { ingressProblems } from "./ingress";
import { isSet, known } from "./inputs";
import { applicationJarProblems } from "./jar";
import { javaOptionWarnings } from "./java-options";
import { droppedJobFieldProblems, jobWordProblems, redeployProblems } from "./job";
import { keyOverlapProblems } from "./key-overlap";
import { logConfigurationProblems } from "./logging";
import { restServiceProblems } from "./nodes";
import { containerNameProblems, pullPolicyProblems } from "./pod-template";
import { jobManagerProblems, parallelismProblems, taskManagerProblems } from "./replicas";
import { resourceProblems } from "./resources";
import { sensitiveOptionWarnings } from "./sensitive-options";
import { stateDirectoryProblems } from "./state-directories";
import { containerImageProblems } from "./template-containers";
import { mergedListWarnings } from "./template-lists";
import { templateMountProblems } from "./template-mounts";
import { workerProblems } from "./workers";
import { choiceProblems, unless } from "../checks/values";
import { deploymentModes } from "./words";

/** Findings of the rules about a spec. */
export interface Verdict {
    /** Everything for which the operator would refuse it or fail to make it. */
    readonly problems: readonly Problem[];
    /** Warnings: values that the operator accepts and that may hurt later. */
    readonly warnings: readonly Problem[];
}

/**
 * Judges a FlinkDeployment, all at once. Says nothing of values that are not known yet, nor of what needs the cluster or
 * the previous spec.
 */
export function judgeFlinkDeployment(name: string, spec: FlinkDeploymentSpec, context: RuleContext): Verdict {
    const layers = [{ path: "spec.flinkConfiguration", options: spec.flinkConfiguration }];
    const configuration = effectiveConfiguration(context, flinkVersionOf(spec), layers);
    return {
        problems: problemsOf(name, spec, { context, configuration }),
        warnings: warningsOf(spec, { context, configuration }),
    };
}

/** Context of the rules, in addition to the spec. */
interface Surroundings {
    readonly context: RuleContext;
    readonly configuration: EffectiveConfiguration;
}

function problemsOf(name: string, spec: FlinkDeploymentSpec, { context, configuration }: Surroundings): Problem[] {
    return [
        ...jobNameProblems("metadata.name", name),
        ...flinkVersionProblems(spec.flinkVersion, context),
        ...forbiddenKeyProblems(configuration),
        ...rollbackProblems(configuration),
        ...healthCheckProblems(configuration),
        ...keyOverlapProblems(configuration, flinkVersionOf(spec), context),
        ...highAvailabilityFolderProblems(configuration),
        ...configurationFileProblems(spec, flinkVersionOf(spec)),
        ...choiceProblems("spec.mode", spec.mode ?? undefined, deploymentModes.words),
        ...restServiceProblems(spec.flinkConfiguration, context),
        ...ingressProblems(spec.ingress, name, context),
        ...logConfigurationProblems(spec.logConfiguration),
        ...jobProblems(spec, configuration, context),
        ...resourceProblems(spec, configuration),
        ...workerProblems(configuration, context),
        ...jobManagerProblems(spec, configuration),
        ...taskManagerProblems(spec),
        ...serviceAccountProblems(spec),
        ...autoscalerProblems(configuration, context),
        ...pullPolicyProblems(spec),
        ...containerNameProblems(spec),
        ...containerImageProblems(spec, configuration, context),
        ...templateMountProblems(spec, configuration, context),
    ];
}

function warningsOf(spec: FlinkDeploymentSpec, { context, configuration }: Surroundings): Problem[] {
    const flinkVersion = flinkVersionOf(spec);
    return [
        ...(isSet(spec.job) ? upgradeModeWarnings(spec.job, configuration) : []),
        ...localDirectoryWarnings(configuration, context),
        ...unknownOptionWarnings(configuration, flinkVersion),
        ...scheduleWarnings(configuration),
        ...sensitiveOptionWarnings(configuration),
        ...javaOptionWarnings(configuration, flinkVersion, known(spec.image)),
        ...imageWarnings(known(spec.image), flinkVersion),
        ...(context.platform?.mergesTemplates ? [] : mergedListWarnings(spec, configuration)),
        ...builtInPluginWarnings(spec),
    ];
}

function jobProblems(
    spec: FlinkDeploymentSpec,
    configuration: EffectiveConfiguration,
    context: RuleContext,
): Problem[] {
    const { job, taskManager } = spec;
    if (!isSet(job)) {
        return [];
    }
    const surroundings = { context, configuration, flinkVersion: flinkVersionOf(spec) };
    return [
        ...stateDirectoryProblems(job, surroundings),
        ...parallelismProblems(job, taskManager),
        ...applicationJarProblems(job, surroundings, spec.mode),
        ...jobWordProblems(job),
        ...redeployProblems(job),
        ...droppedJobFieldProblems(job, context),
    ];
}

/** Rule 34. */
function serviceAccountProblems({ serviceAccount }: FlinkDeploymentSpec): Problem[] {
    return unless(isSet(serviceAccount), "spec.serviceAccount", "is required: the service account of the pods");
}
