import type { FlinkDeploymentSpec, FlinkSessionJobSpec, JobSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { jobNameProblems } from "../checks/names";
import { autoscalerProblems } from "./autoscaler";
import { operatorReaches, type SessionJobContext } from "./context";
import { upgradeModeWarnings } from "./durability";
import { effectiveConfiguration, type EffectiveConfiguration } from "./effective-configuration";
import { flinkVersionOf } from "./flink-version";
import { isSet, known } from "./inputs";
import { sessionJarProblems } from "./jar";
import { droppedJobFieldProblems, jobWordProblems, redeployProblems } from "./job";
import { parallelismProblems } from "./replicas";
import { stateDirectoryProblems } from "./state-directories";
import { unless } from "../checks/values";

/**
 * Everything for which the operator would refuse a FlinkSessionJob, all at once. What depends on the session cluster is
 * only judged if the context has it.
 */
export function checkFlinkSessionJob(spec: FlinkSessionJobSpec, context: SessionJobContext): Problem[] {
    const { sessionCluster } = context;
    return [
        ...deploymentNameProblems(spec),
        ...(isSet(sessionCluster) ? notApplicationProblems(spec, sessionCluster) : []),
        ...(isSet(spec.job)
            ? jobProblems(spec.job, context)
            : [{ path: "spec.job", problem: "is required: the job to run" }]), // rule 44
        ...(isSet(sessionCluster) ? clusterProblems(spec, sessionCluster, context) : []),
    ];
}

/** Warnings: values that the operator accepts and that may hurt later. */
export function flinkSessionJobWarnings(spec: FlinkSessionJobSpec, context: SessionJobContext): Problem[] {
    const { sessionCluster } = context;
    return isSet(sessionCluster) && isSet(spec.job)
        ? upgradeModeWarnings(spec.job, configurationOf(spec, sessionCluster, context))
        : [];
}

/** Rule 43. */
function deploymentNameProblems({ deploymentName }: FlinkSessionJobSpec): Problem[] {
    const path = "spec.deploymentName";
    if (!isSet(deploymentName)) {
        return [{ path, problem: "is required: the name of the session cluster's FlinkDeployment" }];
    }
    const name = known(deploymentName);
    return name === undefined ? [] : jobNameProblems(path, name);
}

/** Rule 52. */
function notApplicationProblems({ deploymentName }: FlinkSessionJobSpec, cluster: FlinkDeploymentSpec): Problem[] {
    const name = known(deploymentName);
    return unless(
        !isSet(cluster.job),
        "spec.deploymentName",
        "must name a session cluster, not an application, which only runs its own job" +
            (name === undefined ? "" : `, got "${name}"`),
    );
}

function jobProblems(job: JobSpec, context: SessionJobContext): Problem[] {
    return [
        ...sessionJarProblems(job, context),
        ...parallelismProblems(job, undefined),
        ...lastStateProblems(job, context),
        ...jobWordProblems(job),
        ...redeployProblems(job),
        ...droppedJobFieldProblems(job, context),
    ];
}

/** Session jobs know `last-state` from operator 1.10 on (FLINK-35414). */
function lastStateProblems({ upgradeMode }: JobSpec, context: SessionJobContext): Problem[] {
    return upgradeMode === "last-state" && !operatorReaches(context, "1.10.0")
        ? [
              {
                  path: "spec.job.upgradeMode",
                  problem: `must be "savepoint" or "stateless" for a session job on operator ${context.operatorRelease}, got "last-state"`,
              },
          ]
        : [];
}

/** Rules 13 to 17 and 35 to 42 over the cluster's options and the job's. */
function clusterProblems(
    spec: FlinkSessionJobSpec,
    cluster: FlinkDeploymentSpec,
    context: SessionJobContext,
): Problem[] {
    const configuration = configurationOf(spec, cluster, context);
    const flinkVersion = flinkVersionOf(cluster);
    // Reported above in the session job's own words.
    const isRefused = spec.job?.upgradeMode === "last-state" && !operatorReaches(context, "1.10.0");
    return [
        ...(isSet(spec.job) && !isRefused
            ? stateDirectoryProblems(spec.job, { context, configuration, flinkVersion })
            : []),
        ...autoscalerProblems(configuration, context),
    ];
}

/** Before operator 1.8 (FLINK-34398) the job's own options did not count. */
function configurationOf(
    spec: FlinkSessionJobSpec,
    cluster: FlinkDeploymentSpec,
    context: SessionJobContext,
): EffectiveConfiguration {
    const ofCluster = { path: "sessionCluster.spec.flinkConfiguration", options: cluster.flinkConfiguration };
    const ofJob = { path: "spec.flinkConfiguration", options: spec.flinkConfiguration };
    const layers = operatorReaches(context, "1.8.0") ? [ofCluster, ofJob] : [ofCluster];
    return effectiveConfiguration(context, flinkVersionOf(cluster), layers);
}
