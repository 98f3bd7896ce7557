import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { JobNamespaceHandle } from "../contracts/platform";
import type { Binding, ClusterModule } from "../contracts/cluster";
import { findingsOf, rejectFindings } from "../checks/findings";
import { isInitialNamespace, systemNamespaceProblems } from "../checks/initial-namespaces";
import { dnsLabelProblems } from "../checks/names";
import { watched } from "../owners/watch";
import { Retention } from "./retention";
import { jobRules } from "./operator/rights";

/** A namespace for Flink jobs. */
export interface JobNamespaceArgs {
    /** Cluster with the state store that the jobs reach. */
    readonly cluster: Pick<ClusterModule, "bindServiceAccount" | "namespaceLabels" | "imagePullSecrets">;
    /** The namespace exists already and is not made. @default false, and true for `default`, which every cluster has */
    readonly namespaceExists?: boolean;
    /** Name of the namespace. */
    readonly namespace: string;
}

const jobNamespaceType = "flink-platform:index:JobNamespace";

// Upstream's names: its documentation and examples use them.
const objects = { serviceAccount: "flink", role: "flink", roleBinding: "flink-role-binding" } as const;

/**
 * A namespace with all that jobs in it need: a service account with the least rights that JobManagers work with, bound to
 * the part of the state store that the namespace owns.
 *
 * The rights must stay for as long as a job's pods live: without them a JobManager cannot keep its leadership, and only
 * its log says so. Jobs are therefore made after `dependsOn` and removed before it.
 */
export class JobNamespace extends pulumi.ComponentResource implements JobNamespaceHandle {
    readonly name: string;
    readonly serviceAccountName: string = objects.serviceAccount;
    readonly binding: Binding;
    readonly boundAt: pulumi.Output<string | undefined>;
    readonly statePrefix: string;
    readonly dependsOn: readonly pulumi.Resource[];
    private readonly retention: Retention;
    /** The object of the namespace, for what must come before the rest; undefined if it is not ours. */
    readonly namespaceResource: k8s.core.v1.Namespace | undefined;

    /** @throws pulumi.RunError if the name cannot be that of a namespace. */
    constructor(name: string, args: JobNamespaceArgs, opts: pulumi.ComponentResourceOptions = {}) {
        const retention = new Retention(jobNamespaceType, opts.retainOnDelete ?? false);
        super(
            jobNamespaceType,
            name,
            { namespace: args.namespace },
            watched(pulumi.mergeOptions(opts, retention.options)),
        );
        this.retention = retention;
        const { namespace } = args;
        const problems = [
            ...dnsLabelProblems("namespace", namespace),
            ...systemNamespaceProblems("namespace", namespace),
        ];
        rejectFindings(findingsOf("JobNamespace", name, problems));
        this.name = namespace;
        this.statePrefix = namespace;
        this.namespaceResource =
            args.namespaceExists === true || isInitialNamespace(namespace)
                ? undefined
                : new k8s.core.v1.Namespace(
                      `${name}-namespace`,
                      { metadata: { name: namespace, labels: { ...labels, ...args.cluster.namespaceLabels } } },
                      // On the object itself: its deletion must come before that of what it depends on.
                      { parent: this, dependsOn: opts.dependsOn },
                  );
        const inNamespace = { parent: this, dependsOn: this.namespaceResource ?? opts.dependsOn };
        this.binding = args.cluster.bindServiceAccount(
            `${name}-state`,
            {
                namespace,
                serviceAccount: this.serviceAccountName,
                access: ["state:readWrite"],
                statePrefix: this.statePrefix,
            },
            inNamespace,
        );
        const serviceAccount = jobServiceAccount(name, args, this.binding, inNamespace);
        // Made in the same run as its binding. Undefined until it is there.
        this.boundAt = serviceAccount.metadata.apply((metadata) => metadata?.creationTimestamp);
        // The last of the namespace's own objects stands for all of them.
        this.dependsOn = [jobRights(name, namespace, serviceAccount, inNamespace), ...this.binding.dependsOn];
        this.registerOutputs({});
    }

    /**
     * Keeps the namespace, and all that jobs in it need, when it is deleted.
     *
     * @returns false if it is too late: the program has waited for something since it made the namespace.
     * @internal
     */
    retain(): boolean {
        return this.retention.ask();
    }
}

const labels = { "app.kubernetes.io/managed-by": "pulumi" };

function jobServiceAccount(
    name: string,
    { namespace, cluster }: JobNamespaceArgs,
    binding: Binding,
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.ServiceAccount {
    const annotations = { ...binding.serviceAccountAnnotations };
    // Kubernetes gives them to every pod of the account that names none itself.
    const imagePullSecrets = (cluster.imagePullSecrets ?? []).map((secret) => ({ name: secret }));
    return new k8s.core.v1.ServiceAccount(
        `${name}-service-account`,
        {
            metadata: { ...metadataOf(namespace, objects.serviceAccount), annotations },
            ...(imagePullSecrets.length === 0 ? {} : { imagePullSecrets }),
        },
        opts,
    );
}

/** Registers what the jobs' service account may do in Kubernetes; returns the last of it. */
function jobRights(
    name: string,
    namespace: string,
    serviceAccount: k8s.core.v1.ServiceAccount,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    const role = new k8s.rbac.v1.Role(
        `${name}-role`,
        { metadata: metadataOf(namespace, objects.role), rules: [...jobRules] },
        opts,
    );
    return new k8s.rbac.v1.RoleBinding(
        `${name}-role-binding`,
        {
            metadata: metadataOf(namespace, objects.roleBinding),
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: objects.role },
            subjects: [{ kind: "ServiceAccount", name: objects.serviceAccount, namespace }],
        },
        { ...opts, dependsOn: [serviceAccount, role] },
    );
}

const metadataOf = (namespace: string, name: string) => ({ name, namespace, labels });
