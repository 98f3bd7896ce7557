import type * as k8s from "@pulumi/kubernetes";

type Rule = k8s.types.input.rbac.v1.PolicyRule;

const group = "flink.apache.org";

// Every right here was seen in use while jobs were deployed, upgraded, suspended, snapshotted, restarted after a kill and
// deleted, with highly available and session clusters, and no more were needed. The chart of upstream grants more.

/** Rights of an operator that defines these kinds over the namespaces that it looks after. */
export function operatorRules(kinds: readonly string[]): Rule[] {
    const plurals = kinds.map(pluralOf);
    return [
        { apiGroups: [""], resources: ["pods"], verbs: ["list", "watch"] },
        { apiGroups: [""], resources: ["services"], verbs: ["get", "create", "update"] },
        { apiGroups: [""], resources: ["configmaps"], verbs: ["get", "list", "create", "update", "deletecollection"] },
        { apiGroups: [""], resources: ["events"], verbs: ["get", "list", "create", "update"] },
        { apiGroups: ["apps"], resources: ["deployments"], verbs: ["list", "watch", "create", "patch", "delete"] },
        {
            apiGroups: ["networking.k8s.io"],
            resources: ["ingresses"],
            verbs: ["list", "watch", "create", "update", "patch", "delete"],
        },
        { apiGroups: [group], resources: plurals, verbs: ["get", "list", "watch", "patch", "update"] },
        ...(kinds.includes("FlinkStateSnapshot")
            ? [{ apiGroups: [group], resources: [pluralOf("FlinkStateSnapshot")], verbs: ["create"] }]
            : []),
        { apiGroups: [group], resources: plurals.map((plural) => `${plural}/status`), verbs: ["update", "patch"] },
    ];
}

/** Rights of an operator that defines these kinds in its own namespace, whatever it looks after. */
export function ownNamespaceRules(kinds: readonly string[], replicas: number): Rule[] {
    return [
        // At its start it looks here whether the kind is defined.
        ...(kinds.includes("FlinkStateSnapshot")
            ? [{ apiGroups: [group], resources: [pluralOf("FlinkStateSnapshot")], verbs: ["list"] }]
            : []),
        // Its own check at start forgets "patch". Without it a lease stays with a dead pod, and nobody says so.
        ...(replicas > 1
            ? [
                  {
                      apiGroups: ["coordination.k8s.io"],
                      resources: ["leases"],
                      verbs: ["get", "create", "update", "patch"],
                  },
              ]
            : []),
    ];
}

/** Rights of a job's pods in their namespace. */
export const jobRules: readonly Rule[] = [
    { apiGroups: [""], resources: ["pods"], verbs: ["list", "watch", "create", "delete"] },
    {
        apiGroups: [""],
        resources: ["configmaps"],
        verbs: ["get", "list", "watch", "create", "update", "patch", "delete"],
    },
    { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] },
];

/** `FlinkDeployment` → `flinkdeployments`. */
export function pluralOf(kind: string): string {
    return `${kind.toLowerCase()}s`;
}
