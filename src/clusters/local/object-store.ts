import * as crypto from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings, type Problem } from "../../checks/findings";
import { unless } from "../../checks/values";
import { s3ServerImage } from "../../flink/versions";
import type { Binding, BindingArgs, Placement, StateStore } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { s3Configuration, s3StateStore } from "../shared/s3";
import type { LocalObjectStoreArgs } from "./args";
import { readSamples, sampleData } from "./object-samples";
import { podLabels, port, secretKeys, serverDeployment, serverName, stateBucket, type Server } from "./object-server";
import { claimName, takeOver, volumeClaim } from "./object-volume";

const defaults = { namespace: "flink-object-store", sizeGiB: 5, samples: {}, keepOnDestroy: false } as const;

/** Object store of a local cluster's jobs, and the keys that their pods get. */
export interface ObjectStore {
    readonly stateStore: StateStore;
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
 * A volume, and for each service account a versitygw server of its own, with keys of its own, that sees the service
 * account's part of the volume and nothing else.
 */
export class LocalObjectStore extends pulumi.ComponentResource implements ObjectStore {
    readonly stateStore: StateStore;
    private readonly namespaceName: string;
    private readonly volume: k8s.core.v1.PersistentVolumeClaim;

    constructor(
        name: string,
        private readonly args: ObjectStoreArgs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:local:LocalObjectStore", name, {}, opts);
        this.namespaceName = args.namespace ?? defaults.namespace;
        const namespace = new k8s.core.v1.Namespace(
            `${name}-namespace`,
            { metadata: { name: this.namespaceName, annotations: takeOver } },
            { parent: this, retainOnDelete: args.keepOnDestroy ?? defaults.keepOnDestroy },
        );
        this.volume = new k8s.core.v1.PersistentVolumeClaim(
            `${name}-volume`,
            volumeClaim(this.namespaceName, args.storageClassName, args.sizeGiB ?? defaults.sizeGiB),
            // Its namespace takes it along. So a change that Kubernetes does not take is an error, and not a new volume.
            { parent: this, dependsOn: namespace, retainOnDelete: true },
        );
        // The endpoint comes with each binding.
        this.stateStore = s3StateStore({ bucket: stateBucket, flinkVersionProblem: () => undefined });
        this.registerOutputs({});
    }

    /**
     * Makes the service account's server, and copies its credentials to the service account's namespace: a pod reads only
     * its own namespace's Secrets.
     */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { namespace, serviceAccount, access, statePrefix } = args;
        if (!access.some((right) => right.startsWith("state:"))) {
            return noBinding;
        }
        rejectFindings(findingsOf("LocalCluster", this.args.cluster, prefixProblems(statePrefix)));
        const secretName = `${serviceAccount}-object-store`;
        const server = serverName(namespace, serviceAccount);
        // The caller's options are of the caller's world, where the provider may be another one.
        const owned = { ...opts, provider: this.args.provider };
        const inStore = pulumi.mergeOptions(owned, { dependsOn: this.volume });
        const credentials = newCredentials(`${name}-credentials`, server, this.namespaceName, inStore);
        const copy = new k8s.core.v1.Secret(
            `${name}-object-store`,
            { metadata: { name: secretName, namespace }, data: credentials.data },
            owned,
        );
        const served = serve(
            name,
            {
                name: server,
                namespace: this.namespaceName,
                prefix: statePrefix,
                readOnly: !access.includes("state:readWrite"),
                image: this.args.image ?? s3ServerImage,
                imagePullSecrets: this.args.imagePullSecrets ?? [],
                samples: readSamples(this.args.samples ?? defaults.samples, statePrefix),
                claimName: claimName(this.args.cluster, this.volume),
                credentialsUid: credentials.metadata.uid,
                placement: this.args.placement,
            },
            { namespace },
            inStore,
        );
        return {
            ...noBinding,
            env: [
                { name: "AWS_ACCESS_KEY_ID", secretName, secretKey: secretKeys.accessKeyId },
                { name: "AWS_SECRET_ACCESS_KEY", secretName, secretKey: secretKeys.secretAccessKey },
            ],
            flinkConfiguration: () => s3Configuration(`http://${server}.${this.namespaceName}.svc:${port}`),
            dependsOn: [copy, ...served],
        };
    }
}

/** Each part has a server of its own, so that parts cannot lie in one another. */
function prefixProblems(statePrefix: string): Problem[] {
    return unless(
        /^[^/]+$/.test(statePrefix), // "orders" yes; "", "orders/x" no
        "statePrefix",
        `must be one folder of the store, got "${statePrefix}"; bind each folder by itself`,
    );
}

/** Registers a server; returns what must be there before anybody calls it. */
function serve(
    name: string,
    server: Server,
    jobs: { readonly namespace: string },
    opts: pulumi.ResourceOptions,
): readonly pulumi.Resource[] {
    const { namespace, samples } = server;
    const sampleFiles =
        samples.length === 0
            ? []
            : [
                  new k8s.core.v1.ConfigMap(
                      `${name}-samples`,
                      { metadata: { name: server.name, namespace }, ...sampleData(samples) },
                      opts,
                  ),
              ];
    const deployment = new k8s.apps.v1.Deployment(
        `${name}-server`,
        serverDeployment(server),
        pulumi.mergeOptions(opts, { dependsOn: sampleFiles }),
    );
    const service = new k8s.core.v1.Service(
        `${name}-service`,
        {
            metadata: { name: server.name, namespace, labels: { "flink-platform/namespace": jobs.namespace } },
            spec: { selector: podLabels(server), ports: [{ name: "s3", port, targetPort: "s3" }] },
        },
        // Without pods behind it a Service does not become ready.
        pulumi.mergeOptions(opts, { dependsOn: deployment }),
    );
    return [deployment, service];
}

/**
 * A Secret with random credentials. Each run of the program makes new ones, and `ignoreChanges` keeps those of the
 * first run; the stack's state holds them encrypted.
 */
function newCredentials(
    name: string,
    objectName: string,
    namespace: string,
    opts: pulumi.CustomResourceOptions,
): k8s.core.v1.Secret {
    const random = (bytes: number) => Buffer.from(crypto.randomBytes(bytes).toString("hex")).toString("base64");
    return new k8s.core.v1.Secret(
        name,
        {
            metadata: { name: objectName, namespace },
            data: pulumi.secret({
                [secretKeys.accessKeyId]: random(10), // 20 characters
                [secretKeys.secretAccessKey]: random(20), // 40 characters
            }),
        },
        { ...opts, ignoreChanges: ["data"] },
    );
}
