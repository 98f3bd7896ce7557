import type { SessionJobSettings } from "./settings";

/**
 * Inputs under which a session job's component is registered: plain values for reviewers and policy packs. What may hold
 * a secret is left out: arguments, options, and URIs.
 */
export function sessionJobInputs({ name, namespace, spec }: SessionJobSettings) {
    const { deploymentName, job } = spec;
    return {
        name,
        namespace,
        sessionCluster: deploymentName,
        parallelism: job?.parallelism,
        state: job?.state,
        upgradeMode: job?.upgradeMode,
    };
}
