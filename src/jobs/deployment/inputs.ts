import type { DeploymentSettings } from "./settings";

/**
 * Inputs under which a FlinkDeployment's component is registered: plain values for reviewers and policy packs. What may
 * hold a secret is left out: arguments, options, pod templates, and URIs.
 */
export function deploymentInputs({ name, namespace, spec }: DeploymentSettings) {
    const { image, flinkVersion, mode, job, jobManager, taskManager } = spec;
    return {
        name,
        namespace,
        image,
        flinkVersion,
        mode,
        parallelism: job?.parallelism,
        state: job?.state,
        upgradeMode: job?.upgradeMode,
        jobManager: { ...jobManager?.resource, replicas: jobManager?.replicas },
        taskManager: { ...taskManager?.resource, replicas: taskManager?.replicas },
    };
}
