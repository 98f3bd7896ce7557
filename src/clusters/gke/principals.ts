import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId, shortened } from "./names";
import type { GkeSettings } from "./settings";
import type { BindingArgs } from "../../contracts/cluster";

/** Settings that decide over identities. */
export type PrincipalSettings = Pick<GkeSettings, "clusterName" | "identity">;

/** Base of the names of identities in IAM. */
export interface PrincipalInputs {
    /** Number of the cluster's project. */
    readonly projectNumber: pulumi.Input<string>;
    /** The cluster's pool of workload identities. */
    readonly workloadPool: pulumi.Input<string>;
}

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
    settings: PrincipalSettings,
    inputs: PrincipalInputs,
    opts: pulumi.CustomResourceOptions,
): Principal {
    return settings.identity === "serviceAccount"
        ? createImpersonated(name, args, settings, inputs, opts)
        : { member: principalOf(args, inputs), annotations: {}, trust: [] };
}

/**
 * The principal of one service account in one namespace.
 *
 * @see https://cloud.google.com/iam/docs/principal-identifiers#allow
 */
function principalOf(
    { namespace, serviceAccount }: BindingArgs,
    { projectNumber, workloadPool }: PrincipalInputs,
): pulumi.Output<string> {
    return pulumi.interpolate`principal://iam.googleapis.com/projects/${projectNumber}/locations/global/workloadIdentityPools/${workloadPool}/subject/ns/${namespace}/sa/${serviceAccount}`;
}

/** A Google service account that only one service account in one namespace may become. */
function createImpersonated(
    name: string,
    { namespace, serviceAccount }: BindingArgs,
    { clusterName }: PrincipalSettings,
    { workloadPool }: PrincipalInputs,
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
            member: pulumi.interpolate`serviceAccount:${workloadPool}[${namespace}/${serviceAccount}]`,
        },
        opts,
    );
    return {
        member: account.member,
        annotations: { "iam.gke.io/gcp-service-account": account.email },
        trust: [trust],
    };
}
