import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { freshStartHook } from "./fresh-start";
import { registerResource, type ResourcePlace } from "./resource";
import { scaledFields } from "./scaled-fields";
import type { SeenJob } from "./seen-job";
import type { DeploymentSettings } from "./settings";
import { specForRelease } from "./spec-for-release";
import { wantedOfJob } from "./wanted";

/** A FlinkDeployment that is registered. */
export interface RegisteredDeployment {
    readonly deployment: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    readonly seen: SeenJob;
}

/** Registers the FlinkDeployment of a component, and lets what depends on the component wait until it is ready. */
export function registerDeployment(settings: DeploymentSettings, place: ResourcePlace): RegisteredDeployment {
    const { platform, jobNamespace } = place;
    const { operator } = platform;
    const { spec, readiness } = settings;
    const { job, flinkConfiguration } = spec;
    const hook = job === undefined ? undefined : freshStartHook(platform.cluster);
    const { resource, ready, seen } = registerResource(
        {
            kind: "FlinkDeployment",
            name: settings.name,
            labels: settings.labels,
            annotations: settings.annotations,
            spec: {
                ...specForRelease(spec, operator.release),
                serviceAccount: spec.serviceAccount ?? jobNamespace.serviceAccountName,
            },
            wanted:
                job === undefined
                    ? { kind: "sessionCluster" }
                    : wantedOfJob({ job, flinkConfiguration, readiness }, operator),
            readiness,
            deleteTimeoutSeconds: settings.deleteTimeoutSeconds,
            options: {
                ...(hook && { hooks: { beforeUpdate: [hook] } }),
                ...(settings.scaledByOthers ? { ignoreChanges: scaledFields(spec) } : {}),
            },
        },
        place,
    );
    return { deployment: resource, ready, seen };
}
