import type * as k8s from "@pulumi/kubernetes";

/**
 * A Namespace in which Kubernetes refuses pods that do not pass Pod Security "restricted":
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/.
 */
export function restrictedNamespace(name: string): k8s.types.input.core.v1.Namespace {
    return { metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } };
}
