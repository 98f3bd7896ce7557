import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { s3ServerImage } from "../../flink/versions";
import type { Binding, BindingArgs, BindingNames, EgressRule, Placement, StateStore } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { awsVariables, s3Configuration, s3StateStore } from "../shared/s3";
import { stateAccess } from "../shared/state-access";
import { samplesBelow } from "../shared/samples";
import { readSamples } from "../shared/sample-data";
import type { LocalObjectStoreArgs } from "./args";
import { createCredentials, credentialsEnv } from "./object-credentials";
import { port, serverName, stateBucket } from "./object-server";
import { createServer } from "./object-service";
import { claimName, takeOver, volumeClaim } from "./object-volume";

const defaults = { namespace: "flink-object-store", sizeGiB: 5, samples: {}, keepOnDestroy: false } as const;

/** Object store of a local cluster's jobs, and the keys that their pods get. */
export interface ObjectStore {
    readonly stateStore: StateStore;
    /** Where pods with a binding reach it, as far as that is known. */
    readonly egressRules: readonly EgressRule[];
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding;
}

/** Arguments of the store, with those that its cluster adds. */
export interface ObjectStoreArgs extends LocalObjectStoreArgs {
    /** Name of the cluster's component. */
    readonly cluster: string;
    readonly storageClassName: string | undefined;
    /** Provider of the cluster that the store is in. */
    readonly provider: pulumi.ProviderResource;
    /** Placement of its servers. */
    readonly placement: Placement;
}

/**
 * A volume, and a versitygw server for each service account. The server has its own keys, and sees only the service account's
 * part of the volume.
 */
export class LocalObjectStore extends pulumi.ComponentResource implements ObjectStore {
    readonly stateStore: StateStore;
    readonly egressRules: readonly EgressRule[];
    private readonly namespaceName: string;
    private readonly volume: k8s.core.v1.PersistentVolumeClaim;

    constructor(
        name: string,
        private readonly args: ObjectStoreArgs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super(
            "flink-platform:local:LocalObjectStore",
            name,
            { namespace: args.namespace ?? defaults.namespace, sizeGiB: args.sizeGiB ?? defaults.sizeGiB },
            opts,
        );
        this.namespaceName = args.namespace ?? defaults.namespace;
        this.egressRules = [{ namespace: this.namespaceName, port, purpose: "object store" }];
        const namespace = new k8s.core.v1.Namespace(
            `${name}-namespace`,
            { metadata: { name: this.namespaceName, annotations: takeOver } },
            { parent: this, retainOnDelete: args.keepOnDestroy ?? defaults.keepOnDestroy },
        );
        this.volume = new k8s.core.v1.PersistentVolumeClaim(
            `${name}-volume`,
            volumeClaim(this.namespaceName, args.storageClassName, args.sizeGiB ?? defaults.sizeGiB),
            // It is deleted with its namespace only. A change that Kubernetes refuses is an error, and not a new volume.
            { parent: this, dependsOn: namespace, retainOnDelete: true },
        );
        this.stateStore = {
            ...s3StateStore({ bucket: stateBucket, flinkVersionProblem: () => undefined }),
            bindingNames: localBindingNames,
        };
        this.registerOutputs({});
    }

    /**
     * Makes the service account's server, and copies its credentials to the service account's namespace: a pod reads only
     * its own namespace's Secrets.
     */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { namespace, serviceAccount, statePrefix } = args;
        const access = stateAccess(args);
        if (access === undefined) {
            return noBinding;
        }
        rejectFindings(findingsOf("LocalCluster", this.args.cluster, prefixProblems(statePrefix)));
        const secretName = `${serviceAccount}-object-store`;
        const server = serverName(namespace, serviceAccount);
        // The caller's options may name the provider of another cluster.
        const owned = { ...opts, provider: this.args.provider };
        const inStore = pulumi.mergeOptions(owned, { dependsOn: this.volume });
        const credentials = createCredentials(`${name}-credentials`, server, this.namespaceName, inStore);
        const copy = new k8s.core.v1.Secret(
            `${name}-object-store`,
            { metadata: { name: secretName, namespace }, data: credentials.data },
            owned,
        );
        const served = createServer(
            name,
            {
                name: server,
                namespace: this.namespaceName,
                prefix: statePrefix,
                readOnly: access === "read",
                image: this.args.image ?? s3ServerImage,
                imagePullSecrets: this.args.imagePullSecrets ?? [],
                samples: readSamples(samplesBelow(statePrefix, this.args.samples ?? defaults.samples)),
                claimName: claimName(this.args.cluster, this.volume),
                credentialsUid: credentials.metadata.uid,
                placement: this.args.placement,
            },
            { namespace },
            inStore,
        );
        return {
            ...noBinding,
            env: credentialsEnv(secretName),
            flinkConfiguration: () => s3Configuration(`http://${server}.${this.namespaceName}.svc:${port}`),
            dependsOn: [copy, ...served],
        };
    }
}

/** The endpoint and the keys come with each binding. */
export const localBindingNames: BindingNames = {
    options: () => Object.keys(s3Configuration("http://server")),
    variables: awsVariables,
};

/** Parts have separate servers, so one part cannot lie within another. */
function prefixProblems(statePrefix: string): Problem[] {
    return unless(
        /^[^/]+$/.test(statePrefix), // "orders" yes; "", "orders/x" no
        "statePrefix",
        `must be one folder of the store, got "${statePrefix}"; bind each folder by itself`,
    );
}
