import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import type * as pulumi from "@pulumi/pulumi";
import { serviceAccountId } from "./names";
import type { GkeSettings } from "./settings";

/** The Google service account of nodes, and its rights. */
export interface NodeAccount {
    readonly email: pulumi.Output<string>;
    readonly grants: readonly pulumi.Resource[];
}

/**
 * What nodes themselves may do: write their logs and metrics, and read images of the project. Pods have none of it.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const nodeRoles = {
    operation: "roles/container.defaultNodeServiceAccount",
    images: "roles/artifactregistry.reader",
} as const;

/** Registers the account that nodes run as. */
export function createNodeAccount(
    name: string,
    { project, clusterName }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): NodeAccount {
    const account = new serviceaccount.Account(
        `${name}-nodes-identity`,
        { accountId: serviceAccountId(clusterName, "nodes"), displayName: `Nodes of ${clusterName}` },
        opts,
    );
    const grants = Object.entries(nodeRoles).map(
        ([purpose, role]) =>
            new projects.IAMMember(`${name}-nodes-${purpose}`, { project, role, member: account.member }, opts),
    );
    return { email: account.email, grants };
}

/**
 * Lets administrators do everything in this cluster, and nothing in others of the project.
 *
 * @see https://cloud.google.com/iam/docs/conditions-resource-attributes#resource-name
 */
export function grantAdministrators(
    name: string,
    { project, region, clusterName, administrators }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    const cluster = `projects/${project}/locations/${region}/clusters/${clusterName}`;
    return administrators.map(
        (member) =>
            new projects.IAMMember(
                `${name}-administrator-${member}`,
                {
                    project,
                    role: "roles/container.admin",
                    member,
                    condition: {
                        title: `cluster ${clusterName}`,
                        expression: `resource.name == "${cluster}" || resource.name.startsWith("${cluster}/")`,
                    },
                },
                opts,
            ),
    );
}
