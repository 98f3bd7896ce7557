import type { Problem } from "./findings";
import { shown, unless } from "./values";

// https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
const ofTheSystem = ["kube-system", "kube-public", "kube-node-lease"];

/** Whether every cluster has the namespace from its start, so that no program makes it. */
export function isInitialNamespace(namespace: string): boolean {
    return namespace === "default" || ofTheSystem.includes(namespace);
}

/**
 * The problem of one of Kubernetes' own namespaces for jobs: JobManagers make pods in their namespace, and so with the
 * rights of any service account in it. Those of `kube-system` run the cluster.
 */
export function systemNamespaceProblems(path: string, namespace: string): Problem[] {
    return unless(
        !ofTheSystem.includes(namespace),
        path,
        `cannot be one of Kubernetes' own, where a job could take over the cluster, got ${shown(namespace)}`,
    );
}

/** The problem of a namespace in which the operator has no place; administrators do put operators into `kube-system`. */
export function operatorNamespaceProblems(path: string, namespace: string): Problem[] {
    return namespace === "kube-system" ? [] : systemNamespaceProblems(path, namespace);
}

/** The problem of a namespace that a component makes, and that is there already. */
export function initialNamespaceProblems(path: string, namespace: string): Problem[] {
    return unless(
        !isInitialNamespace(namespace),
        path,
        `must be one that the cluster does not have from its start, got ${shown(namespace)}`,
    );
}
