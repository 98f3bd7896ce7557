import * as organizations from "@pulumi/gcp/organizations";
import * as projects from "@pulumi/gcp/projects";
import * as pulumi from "@pulumi/pulumi";
import { newAgents } from "./propagation";
import type { GkeSettings } from "./settings";
import type { Propagation } from "../shared/propagation";

// Those that enable the others, cloudresourcemanager and serviceusage, must be enabled before the first run.
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
 * Services of the project that a cluster needs. Everything else comes after them; and after the service agent of Kubernetes
 * Engine, which Google makes some time after its service is enabled.
 */
export class GkeApis extends pulumi.ComponentResource {
    /** Services and agent; empty where they are enabled elsewhere. */
    readonly enabled: readonly pulumi.Resource[];
    /** Wait for the service agents of services that this run enables. */
    readonly agents: Propagation;
    /** Number of the project, which the names of service agents and of workload identities hold. */
    readonly projectNumber: pulumi.Output<string>;

    constructor(
        name: string,
        { project, enableApis }: GkeSettings,
        { provider }: { readonly provider: pulumi.ProviderResource },
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeApis", name, { project, enableApis }, opts);
        this.agents = newAgents(name);
        this.enabled = enableApis ? this.enable(name, project) : [];
        this.projectNumber = organizations.getProjectOutput(
            { projectId: project },
            { provider, dependsOn: [...this.enabled] },
        ).number;
        this.registerOutputs({});
    }

    private enable(name: string, project: string): readonly pulumi.Resource[] {
        const enabled = services.map(
            (service) =>
                new projects.Service(
                    `${name}-${service.replace(".googleapis.com", "")}`,
                    // Others in the project may rely on a service too.
                    { project, service, disableOnDestroy: false },
                    { parent: this, ...this.agents.ofMade },
                ),
        );
        // Google makes Compute Engine's agent unasked, and Cloud Storage's when its name is looked up.
        const agent = new projects.ServiceIdentity(
            `${name}-container-agent`,
            { project, service: "container.googleapis.com" },
            { parent: this, dependsOn: enabled },
        );
        return [...enabled, agent];
    }
}
