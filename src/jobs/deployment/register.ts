import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { isSet } from "../../rules/inputs";
import { freshStartHook } from "./fresh-start";
import { impactHook, warnIfUnneeded, type ChangedJob } from "./impact-hook";
import { registerResource, type ResourcePlace } from "./resource";
import { scaledFields } from "./scaled-fields";
import type { SeenJob } from "./seen-job";
import type { DeploymentSettings } from "./settings";
import { specForRelease } from "./spec-for-release";
import { wantedOfJob } from "./wanted";

/** Place of a FlinkDeployment among the resources. */
export interface DeploymentPlace extends ResourcePlace {
    /** Kind of the component. */
    readonly kind: ChangedJob["kind"];
    /** Names of fields as the component's user knows them. */
    readonly inWords: ChangedJob["inWords"];
    /** Resources that it must be made after and deleted before, beside its operator and namespace. @default none */
    readonly dependsOn?: readonly pulumi.Resource[];
}

/** A FlinkDeployment that is registered. */
export interface RegisteredDeployment {
    readonly deployment: k8s.apiextensions.CustomResource;
    /** Its name in Kubernetes, once it is in the state asked for; rejected if it is not. */
    readonly ready: pulumi.Output<string>;
    readonly seen: SeenJob;
}

/** Registers the FlinkDeployment of a component, and lets what depends on the component wait until it is ready. */
export function registerDeployment(settings: DeploymentSettings, place: DeploymentPlace): RegisteredDeployment {
    const { platform, jobNamespace } = place;
    const { operator } = platform;
    const { spec, readiness } = settings;
    const { job, flinkConfiguration } = spec;
    const changed: ChangedJob = {
        ...place,
        operator,
        showsImpact: platform.showImpact ?? true,
        accepted: settings.acceptStateLoss,
        leavesUpgradeModeOut: job !== undefined && !isSet(job.upgradeMode),
    };
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
            dependsOn: place.dependsOn ?? [],
            options: {
                ...hooksOf(settings, place, changed),
                ...(settings.scaledByOthers ? { ignoreChanges: scaledFields(spec) } : {}),
            },
        },
        place,
    );
    warnIfUnneeded(changed, resource);
    return { deployment: resource, ready, seen };
}

function hooksOf(
    { name, spec }: DeploymentSettings,
    { platform, jobNamespace }: DeploymentPlace,
    changed: ChangedJob,
): Pick<pulumi.CustomResourceOptions, "hooks"> {
    // The first may end the run before the second does anything.
    const beforeUpdate = [
        impactHook(platform.cluster, { namespace: jobNamespace.name, name }, changed),
        spec.job === undefined ? undefined : freshStartHook(platform.cluster),
    ].filter((hook) => hook !== undefined);
    return beforeUpdate.length > 0 ? { hooks: { beforeUpdate } } : {};
}
