import type * as k8s from "@pulumi/kubernetes";

type Rule = k8s.types.input.rbac.v1.PolicyRule;

/** A part that groups have in a team. */
export type TeamRole = "deployer" | "viewer";

const flinkKinds = ["flinkdeployments", "flinksessionjobs", "flinkstatesnapshots", "flinkbluegreendeployments"];
const look = ["get", "list", "watch"];
const change = ["create", "delete", "patch", "update"];

/** Everything of the namespace that tells how its jobs are. Secrets do not, and ConfigMaps may hold what they should not. */
const viewerRules: readonly Rule[] = [
    { apiGroups: ["flink.apache.org"], resources: flinkKinds, verbs: look },
    { apiGroups: [""], resources: ["pods", "services", "events", "resourcequotas", "limitranges"], verbs: look },
    { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
    { apiGroups: ["apps"], resources: ["deployments"], verbs: look },
    { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: look },
];

/**
 * What the program of a team's stack does beside that: it makes jobs, the ConfigMaps of their files and their budgets, and
 * asks a JobManager for its last checkpoint. The UI is reached through a forwarded port.
 */
const deployerRules: readonly Rule[] = [
    ...viewerRules,
    { apiGroups: ["flink.apache.org"], resources: flinkKinds, verbs: change },
    { apiGroups: [""], resources: ["configmaps"], verbs: [...look, ...change] },
    { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: [...look, ...change] },
    { apiGroups: [""], resources: ["services/proxy"], verbs: ["get"] },
    { apiGroups: [""], resources: ["pods/portforward"], verbs: ["create"] },
];

/** Rules of a part. */
export function rulesOf(role: TeamRole): Rule[] {
    return [...(role === "deployer" ? deployerRules : viewerRules)];
}
