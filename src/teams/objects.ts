import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { EgressRule } from "../contracts/cluster";
import { teamPolicies, type TeamPolicy } from "./network";
import { containerLimits, quotaOf } from "./quota";
import { rulesOf, type TeamRole } from "./rights";
import type { TeamSettings } from "./settings";

const labels = { "app.kubernetes.io/managed-by": "pulumi" };

/** Names of network policies in the cluster. */
const policyNames: Readonly<Record<TeamPolicy["purpose"], string>> = {
    deny: "flink-team-deny-all",
    pods: "flink-team-pods",
    operator: "flink-team-operator",
};

/**
 * Registers what is in a team's namespace beside what its jobs need.
 *
 * @returns what the team's jobs must be made after.
 */
export function teamObjects(
    name: string,
    settings: TeamSettings,
    egressRules: readonly EgressRule[],
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    const { namespace, network, groups } = settings;
    groupRights(name, namespace, { role: "deployer", groups: groups.deployers }, opts);
    groupRights(name, namespace, { role: "viewer", groups: groups.viewers }, opts);
    return [
        podSecurity(name, settings, opts),
        ...boundaries(name, settings, opts),
        ...teamPolicies(network, egressRules).map(
            ({ purpose, spec }) =>
                new k8s.networking.v1.NetworkPolicy(
                    `${name}-${purpose}-policy`,
                    { metadata: { name: policyNames[purpose], namespace, labels }, spec },
                    opts,
                ),
        ),
    ];
}

/** A part of the namespace's labels, whoever makes the namespace. */
function podSecurity(
    name: string,
    { namespace, podSecurity: level }: TeamSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const byLevel = { "pod-security.kubernetes.io/enforce": level };
    return new k8s.core.v1.NamespacePatch(
        `${name}-pod-security`,
        { metadata: { name: namespace, labels: byLevel } },
        opts,
    );
}

function boundaries(name: string, settings: TeamSettings, opts: pulumi.CustomResourceOptions): pulumi.Resource[] {
    const metadata = { name: "flink-team", namespace: settings.namespace, labels };
    const hard = quotaOf(settings);
    const limits = new k8s.core.v1.LimitRange(
        `${name}-limits`,
        { metadata, spec: { limits: [containerLimits(settings)] } },
        opts,
    );
    return [
        limits,
        ...(Object.keys(hard).length === 0
            ? []
            : [new k8s.core.v1.ResourceQuota(`${name}-quota`, { metadata, spec: { hard } }, opts)]),
    ];
}

interface GroupsInRole {
    readonly role: TeamRole;
    readonly groups: readonly string[];
}

/** The Role is there without groups too, for bindings of the cluster's administrators. */
function groupRights(
    name: string,
    namespace: string,
    { role: part, groups }: GroupsInRole,
    opts: pulumi.CustomResourceOptions,
): void {
    const roleName = `flink-team-${part}`;
    const metadata = { name: roleName, namespace, labels };
    const role = new k8s.rbac.v1.Role(`${name}-${part}-role`, { metadata, rules: rulesOf(part) }, opts);
    if (groups.length === 0) {
        return;
    }
    const apiGroup = "rbac.authorization.k8s.io";
    new k8s.rbac.v1.RoleBinding(
        `${name}-${part}-role-binding`,
        {
            metadata,
            roleRef: { apiGroup, kind: "Role", name: roleName },
            subjects: groups.map((group) => ({ apiGroup, kind: "Group", name: group })),
        },
        pulumi.mergeOptions(opts, { dependsOn: role }),
    );
}
