import * as organizations from "@pulumi/gcp/organizations";
import * as projects from "@pulumi/gcp/projects";
import type * as pulumi from "@pulumi/pulumi";
import type { GkeSettings } from "./settings";

// Whoever runs Pulumi needs cloudresourcemanager and serviceusage before: they enable the others.
const services = [
    "cloudkms.googleapis.com",
    "cloudresourcemanager.googleapis.com",
    "compute.googleapis.com",
    "container.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "storage.googleapis.com",
] as const;

/**
 * Registers the services of the project that a cluster needs. All else comes after them; and after the service agent of
 * Kubernetes Engine, which Google makes some time after its service is enabled.
 */
export function enableServices(
    name: string,
    { project, enableApis }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): readonly pulumi.Resource[] {
    if (!enableApis) {
        return [];
    }
    const enabled = services.map(
        (service) =>
            new projects.Service(
                `${name}-${service.replace(".googleapis.com", "")}-service`,
                // Others in the project may rely on a service too.
                { project, service, disableOnDestroy: false },
                opts,
            ),
    );
    const agent = new projects.ServiceIdentity(
        `${name}-container-agent`,
        { project, service: "container.googleapis.com" },
        { ...opts, dependsOn: enabled },
    );
    return [...enabled, agent];
}

/** The project's number, which the names of service agents and of workload identities hold. */
export function projectNumber(
    { project }: GkeSettings,
    provider: pulumi.ProviderResource,
    enabled: readonly pulumi.Resource[],
): pulumi.Output<string> {
    return organizations.getProjectOutput({ projectId: project }, { provider, dependsOn: [...enabled] }).number;
}
