import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId, shortened, workloadPool } from "./names";
import type { GkeSettings } from "./settings";
import type { BindingArgs } from "../../contracts/cluster";

/** Identity of a service account's pods for Google's services. */
export interface Principal {
    /** For IAM policies. */
    readonly member: pulumi.Output<string>;
    readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
    readonly trust: readonly pulumi.Resource[];
}

/** The identity that a binding's service account gets, made where it has to be. */
export function identify(
    name: string,
    args: BindingArgs,
    settings: GkeSettings,
    projectNumber: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): Principal {
    return settings.identity === "serviceAccount"
        ? createImpersonated(name, args, settings, opts)
        : { member: principalOf(args, settings.project, projectNumber), annotations: {}, trust: [] };
}

/**
 * The principal of one service account in one namespace.
 *
 * @see https://cloud.google.com/iam/docs/principal-identifiers#allow
 */
function principalOf(
    { namespace, serviceAccount }: BindingArgs,
    project: string,
    number: pulumi.Output<string>,
): pulumi.Output<string> {
    return pulumi.interpolate`principal://iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/${workloadPool(project)}/subject/ns/${namespace}/sa/${serviceAccount}`;
}

/** A Google service account that only one service account in one namespace may become. */
function createImpersonated(
    name: string,
    { namespace, serviceAccount }: BindingArgs,
    { project, clusterName }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): Principal {
    const account = new serviceaccount.Account(
        `${name}-identity`,
        {
            accountId: serviceAccountId(clusterName, namespace, serviceAccount),
            // https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts#ServiceAccount
            displayName: shortened(`${namespace}/${serviceAccount} of ${clusterName}`, 100),
        },
        opts,
    );
    const trust = new serviceaccount.IAMMember(
        `${name}-trust`,
        {
            serviceAccountId: account.name,
            role: "roles/iam.workloadIdentityUser",
            member: `serviceAccount:${workloadPool(project)}[${namespace}/${serviceAccount}]`,
        },
        opts,
    );
    return {
        member: account.member,
        annotations: { "iam.gke.io/gcp-service-account": account.email },
        trust: [trust],
    };
}
