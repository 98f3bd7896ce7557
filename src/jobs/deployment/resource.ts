import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { JobNamespaceHandle, PlatformHandle } from "../../contracts/platform";
import { withOperatorDefaults } from "../../flink/operator-defaults";
import { ReadinessGate } from "../../readiness/gate";
import { sessionClusterOf, type AwaitedKind, type Wanted } from "../../readiness/observation";
import { waitUntilReady } from "../../readiness/readiness";
import type { FlinkStatus } from "../../readiness/status";
import { collectorDeletes, operatorDeletes } from "./deletion";
import type { ResourceSettings } from "./resource-settings";
import { restServiceOf } from "./rest-service";
import { SeenJob } from "./seen-job";

/** Place of a Flink resource among the resources. */
export interface ResourcePlace {
    /** Component that it is a child of, and whose name it has. */
    readonly component: pulumi.ComponentResource;
    /** The component's name. */
    readonly name: string;
    readonly platform: PlatformHandle;
    readonly jobNamespace: JobNamespaceHandle;
}

/** A resource of the operator with everything that Kubernetes and the wait for it need. */
export interface FlinkResource extends Omit<ResourceSettings<object>, "namespace"> {
    readonly kind: AwaitedKind;
    readonly wanted: Wanted;
    /** The operator has no part in its deletion: it goes after what hangs below it. @default false */
    readonly goesLast?: boolean;
    /** Resources that it must be made after and deleted before, beside its operator and namespace. @default none */
    readonly dependsOn?: readonly pulumi.Resource[];
    /** More options of the custom resource. @default none */
    readonly options?: Pick<pulumi.CustomResourceOptions, "hooks" | "ignoreChanges" | "replaceOnChanges">;
}

/** A Flink resource that is registered. */
export interface RegisteredResource {
    readonly resource: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    /** The wait for it. */
    readonly wait: Promise<string>;
    readonly seen: SeenJob;
}

/** Registers the custom resource of a component, and lets what depends on the component wait until it is ready. */
export function registerResource(resource: FlinkResource, place: ResourcePlace): RegisteredResource {
    const { component, platform, jobNamespace } = place;
    const { grantDelay } = jobNamespace.binding;
    const made = customResource(resource, place);
    let lastLook: FlinkStatus | undefined;
    const wait = waitUntilReady(
        {
            kind: resource.kind,
            name: resource.name,
            resource: made,
            wanted: resource.wanted,
            kubeconfig: platform.cluster.kubeconfig,
            grant: {
                delaySeconds: grantDelay.seconds,
                refusals: grantDelay.refusals,
                grantedAt: jobNamespace.boundAt ?? pulumi.output(undefined),
            },
            onLook: (status) => (lastLook = status),
        },
        platform.waitForJobs === false ? { enabled: false } : resource.readiness,
    );
    ReadinessGate.of(component).follow(wait);
    const lookAtEnd = wait.then(
        () => lastLook,
        () => lastLook,
    );
    const jobManager = {
        kubeconfig: platform.cluster.kubeconfig,
        namespace: jobNamespace.name,
        restService: restServiceOf(sessionClusterOf(resource.wanted) ?? resource.name),
    };
    return { resource: made, ready: pulumi.output(wait), wait, seen: new SeenJob(made, lookAtEnd, jobManager) };
}

function customResource(
    { kind, name, labels, annotations, spec, deleteTimeoutSeconds, goesLast, dependsOn = [], options }: FlinkResource,
    { component, name: ofComponent, platform, jobNamespace }: ResourcePlace,
): k8s.apiextensions.CustomResource {
    const { operator } = platform;
    return new k8s.apiextensions.CustomResource(
        ofComponent,
        {
            apiVersion: "flink.apache.org/v1beta1",
            kind,
            metadata: {
                name,
                namespace: jobNamespace.name,
                ...present("labels", { ...labels, ...operator.resourceLabels }),
                annotations: { ...annotations, ...(goesLast === true ? collectorDeletes : operatorDeletes) },
            },
            // The operator writes the whole resource back as it adds its finalizer, and is from then on the field manager of
            // what it has filled in: a job's first `args`, or another `upgradeMode`, would end in a field conflict.
            spec: withOperatorDefaults(spec),
            status: undefined, // no input: it makes the operator's status an output that can be read
        },
        {
            parent: component,
            dependsOn: [...operator.dependsOn, ...jobNamespace.dependsOn, ...dependsOn],
            // The operator copies the whole spec into it, options and arguments too.
            additionalSecretOutputs: ["status"],
            // Two jobs must never write the same state.
            deleteBeforeReplace: true,
            ...options,
            customTimeouts: { delete: `${deleteTimeoutSeconds}s` },
        },
    );
}

/** A property that is left out if it is empty: the API server drops empty ones, which would then differ for ever. */
function present<Key extends string>(key: Key, entries: Readonly<Record<string, string>>) {
    return (Object.keys(entries).length === 0 ? {} : { [key]: entries }) as Partial<Record<Key, typeof entries>>;
}
