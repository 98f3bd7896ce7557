import type { JobSettings } from "./settings";

/**
 * Inputs under which an application's component is registered: plain values for reviewers and policy packs. What may
 * hold a secret is left out: arguments, options, the pod template, and URIs.
 */
export function applicationInputs(settings: JobSettings) {
    const { namespace, flinkVersion, image, parallelism, state, upgradeMode, jobManager, taskManager } = settings;
    return { namespace, flinkVersion, image, parallelism, state, upgradeMode, jobManager, taskManager };
}
