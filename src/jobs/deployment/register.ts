import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { JobNamespaceHandle, PlatformHandle } from "../../contracts/platform";
import { compareVersions } from "../../flink/versions";
import { ReadinessGate } from "../../readiness/gate";
import type { Wanted } from "../../readiness/observation";
import { waitUntilReady } from "../../readiness/readiness";
import type { FlinkDeploymentStatus } from "../../readiness/status";
import { operatorDeletes } from "./deletion";
import { freshStartHook } from "./fresh-start";
import type { DeploymentSettings } from "./settings";
import { SeenJob } from "./seen-job";
import { scaledFields } from "./scaled-fields";
import { specForRelease } from "./spec-for-release";

/** Place of a FlinkDeployment among the resources. */
export interface DeploymentPlace {
    /** Component that it is the only child of. */
    readonly component: pulumi.ComponentResource;
    /** The component's name, which is the custom resource's too. */
    readonly name: string;
    readonly platform: PlatformHandle;
    readonly jobNamespace: JobNamespaceHandle;
}

/** A FlinkDeployment that is registered. */
export interface RegisteredDeployment {
    readonly deployment: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    readonly seen: SeenJob;
}

/** Registers the custom resource of a component, and lets what depends on the component wait until it is ready. */
export function registerDeployment(settings: DeploymentSettings, place: DeploymentPlace): RegisteredDeployment {
    const { component, platform, jobNamespace } = place;
    const { grantDelay } = jobNamespace.binding;
    const deployment = customResource(settings, place);
    let lastLook: FlinkDeploymentStatus | undefined;
    const wait = waitUntilReady(
        {
            name: settings.name,
            resource: deployment,
            wanted: wantedState(settings, platform.operator),
            kubeconfig: platform.cluster.kubeconfig,
            grant: {
                delaySeconds: grantDelay.seconds,
                refusals: grantDelay.refusals,
                grantedAt: jobNamespace.boundAt ?? pulumi.output(undefined),
            },
            onLook: (status) => (lastLook = status),
        },
        settings.readiness,
    );
    ReadinessGate.of(component).follow(wait);
    const lookAtEnd = wait.then(
        () => lastLook,
        () => lastLook,
    );
    return { deployment, ready: pulumi.output(wait), seen: new SeenJob(deployment, lookAtEnd) };
}

function customResource(
    settings: DeploymentSettings,
    { component, name, platform, jobNamespace }: DeploymentPlace,
): k8s.apiextensions.CustomResource {
    const { spec } = settings;
    const hook = spec.job === undefined ? undefined : freshStartHook(platform.cluster);
    return new k8s.apiextensions.CustomResource(
        name,
        {
            apiVersion: "flink.apache.org/v1beta1",
            kind: "FlinkDeployment",
            metadata: {
                name: settings.name,
                namespace: jobNamespace.name,
                ...present("labels", { ...settings.labels, ...platform.operator.resourceLabels }),
                annotations: { ...settings.annotations, ...operatorDeletes },
            },
            spec: {
                ...specForRelease(spec, platform.operator.release),
                serviceAccount: spec.serviceAccount ?? jobNamespace.serviceAccountName,
            },
            status: undefined, // no input: it makes the operator's status an output that can be read
        },
        {
            parent: component,
            dependsOn: [...platform.operator.dependsOn, ...jobNamespace.dependsOn],
            // The operator copies the whole spec into it, options and arguments too.
            additionalSecretOutputs: ["status"],
            // Two jobs must never write the same state.
            deleteBeforeReplace: true,
            ...(hook && { hooks: { beforeUpdate: [hook] } }),
            ...(settings.scaledByOthers ? { ignoreChanges: scaledFields(spec) } : {}),
            customTimeouts: { delete: `${settings.deleteTimeoutSeconds}s` },
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

function wantedState({ spec, readiness }: DeploymentSettings, operator: PlatformHandle["operator"]): Wanted {
    if (spec.job === undefined) {
        return { kind: "sessionCluster" };
    }
    if (spec.job.state === "suspended") {
        return { kind: "suspendedJob" };
    }
    const restart = spec.flinkConfiguration?.[restartKey] ?? operator.configuration[restartKey];
    return {
        kind: "runningJob",
        mayFinish: readiness.mayFinish ?? true,
        restartedWhenFailed: String(restart) === "true",
        mayRedeploy: compareVersions(operator.release, redeploySince) >= 0,
    };
}
