import * as containerservice from "@pulumi/azure-native/containerservice";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { controlPlaneLogCategories, managedClusterArgs } from "./control-plane-spec";
import { builtInRoleId, createRoleAssignment, type BuiltInRole } from "./iam";
import type { KeyInputs } from "./keys";
import { clusterKubeconfig } from "./kubeconfig";
import { createMaintenanceWindows } from "./maintenance";
import type { NetworkInputs } from "./network";
import { withSuffix } from "./network-plan";
import { systemPoolPlans } from "./nodes-plan";
import type { AksSettings } from "./settings";
import { containerLogExtension, type AksSinks } from "./sinks";
import { administratorChildName, clusterChildName } from "../shared/child-names";

/** Inputs of the control plane. */
export interface ControlPlaneInputs {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: NetworkInputs;
    readonly keys: KeyInputs;
    readonly sinks: Pick<AksSinks, "workspaceId" | "containerLogRuleId">;
}

/** The cluster itself with its system pools, its identities and logs, and who may administer it. */
export class AksControlPlane extends pulumi.ComponentResource {
    readonly cluster: containerservice.ManagedCluster;
    /** Identity of the nodes. */
    readonly nodesIdentity: managedidentity.UserAssignedIdentity;
    /** Kubeconfig as JSON, a secret. */
    readonly kubeconfig: pulumi.Output<string>;
    /** Address of the issuer that vouches for the cluster's service accounts. */
    readonly issuerUrl: pulumi.Output<string>;

    constructor(
        name: string,
        settings: AksSettings,
        inputs: ControlPlaneInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:aks:AksControlPlane", name, {}, opts);
        const identity = this.createIdentity(`${name}-identity`, settings, inputs, "control-plane");
        this.nodesIdentity = this.createIdentity(`${name}-nodes-identity`, settings, inputs, "nodes");
        const systemPools = systemPoolPlans(settings);
        this.cluster = new containerservice.ManagedCluster(
            clusterChildName(name),
            managedClusterArgs(settings, systemPools, { ...inputs, identity, nodesIdentity: this.nodesIdentity }),
            {
                parent: this,
                protect: settings.deletionProtection,
                // Without these rights the cluster does not come up.
                dependsOn: this.createRights(name, settings, inputs, identity),
            },
        );
        this.kubeconfig = clusterKubeconfig(settings, inputs.resourceGroupName, this.cluster, { parent: this });
        this.issuerUrl = this.cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "");
        const place = { resourceGroupName: inputs.resourceGroupName, resourceName: this.cluster.name };
        createMaintenanceWindows(name, settings.maintenance, place, { parent: this });
        this.createAdministrators(name, settings);
        this.createLogSettings(name, inputs);
        this.registerOutputs({});
    }

    /** An identity that a replaced cluster keeps. */
    private createIdentity(
        childName: string,
        { baseName, location, tags }: AksSettings,
        { resourceGroupName }: ControlPlaneInputs,
        purpose: "control-plane" | "nodes",
    ): managedidentity.UserAssignedIdentity {
        return new managedidentity.UserAssignedIdentity(
            childName,
            { resourceGroupName, location, tags: { ...tags }, resourceName: `${baseName}-${purpose}` },
            { parent: this },
        );
    }

    private createRights(
        name: string,
        { subscriptionId, resourceGroup, baseName }: AksSettings,
        { network, keys }: ControlPlaneInputs,
        { principalId }: managedidentity.UserAssignedIdentity,
    ): pulumi.Resource[] {
        const grant = (purpose: string, role: BuiltInRole, scope: pulumi.Input<string>, description: string) =>
            createRoleAssignment(
                `${name}-${purpose}`,
                {
                    scope,
                    roleId: builtInRoleId(subscriptionId, role),
                    principalId,
                    identifiedBy: [subscriptionId, resourceGroup, baseName, "control-plane", purpose],
                    description: `AKS cluster ${baseName} ${description}`,
                },
                { parent: this },
            );
        return [
            ...network.subnets.map(({ suffix, subnetId }) =>
                grant(
                    withSuffix("network", suffix),
                    "networkContributor",
                    subnetId,
                    "puts nodes and load balancers into its network",
                ),
            ),
            grant("nodes", "managedIdentityOperator", this.nodesIdentity.id, "gives its nodes their identity"),
            grant("key", "keyVaultCryptoUser", keys.vaultId, "encrypts Kubernetes secrets"),
        ];
    }

    private createAdministrators(name: string, settings: AksSettings): void {
        const { subscriptionId, resourceGroup, clusterName } = settings;
        for (const group of settings.administrators) {
            createRoleAssignment(
                administratorChildName(name, group),
                {
                    scope: this.cluster.id,
                    roleId: builtInRoleId(subscriptionId, "kubernetesClusterAdministrator"),
                    principalId: group,
                    principalType: "Group",
                    identifiedBy: [subscriptionId, resourceGroup, clusterName, "administrators", group],
                    description: `Administers the AKS cluster ${clusterName}`,
                },
                { parent: this },
            );
        }
    }

    private createLogSettings(name: string, { sinks }: ControlPlaneInputs): void {
        new monitor.DiagnosticSetting(
            `${name}-logs`,
            {
                name: "control-plane",
                resourceUri: this.cluster.id,
                workspaceId: sinks.workspaceId,
                logAnalyticsDestinationType: "Dedicated",
                logs: controlPlaneLogCategories.map((category) => ({ category, enabled: true })),
            },
            { parent: this },
        );
        if (sinks.containerLogRuleId !== undefined) {
            new monitor.DataCollectionRuleAssociation(
                `${name}-container-logs`,
                {
                    resourceUri: this.cluster.id,
                    associationName: containerLogExtension,
                    dataCollectionRuleId: sinks.containerLogRuleId,
                },
                { parent: this },
            );
        }
    }
}
