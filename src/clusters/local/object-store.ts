import * as crypto from "node:crypto";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { s3ServerImage } from "../../flink/versions";
import { objects, port, readSamples, secretKeys, server, serverDeployment, stateBucket } from "./object-server";
import { claimName, takeOver, volumeClaim } from "./object-volume";
import type { Binding, BindingArgs, StateStore } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { s3StateStore } from "../shared/s3";
import type { LocalObjectStoreArgs } from "./args";

const defaults = { namespace: "flink-object-store", sizeGiB: 5, samples: {}, keepOnDestroy: false } as const;

/** Object store of a local cluster's jobs, and the keys that their pods get. */
export interface ObjectStore {
    readonly stateStore: StateStore;
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding;
}

/** A versitygw server with one bucket on a persistent volume. */
export class LocalObjectStore extends pulumi.ComponentResource implements ObjectStore {
    readonly stateStore: StateStore;
    private readonly credentials: k8s.core.v1.Secret;
    private readonly ready: readonly pulumi.Resource[];

    constructor(
        name: string,
        args: LocalObjectStoreArgs & { readonly cluster: string; readonly storageClassName: string | undefined },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:local:LocalObjectStore", name, {}, opts);
        const namespaceName = args.namespace ?? defaults.namespace;
        const namespace = new k8s.core.v1.Namespace(
            `${name}-namespace`,
            { metadata: { name: namespaceName, annotations: takeOver } },
            { parent: this, retainOnDelete: args.keepOnDestroy ?? defaults.keepOnDestroy },
        );
        const inNamespace = { parent: this, dependsOn: namespace };
        this.credentials = newCredentials(`${name}-credentials`, namespaceName, inNamespace);
        const volume = new k8s.core.v1.PersistentVolumeClaim(
            `${name}-volume`,
            volumeClaim(namespaceName, args.storageClassName, args.sizeGiB ?? defaults.sizeGiB),
            // Its namespace takes it along. So a change that Kubernetes does not take is an error, and not a new volume.
            { ...inNamespace, retainOnDelete: true },
        );
        this.ready = this.serve(name, args, namespaceName, claimName(args.cluster, volume), [volume, this.credentials]);
        this.stateStore = s3StateStore({
            bucket: stateBucket,
            endpoint: `http://${server}.${namespaceName}.svc:${port}`,
            flinkVersionProblem: () => undefined,
        });
        this.registerOutputs({});
    }

    /** Copies the server's credentials to the service account's namespace: a pod reads only its own namespace's Secrets. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        if (!args.access.some((access) => access.startsWith("state:"))) {
            return noBinding;
        }
        const secretName = `${args.serviceAccount}-object-store`;
        const copy = new k8s.core.v1.Secret(
            `${name}-object-store`,
            { metadata: { name: secretName, namespace: args.namespace }, data: this.credentials.data },
            opts,
        );
        return {
            ...noBinding,
            env: [
                { name: "AWS_ACCESS_KEY_ID", secretName, secretKey: secretKeys.accessKeyId },
                { name: "AWS_SECRET_ACCESS_KEY", secretName, secretKey: secretKeys.secretAccessKey },
            ],
            dependsOn: [copy, ...this.ready],
        };
    }

    /** Registers the server; returns what must be there before anybody calls it. */
    private serve(
        name: string,
        args: LocalObjectStoreArgs,
        namespace: string,
        claimName: pulumi.Input<string>,
        needs: readonly pulumi.Resource[],
    ): readonly pulumi.Resource[] {
        const samples = readSamples(args.samples ?? defaults.samples);
        const sampleTexts = new k8s.core.v1.ConfigMap(
            `${name}-samples`,
            {
                metadata: { name: objects.samples, namespace },
                data: Object.fromEntries(samples.map(({ key, text }) => [key, text])),
            },
            { parent: this, dependsOn: [...needs] },
        );
        const deployment = new k8s.apps.v1.Deployment(
            `${name}-server`,
            serverDeployment(namespace, args.image ?? s3ServerImage, args.imagePullSecrets ?? [], claimName, samples),
            { parent: this, dependsOn: [...needs, sampleTexts] },
        );
        const service = new k8s.core.v1.Service(
            `${name}-service`,
            {
                metadata: { name: server, namespace },
                spec: { selector: { app: server }, ports: [{ name: "s3", port, targetPort: "s3" }] },
            },
            // Without pods behind it a Service does not become ready.
            { parent: this, dependsOn: deployment },
        );
        return [deployment, service];
    }
}

/**
 * A Secret with random credentials. Each run of the program makes new ones, and `ignoreChanges` keeps those of the
 * first run; the stack's state holds them encrypted.
 */
function newCredentials(name: string, namespace: string, opts: pulumi.CustomResourceOptions): k8s.core.v1.Secret {
    const random = (bytes: number) => Buffer.from(crypto.randomBytes(bytes).toString("hex")).toString("base64");
    return new k8s.core.v1.Secret(
        name,
        {
            metadata: { name: objects.credentials, namespace },
            data: pulumi.secret({
                [secretKeys.accessKeyId]: random(10), // 20 characters
                [secretKeys.secretAccessKey]: random(20), // 40 characters
            }),
        },
        { ...opts, ignoreChanges: ["data"] },
    );
}
