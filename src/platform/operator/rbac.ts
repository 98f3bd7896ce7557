import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { operatorDefaults, type FlinkOperatorArgs } from "./args";
import { nodeNames, operatorLabels, operatorServiceAccount, ownNamespaceRole, sharedNames } from "./names";
import { releaseFacts } from "../../flink/definitions/release";
import { nodeRules, operatorRules, ownNamespaceRules } from "./rights";

/**
 * Registers the rights of an operator: over the whole cluster, or over each watched namespace, in its own namespace, and
 * over the cluster's nodes if it is to read them.
 *
 * @returns what the operator must be made after.
 */
export function operatorRights(
    name: string,
    args: FlinkOperatorArgs,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    const watched = args.watchNamespaces ?? [];
    return [
        ...(watched.length === 0
            ? clusterRights(name, args, opts)
            : watched.flatMap((namespace) => namespaceRights(name, args, namespace, opts))),
        ...ownRights(name, args, opts),
        ...((args.readNodes ?? operatorDefaults.readNodes) ? nodeRights(name, args, opts) : []),
    ];
}

function clusterRights(name: string, args: FlinkOperatorArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const { kinds, names } = factsOf(args);
    return clusterRoleAndBinding({ child: `${name}-cluster`, ...names, rules: operatorRules(kinds) }, args, opts);
}

/** Nodes are in no namespace. */
function nodeRights(name: string, args: FlinkOperatorArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const names = nodeNames(factsOf(args).namespace);
    return clusterRoleAndBinding({ child: `${name}-node`, ...names, rules: [...nodeRules] }, args, opts);
}

function namespaceRights(
    name: string,
    args: FlinkOperatorArgs,
    namespace: string,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { kinds, names } = factsOf(args);
    return roleAndBinding(
        { child: `${name}-watched-${namespace}`, namespace, ...names, rules: operatorRules(kinds) },
        args,
        opts,
    );
}

function ownRights(name: string, args: FlinkOperatorArgs, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const { kinds, namespace } = factsOf(args);
    const rules = ownNamespaceRules(kinds, args.replicas ?? operatorDefaults.replicas);
    const names = { role: ownNamespaceRole, binding: `${ownNamespaceRole}-role-binding` };
    return rules.length === 0
        ? []
        : roleAndBinding({ child: `${name}-own-namespace`, namespace, ...names, rules }, args, opts);
}

interface ClusterRights {
    /** Start of the names of the two resources. */
    readonly child: string;
    readonly role: string;
    readonly binding: string;
    readonly rules: k8s.types.input.rbac.v1.PolicyRule[];
}

interface NamespaceRights extends ClusterRights {
    readonly namespace: string;
}

function clusterRoleAndBinding(
    rights: ClusterRights,
    args: FlinkOperatorArgs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { labels, subjects } = factsOf(args);
    const role = new k8s.rbac.v1.ClusterRole(
        `${rights.child}-role`,
        { metadata: { name: rights.role, labels }, rules: rights.rules },
        opts,
    );
    const binding = new k8s.rbac.v1.ClusterRoleBinding(
        `${rights.child}-role-binding`,
        { metadata: { name: rights.binding, labels }, roleRef: reference("ClusterRole", rights.role), subjects },
        { ...opts, dependsOn: role },
    );
    return [role, binding];
}

function roleAndBinding(
    rights: NamespaceRights,
    args: FlinkOperatorArgs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { labels, subjects } = factsOf(args);
    const { namespace } = rights;
    const role = new k8s.rbac.v1.Role(
        `${rights.child}-role`,
        { metadata: { name: rights.role, namespace, labels }, rules: rights.rules },
        opts,
    );
    const binding = new k8s.rbac.v1.RoleBinding(
        `${rights.child}-role-binding`,
        {
            metadata: { name: rights.binding, namespace, labels },
            roleRef: reference("Role", rights.role),
            subjects,
        },
        { ...opts, dependsOn: role },
    );
    return [role, binding];
}

function factsOf(args: FlinkOperatorArgs) {
    const namespace = args.namespace ?? operatorDefaults.namespace;
    return {
        kinds: releaseFacts(args.release).kinds,
        namespace,
        labels: operatorLabels,
        subjects: [{ kind: "ServiceAccount", name: operatorServiceAccount, namespace }],
        names: sharedNames(namespace),
    };
}

function reference(kind: "ClusterRole" | "Role", name: string) {
    return { apiGroup: "rbac.authorization.k8s.io", kind, name };
}
