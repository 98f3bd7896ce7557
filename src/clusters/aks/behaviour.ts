import type { AksSettings } from "./settings";

/** Labels that namespaces of jobs need. Pod Security's strict levels refuse the sidecar's privileged start. */
export function namespaceLabels({ identity }: AksSettings): Readonly<Record<string, string>> {
    return identity === "proxySidecar" ? { "pod-security.kubernetes.io/enforce": "privileged" } : {};
}

// https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview
export const disruptionAnnotations = { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" } as const;
