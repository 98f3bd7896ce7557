import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { nodeNames, operatorLabels, operatorServiceAccount, ownNamespaceRole, sharedNames } from "./names";
import { nodeRules, operatorRules, ownNamespaceRules } from "./rights";
import type { OperatorSettings } from "./settings";

/** Settings that an operator's rights follow from. */
type RightsSettings = Pick<OperatorSettings, "release" | "namespace" | "watchNamespaces" | "replicas" | "readNodes">;

/**
 * Registers the rights of an operator: over the whole cluster, or over each watched namespace, in its own namespace, and
 * over the cluster's nodes if it is to read them.
 *
 * @returns what the operator must be made after.
 */
export function operatorRights(
    name: string,
    settings: RightsSettings,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    const { watchNamespaces, readNodes } = settings;
    return [
        ...(watchNamespaces.length === 0
            ? clusterRights(name, settings, opts)
            : watchNamespaces.flatMap((namespace) => namespaceRights(name, settings, namespace, opts))),
        ...ownRights(name, settings, opts),
        ...(readNodes ? nodeRights(name, settings, opts) : []),
    ];
}

function clusterRights(name: string, settings: RightsSettings, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const { kinds, names } = factsOf(settings);
    return clusterRoleAndBinding({ child: `${name}-cluster`, ...names, rules: operatorRules(kinds) }, settings, opts);
}

/** Nodes are in no namespace. */
function nodeRights(name: string, settings: RightsSettings, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const names = nodeNames(factsOf(settings).namespace);
    return clusterRoleAndBinding({ child: `${name}-node`, ...names, rules: [...nodeRules] }, settings, opts);
}

function namespaceRights(
    name: string,
    settings: RightsSettings,
    namespace: string,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { kinds, names } = factsOf(settings);
    return roleAndBinding(
        { child: `${name}-watched-${namespace}`, namespace, ...names, rules: operatorRules(kinds) },
        settings,
        opts,
    );
}

function ownRights(name: string, settings: RightsSettings, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const { kinds, namespace } = factsOf(settings);
    const rules = ownNamespaceRules(kinds, settings.replicas);
    const names = { role: ownNamespaceRole, binding: `${ownNamespaceRole}-role-binding` };
    return rules.length === 0
        ? []
        : roleAndBinding({ child: `${name}-own-namespace`, namespace, ...names, rules }, settings, opts);
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
    settings: RightsSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { labels, subjects } = factsOf(settings);
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
    settings: RightsSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const { labels, subjects } = factsOf(settings);
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

function factsOf({ release, namespace }: RightsSettings) {
    return {
        kinds: release.kinds,
        namespace,
        labels: operatorLabels,
        subjects: [{ kind: "ServiceAccount", name: operatorServiceAccount, namespace }],
        names: sharedNames(namespace),
    };
}

function reference(kind: "ClusterRole" | "Role", name: string) {
    return { apiGroup: "rbac.authorization.k8s.io", kind, name };
}
