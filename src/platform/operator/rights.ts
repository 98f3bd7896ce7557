import type * as k8s from "@pulumi/kubernetes";
import {
    flinkGroup,
    jobCalls,
    leaderElectionCalls,
    nodeCalls,
    operatorCalls,
    ownNamespaceCalls,
    type Call,
} from "./calls";

type Rule = k8s.types.input.rbac.v1.PolicyRule;

/**
 * Rights of an operator that defines these kinds over the namespaces that it looks after. With its own kinds it may do
 * everything, as upstream's chart lets it: which of its calls come when depends on clocks and counts. Elsewhere it may do
 * what its calls need, and nothing more.
 */
export function operatorRules(kinds: readonly string[]): Rule[] {
    const ownResources = kinds.map(pluralOf).flatMap((plural) => [plural, `${plural}/status`, `${plural}/finalizers`]);
    return [
        { apiGroups: [flinkGroup], resources: ownResources, verbs: ["*"] },
        ...rulesFor(callsOf(operatorCalls, kinds)),
    ];
}

/** Rights of an operator that defines these kinds in its own namespace, whatever it looks after. */
export function ownNamespaceRules(kinds: readonly string[], replicas: number): Rule[] {
    return rulesFor([...callsOf(ownNamespaceCalls, kinds), ...(replicas > 1 ? leaderElectionCalls : [])]);
}

/** Rights of an operator over the cluster's nodes, if it is to have any. */
export const nodeRules: readonly Rule[] = rulesFor(nodeCalls);

/** Rights of a job's pods in their namespace. */
export const jobRules: readonly Rule[] = rulesFor(jobCalls);

/** `FlinkDeployment` → `flinkdeployments`. */
export function pluralOf(kind: string): string {
    return `${kind.toLowerCase()}s`;
}

/** The calls that an operator with these kinds makes. */
function callsOf(calls: readonly Call[], kinds: readonly string[]): readonly Call[] {
    return calls.filter(([, , , , kind]) => kind === undefined || kinds.includes(kind));
}

/** The least rules that allow all of these calls: one for each resource. */
function rulesFor(calls: readonly Call[]): Rule[] {
    const resources = new Map(calls.map(([apiGroup, resource]) => [`${apiGroup}/${resource}`, { apiGroup, resource }]));
    return [...resources.values()].map(({ apiGroup, resource }) => {
        const verbs = calls
            .filter(([group, name]) => group === apiGroup && name === resource)
            .flatMap(([, , text]) => text.split(" "));
        return { apiGroups: [apiGroup], resources: [resource], verbs: [...new Set(verbs)].sort() };
    });
}
