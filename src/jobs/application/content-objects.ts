import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformHandle } from "../../contracts/platform";
import type { Readiness } from "../../readiness/readiness";
import { contentKey, contentName, type Content } from "./content";

/** Where ConfigMaps with content stand among the resources. */
export interface ContentPlace {
    readonly component: pulumi.Resource;
    /** The component's name. */
    readonly name: string;
    /** Name of the job or cluster in Kubernetes. */
    readonly job: string;
    readonly namespace: string;
    /** They are made after these. */
    readonly dependsOn: readonly pulumi.Resource[];
    /** `pulumi up` ends only once the job has taken a change up. */
    readonly waits: boolean;
}

/**
 * Registers a ConfigMap for each content; the job must be made after them. Another text is another resource, and Pulumi
 * removes what the program no longer has at the very end: after the program has waited until the job runs with the new
 * one, and not at all if that fails. A run that does not wait knows no such time, so that its ConfigMaps stay in the
 * cluster.
 */
export function registerContents(contents: readonly Content[], place: ContentPlace): k8s.core.v1.ConfigMap[] {
    const { component, name, job, namespace, dependsOn, waits } = place;
    return contents.map(
        (content) =>
            new k8s.core.v1.ConfigMap(
                contentName(name, content),
                {
                    metadata: { name: contentName(job, content), namespace, labels: contentLabels(job) },
                    data: { [contentKey]: content.text },
                    immutable: true,
                },
                {
                    parent: component,
                    dependsOn: [...dependsOn],
                    // A job that is protected can change, and its old text must then go.
                    protect: false,
                    ...(waits ? {} : { retainOnDelete: true }),
                },
            ),
    );
}

/** Whether `pulumi up` ends only once a job has taken a change up. */
export function waitsForJobs({ waitForJobs }: Pick<PlatformHandle, "waitForJobs">, { enabled }: Readiness): boolean {
    return waitForJobs !== false && enabled !== false;
}

/** Labels by which the ConfigMaps of a job are found. */
function contentLabels(job: string): Readonly<Record<string, string>> {
    return { "app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/instance": job };
}
