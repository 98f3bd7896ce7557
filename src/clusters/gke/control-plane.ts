import * as container from "@pulumi/gcp/container";
import * as projects from "@pulumi/gcp/projects";
import * as serviceaccount from "@pulumi/gcp/serviceaccount";
import * as pulumi from "@pulumi/pulumi";
import { clusterArgs } from "./control-plane-spec";
import { fixedOptions } from "./fixed-inputs";
import type { GkeKey } from "./keys";
import { gkeKubeconfig } from "./kubeconfig";
import { serviceAccountId } from "./names";
import type { NetworkInputs } from "./network";
import type { NodeInputs } from "./nodes";
import type { GkeSettings } from "./settings";
import { administratorChildName, clusterChildName } from "../shared/child-names";

/** Inputs of the control plane. */
export interface ControlPlaneInputs {
    /** Name of the cluster's component, for messages. */
    readonly owner: string;
    readonly apis: readonly pulumi.Resource[];
    readonly network: NetworkInputs;
    /** Key of Kubernetes secrets and of disks. */
    readonly secretsKey: GkeKey;
}

/**
 * Roles of the nodes themselves: to write their logs and metrics, and to read images of the project. Pods have none of it.
 * https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#use_least_privilege_sa
 */
const nodeRoles = {
    operation: "roles/container.defaultNodeServiceAccount",
    images: "roles/artifactregistry.reader",
} as const;

/** The cluster itself, the account of its nodes, and who may administer it. */
export class GkeControlPlane extends pulumi.ComponentResource {
    /** Cluster without nodes. */
    readonly cluster: container.Cluster;
    /** Inputs of all nodes: Google makes no cluster without them. */
    readonly nodeInputs: NodeInputs;
    /** Kubeconfig as JSON, a secret. */
    readonly kubeconfig: pulumi.Output<string>;

    constructor(
        name: string,
        settings: GkeSettings,
        inputs: ControlPlaneInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super(
            "flink-platform:gke:GkeControlPlane",
            name,
            { clusterName: settings.clusterName, kubernetesVersion: settings.kubernetesVersion },
            opts,
        );
        const { apis, network, secretsKey } = inputs;
        const account = this.createNodeAccount(name, settings, apis);
        this.nodeInputs = {
            serviceAccount: account.email,
            diskKey: secretsKey.id,
            needs: [...apis, ...secretsKey.grants, ...account.grants],
        };
        this.cluster = new container.Cluster(
            clusterChildName(name),
            clusterArgs(settings, { ...this.nodeInputs, network }),
            fixedOptions("cluster", inputs.owner, {
                parent: this,
                dependsOn: [...this.nodeInputs.needs],
                // Otherwise a change that replaces the cluster would delete it with every job's high-availability data.
                protect: settings.deletionProtection,
                // Of the pool that is gone; Google shows some other pool in its place.
                ignoreChanges: ["nodeConfig", "initialNodeCount"],
                ...secretsKey.ofUse,
            }),
        );
        const endpoint = this.cluster.controlPlaneEndpointsConfig.apply(({ dnsEndpointConfig }) =>
            endpointOf(dnsEndpointConfig?.endpoint),
        );
        this.kubeconfig = pulumi.secret(endpoint.apply((host) => gkeKubeconfig(settings.clusterName, host)));
        this.createAdministrators(name, settings, apis);
        this.registerOutputs({});
    }

    /** Account that nodes run as, and its rights. */
    private createNodeAccount(
        name: string,
        { project, clusterName }: GkeSettings,
        apis: readonly pulumi.Resource[],
    ): { email: pulumi.Output<string>; grants: readonly pulumi.Resource[] } {
        const owned = { parent: this, dependsOn: [...apis] };
        const account = new serviceaccount.Account(
            `${name}-nodes-identity`,
            { accountId: serviceAccountId(clusterName, "nodes"), displayName: `Nodes of ${clusterName}` },
            owned,
        );
        const grants = Object.entries(nodeRoles).map(
            ([purpose, role]) =>
                new projects.IAMMember(`${name}-nodes-${purpose}`, { project, role, member: account.member }, owned),
        );
        return { email: account.email, grants };
    }

    /**
     * Administrators may do everything in this cluster, and nothing in others of the project.
     *
     * @see https://cloud.google.com/iam/docs/conditions-resource-attributes#resource-name
     */
    private createAdministrators(
        name: string,
        { project, region, clusterName, administrators }: GkeSettings,
        apis: readonly pulumi.Resource[],
    ): void {
        const cluster = `projects/${project}/locations/${region}/clusters/${clusterName}`;
        for (const member of administrators) {
            new projects.IAMMember(
                administratorChildName(name, member),
                {
                    project,
                    role: "roles/container.admin",
                    member,
                    condition: {
                        title: `cluster ${clusterName}`,
                        expression: `resource.name == "${cluster}" || resource.name.startsWith("${cluster}/")`,
                    },
                },
                { parent: this, dependsOn: [...apis] },
            );
        }
    }
}

/** Host name of the DNS endpoint. At preview a new cluster has none yet. */
function endpointOf(endpoint: string | undefined): string {
    if (endpoint === undefined && !pulumi.runtime.isDryRun()) {
        throw new Error(
            "Kubernetes Engine gave the cluster no DNS endpoint, and nothing else leads to its control plane",
        );
    }
    return endpoint ?? "";
}
