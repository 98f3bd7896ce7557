import type { SessionClusterSettings } from "./settings";

/**
 * Inputs under which a session cluster's component is registered: plain values for reviewers and policy packs. What may
 * hold a secret is left out: options, the pod template, and URIs.
 */
export function sessionClusterInputs(settings: SessionClusterSettings) {
    const { clusterName, namespace, flinkVersion, image, mode, jobManager, taskManager } = settings;
    return { clusterName, namespace, flinkVersion, image, mode, jobManager, taskManager };
}
