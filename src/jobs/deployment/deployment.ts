import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding, rejectFindings } from "../../checks/findings";
import { compareVersions } from "../../flink/versions";
import { defaultDeleteTimeoutSeconds, operatorDeletes } from "./deletion";
import { checkFlinkDeploymentArgs, flinkDeploymentHints } from "./checks";
import { freshStartHook } from "./fresh-start";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs } from "./args";
import { readManifest } from "./manifest";
import { waitUntilReady } from "../../readiness/readiness";
import { ReadinessGate } from "../../readiness/gate";
import type { Wanted } from "../../readiness/observation";
import { specForRelease } from "./spec-for-release";

/**
 * A Flink cluster, with a job of its own or without one, as the operator defines it. Adds two things: a spec that the
 * operator would refuse is refused at preview, and `pulumi up` is green only if it is in the state asked for, on every
 * run. What depends on the component waits until it is.
 *
 * @example
 * new FlinkDeployment("orders", {
 *     platform,
 *     metadata: { namespace: "orders" },
 *     spec: {
 *         image: "flink:2.2.1-java17",
 *         flinkVersion: "v2_2",
 *         jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
 *         taskManager: { resource: { memory: "2048m", cpu: 1 } },
 *         job: { jarURI: "local:///opt/flink/usrlib/orders.jar", parallelism: 2 },
 *     },
 * });
 */
export class FlinkDeployment extends pulumi.ComponentResource {
    /** The custom resource. */
    readonly deployment: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** Its name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;

    /** @throws pulumi.RunError with everything that is wrong with the arguments. */
    constructor(name: string, args: FlinkDeploymentArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super(
            "flink-platform:index:FlinkDeployment",
            name,
            {},
            pulumi.mergeOptions(opts, { providers: [args.platform.cluster.provider] }),
        );
        rejectFindings(checkFlinkDeploymentArgs(name, args));
        for (const hint of flinkDeploymentHints(name, args)) {
            void pulumi.log.warn(formatFinding(hint), this);
        }
        this.name = args.metadata.name ?? name;
        this.namespace = args.metadata.namespace;
        this.deployment = customResource(name, this.name, args, this);
        const wait = waitUntilReady(
            {
                name: this.name,
                resource: this.deployment,
                wanted: wantedState(args),
                kubeconfig: args.platform.cluster.kubeconfig,
            },
            args.readiness,
        );
        ReadinessGate.of(this).follow(wait);
        this.ready = pulumi.output(wait);
        this.registerOutputs({ name: this.name, namespace: this.namespace });
    }

    /**
     * Makes a FlinkDeployment from its manifest, such as those of the operator's own examples.
     *
     * @throws pulumi.RunError if the file is missing, is not one FlinkDeployment or has unknown fields.
     */
    static fromYaml(
        name: string,
        args: FlinkDeploymentManifestArgs,
        opts: pulumi.ComponentResourceOptions = {},
    ): FlinkDeployment {
        const { platform, file, readiness, deleteTimeoutSeconds, ...overrides } = args;
        const manifest = readManifest(name, file, overrides);
        return new FlinkDeployment(name, { platform, readiness, deleteTimeoutSeconds, ...manifest }, opts);
    }

    /** What `dependsOn` of other resources waits for. Called by the base class's constructor. */
    protected override initialize(): Promise<unknown> {
        return ReadinessGate.of(this).opened;
    }
}

function customResource(
    name: string,
    physicalName: string,
    { platform, metadata, spec, deleteTimeoutSeconds = defaultDeleteTimeoutSeconds }: FlinkDeploymentArgs,
    parent: pulumi.Resource,
): k8s.apiextensions.CustomResource {
    const jobNamespace = platform.jobNamespace(metadata.namespace);
    const hook = spec.job === undefined ? undefined : freshStartHook(platform.cluster);
    return new k8s.apiextensions.CustomResource(
        name,
        {
            apiVersion: "flink.apache.org/v1beta1",
            kind: "FlinkDeployment",
            metadata: {
                name: physicalName,
                namespace: jobNamespace.name,
                ...present("labels", { ...metadata.labels, ...platform.operator.resourceLabels }),
                annotations: { ...metadata.annotations, ...operatorDeletes },
            },
            spec: {
                ...specForRelease(spec, platform.operator.release),
                serviceAccount: spec.serviceAccount ?? jobNamespace.serviceAccountName,
            },
        },
        {
            parent,
            dependsOn: [...platform.operator.dependsOn, ...jobNamespace.dependsOn],
            // Two jobs must never write the same state.
            deleteBeforeReplace: true,
            ...(hook && { hooks: { beforeUpdate: [hook] } }),
            customTimeouts: { delete: `${deleteTimeoutSeconds}s` },
        },
    );
}

/** A property that is left out if it is empty: the API server drops empty ones, which would then differ for ever. */
function present<Key extends string>(key: Key, entries: Readonly<Record<string, string>>) {
    return (Object.keys(entries).length === 0 ? {} : { [key]: entries }) as Partial<Record<Key, typeof entries>>;
}

// https://issues.apache.org/jira/browse/FLINK-33763
const redeploySince = "1.8.0";
const restartKey = "kubernetes.operator.job.restart.failed";

function wantedState({ spec, platform, readiness }: FlinkDeploymentArgs): Wanted {
    if (spec.job === undefined) {
        return { kind: "sessionCluster" };
    }
    if (spec.job.state === "suspended") {
        return { kind: "suspendedJob" };
    }
    const restart = spec.flinkConfiguration?.[restartKey] ?? platform.operator.configuration[restartKey];
    return {
        kind: "runningJob",
        mayFinish: readiness?.mayFinish ?? true,
        restartedWhenFailed: String(restart) === "true",
        mayRedeploy: compareVersions(platform.operator.release, redeploySince) >= 0,
    };
}
