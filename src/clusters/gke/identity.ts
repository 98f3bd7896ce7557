import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId, shortened, workloadPool } from "./names";
import type { GkeSettings } from "./settings";
import type { Access, Binding, BindingArgs } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";

/** What bindings need of their cluster. */
export interface BindingNeeds {
    readonly settings: GkeSettings;
    readonly projectNumber: pulumi.Output<string>;
    readonly bucket: pulumi.Output<string>;
    /** Of a prefix of the bucket. */
    folder(prefix: string): storage.ManagedFolder;
}

/** Roles on the prefix: https://cloud.google.com/storage/docs/access-control/iam-roles */
const stateRoles = { readWrite: "roles/storage.objectUser", read: "roles/storage.objectViewer" } as const;

/** Lets one Kubernetes service account do what it is given, and nothing else. */
export function bindGkeServiceAccount(
    name: string,
    args: BindingArgs,
    needs: BindingNeeds,
    opts: pulumi.CustomResourceOptions,
): Binding {
    const stateRole = stateRoleOf(args.access);
    const writesLogs = args.access.includes("logs:write") && needs.settings.logs === "cloud";
    if (stateRole === undefined && !writesLogs) {
        return noBinding;
    }
    const identity = identify(name, args, needs, opts);
    const grants = [
        ...(stateRole === undefined ? [] : grantState(name, args.statePrefix, stateRole, identity.member, needs, opts)),
        ...(writesLogs ? [grantLogs(name, identity.member, needs, opts)] : []),
    ];
    return {
        ...noBinding,
        serviceAccountAnnotations: identity.annotations,
        dependsOn: [...identity.trust, ...grants],
    };
}

function stateRoleOf(access: readonly Access[]): string | undefined {
    if (access.includes("state:readWrite")) {
        return stateRoles.readWrite;
    }
    return access.includes("state:read") ? stateRoles.read : undefined;
}

/** As whom a service account's pods meet Google's services. */
interface Identity {
    /** For IAM policies. */
    readonly member: pulumi.Output<string>;
    readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
    readonly trust: readonly pulumi.Resource[];
}

function identify(name: string, args: BindingArgs, needs: BindingNeeds, opts: pulumi.CustomResourceOptions): Identity {
    const { settings, projectNumber } = needs;
    return settings.identity === "serviceAccount"
        ? impersonated(name, args, settings, opts)
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
function impersonated(
    name: string,
    { namespace, serviceAccount }: BindingArgs,
    { project, clusterName }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): Identity {
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

/**
 * Rights on the objects of a prefix, listing them included, and on the bucket's own properties, which the connector asks
 * for when it looks at the bucket's root. A condition on the names of objects could not hold for listings: the attribute
 * that would is not for role bindings.
 *
 * @see https://cloud.google.com/storage/docs/managed-folders
 * @see https://cloud.google.com/iam/docs/conditions-attribute-reference#storage-api-attributes
 */
function grantState(
    name: string,
    prefix: string,
    role: string,
    member: pulumi.Output<string>,
    { bucket, folder }: BindingNeeds,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    const objects =
        prefix === ""
            ? new storage.BucketIAMMember(`${name}-state`, { bucket, role, member }, opts)
            : new storage.ManagedFolderIamMember(
                  `${name}-state`,
                  { bucket, managedFolder: folder(prefix).name, role, member },
                  opts,
              );
    const properties = new storage.BucketIAMMember(
        `${name}-bucket`,
        { bucket, role: "roles/storage.bucketViewer", member },
        opts,
    );
    return [objects, properties];
}

/** Cloud Logging has no narrower place than the project to write to. */
function grantLogs(
    name: string,
    member: pulumi.Output<string>,
    { settings }: BindingNeeds,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    return new projects.IAMMember(
        `${name}-logs`,
        { project: settings.project, role: "roles/logging.logWriter", member },
        opts,
    );
}
