import type * as k8s from "@pulumi/kubernetes";

// What Pod Security "restricted" asks for: https://kubernetes.io/docs/concepts/security/pod-security-standards/.

/** User and group of Flink's official images, which nothing else on a node has: https://github.com/apache/flink-docker. */
const userId = 9999;

/** Security context of a pod. */
export const restrictedPod = {
    runAsNonRoot: true,
    runAsUser: userId,
    runAsGroup: userId,
    fsGroup: userId,
    seccompProfile: { type: "RuntimeDefault" },
} as const;

/** Security context of a container; "restricted" does not ask for the read-only file system. */
export const restrictedContainer: k8s.types.input.core.v1.SecurityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
    readOnlyRootFilesystem: true,
};

/** A Namespace in which Kubernetes refuses pods that do not pass. */
export function restrictedNamespace(name: string): k8s.types.input.core.v1.Namespace {
    return { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } };
}
