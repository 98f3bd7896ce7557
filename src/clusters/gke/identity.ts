import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as storage from "@pulumi/gcp/storage";
import * as pulumi from "@pulumi/pulumi";
import { serviceAccountId, shortened, workloadPool } from "./names";
import type { GkeSettings } from "./settings";
import type { Access, Binding, BindingArgs } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { grantDelay } from "./grant-delay";

/** Inputs of identities. */
export interface IdentityInputs {
    readonly projectNumber: pulumi.Output<string>;
    /** Name of the bucket. */
    readonly bucket: pulumi.Output<string>;
    /** The project's pool of workload identities comes with its first cluster, so that grants come after it. */
    readonly cluster: pulumi.Resource;
    /** Provider of Google's cloud that the identities are made with, whoever asks for them. */
    readonly provider: pulumi.ProviderResource;
}

/** Roles on the prefix: https://cloud.google.com/storage/docs/access-control/iam-roles */
const stateRoles = { readWrite: "roles/storage.objectUser", read: "roles/storage.objectViewer" } as const;

/** Rights of service accounts in Google's cloud, without stored keys. */
export class GkeIdentity extends pulumi.ComponentResource {
    private readonly folders = new Map<string, storage.ManagedFolder>();

    constructor(
        private readonly name: string,
        private readonly settings: GkeSettings,
        private readonly inputs: IdentityInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeIdentity", name, {}, opts);
        this.registerOutputs({});
    }

    /** Lets one Kubernetes service account do what it is given, and nothing else. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { settings } = this;
        const { cluster, provider } = this.inputs;
        const stateRole = stateRoleOf(args.access);
        const writesLogs = args.access.includes("logs:write") && settings.logs === "cloud";
        if (stateRole === undefined && !writesLogs) {
            return noBinding;
        }
        // The caller's options are of the caller's world, where the provider may be that of Kubernetes.
        const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: cluster });
        const owned = { ...opts, provider, dependsOn };
        const identity = identify(name, args, settings, this.inputs.projectNumber, owned);
        const grants = [
            ...(stateRole === undefined
                ? []
                : this.grantState(name, args.statePrefix, { role: stateRole, member: identity.member }, owned)),
            ...(writesLogs ? [grantLogs(name, identity.member, settings, owned)] : []),
        ];
        return {
            ...noBinding,
            grantDelay,
            serviceAccountAnnotations: identity.annotations,
            dependsOn: [...identity.trust, ...grants],
        };
    }

    /**
     * Rights on the objects of a prefix, listing them included, and on the bucket's own properties, which the connector
     * asks for when it looks at the bucket's root. A condition on the names of objects could not hold for listings: the
     * attribute that would is not for role bindings.
     *
     * @see https://cloud.google.com/storage/docs/managed-folders
     * @see https://cloud.google.com/iam/docs/conditions-attribute-reference#storage-api-attributes
     */
    private grantState(
        name: string,
        prefix: string,
        right: { readonly role: string; readonly member: pulumi.Output<string> },
        opts: pulumi.CustomResourceOptions,
    ): readonly pulumi.Resource[] {
        const { bucket } = this.inputs;
        const objects =
            prefix === ""
                ? new storage.BucketIAMMember(`${name}-state`, { bucket, ...right }, opts)
                : new storage.ManagedFolderIamMember(
                      `${name}-state`,
                      { bucket, managedFolder: this.folder(prefix).name, ...right },
                      opts,
                  );
        const properties = new storage.BucketIAMMember(
            `${name}-bucket`,
            { bucket, role: "roles/storage.bucketViewer", member: right.member },
            opts,
        );
        return [objects, properties];
    }

    /** A prefix of the bucket to give rights on. Several service accounts may share one, and Google takes each once. */
    private folder(prefix: string): storage.ManagedFolder {
        const known = this.folders.get(prefix);
        const folder =
            known ??
            new storage.ManagedFolder(
                `${this.name}-folder-${prefix}`,
                // Its objects stay when it goes: https://cloud.google.com/storage/docs/managed-folders
                { bucket: this.inputs.bucket, name: `${prefix}/`, forceDestroy: true },
                { parent: this },
            );
        this.folders.set(prefix, folder);
        return folder;
    }
}

function stateRoleOf(access: readonly Access[]): string | undefined {
    if (access.includes("state:readWrite")) {
        return stateRoles.readWrite;
    }
    return access.includes("state:read") ? stateRoles.read : undefined;
}

/** Identity of a service account's pods for Google's services. */
interface Identity {
    /** For IAM policies. */
    readonly member: pulumi.Output<string>;
    readonly annotations: Readonly<Record<string, pulumi.Input<string>>>;
    readonly trust: readonly pulumi.Resource[];
}

function identify(
    name: string,
    args: BindingArgs,
    settings: GkeSettings,
    projectNumber: pulumi.Output<string>,
    opts: pulumi.CustomResourceOptions,
): Identity {
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

/** Cloud Logging has no narrower place than the project to write to. */
function grantLogs(
    name: string,
    member: pulumi.Output<string>,
    { project }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    return new projects.IAMMember(`${name}-logs`, { project, role: "roles/logging.logWriter", member }, opts);
}
