import type { AksSettings } from "./settings";

/** Labels that namespaces of jobs need. Pod Security's strict levels refuse the sidecar's privileged start. */
export function namespaceLabels({ identity }: AksSettings): Readonly<Record<string, string>> {
    return identity === "proxySidecar" ? { "pod-security.kubernetes.io/enforce": "privileged" } : {};
}

// https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview and https://karpenter.sh/docs/concepts/disruption/
export const disruptionAnnotations = {
    base: { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false" },
    automatic: { "karpenter.sh/do-not-disrupt": "true" },
} as const;

// AKS Automatic denies these by policy: https://learn.microsoft.com/azure/aks/deployment-safeguards.
export const capabilities = {
    base: { hostPathLogs: true, nodeExporter: true, privileged: true, kubeSystemWritable: true },
    automatic: { hostPathLogs: false, nodeExporter: false, privileged: false, kubeSystemWritable: false },
} as const;
