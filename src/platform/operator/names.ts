/** Namespace of an operator that is given none. */
export const defaultOperatorNamespace = "flink-operator";
/** Name of the operator's Deployment and of its container: upstream's. */
export const operatorName = "flink-kubernetes-operator";
/** Name of the operator's service account: upstream's. */
export const operatorServiceAccount = "flink-operator";
/** Name of the ConfigMap with its configuration: upstream's. */
export const operatorConfigMap = "flink-operator-config";
/** Name of the Role for what it does in its own namespace. */
export const ownNamespaceRole = "flink-operator-own-namespace";

/** Name of the port of its metrics. */
export const operatorMetricsPortName = "metrics";

/** Labels that upstream's selectors match. */
export const selectorLabels: Readonly<Record<string, string>> = { "app.kubernetes.io/name": operatorName };

/** Labels of every object of the operator. */
export const operatorLabels: Readonly<Record<string, string>> = {
    ...selectorLabels,
    "app.kubernetes.io/managed-by": "pulumi",
};

/** Labels of its Deployment and pods: what else is there does not change with the release. */
export function versionedLabels(version: string): Record<string, string> {
    return { ...operatorLabels, "app.kubernetes.io/version": version };
}

/**
 * Names of the objects that lie outside the operator's own namespace: its ClusterRole, or its Role in each watched
 * namespace, and the binding. They are upstream's for an operator in the default namespace. Any other carries its
 * namespace in them, so that several operators can be in one cluster.
 */
export function sharedNames(namespace: string): { readonly role: string; readonly binding: string } {
    const role = namespace === defaultOperatorNamespace ? "flink-operator" : `flink-operator-${namespace}`;
    return { role, binding: `${role}-role-binding` };
}

/** Names of the ClusterRole that lets the operator read nodes, and of its binding. No namespace's name has a dot in it. */
export function nodeNames(namespace: string): { readonly role: string; readonly binding: string } {
    const role = `${sharedNames(namespace).role}.nodes`;
    return { role, binding: `${role}-role-binding` };
}
