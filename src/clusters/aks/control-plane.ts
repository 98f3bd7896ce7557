import * as containerservice from "@pulumi/azure-native/containerservice";
import * as managedidentity from "@pulumi/azure-native/managedidentity";
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import { controlPlaneLogCategories, managedClusterArgs } from "./control-plane-spec";
import { createAdministrators, createControlPlaneRights } from "./control-plane-rights";
import { fixedOptions } from "./fixed-inputs";
import { fixedPoolHooks } from "./fixed-pool";
import type { KeyInputs } from "./keys";
import { clusterKubeconfig } from "./kubeconfig";
import { createMaintenanceWindows } from "./maintenance";
import type { NetworkInputs } from "./network";
import { clusterPoolPlans } from "./nodes-plan";
import { newRights } from "./propagation";
import type { AksSettings } from "./settings";
import { containerLogExtension, type AksSinks } from "./sinks";
import { clusterChildName } from "../shared/child-names";
import type { Propagation } from "../shared/propagation";

/** Inputs of the control plane. */
export interface ControlPlaneInputs {
    /** Name of the cluster's component, for messages. */
    readonly owner: string;
    readonly resourceGroupName: pulumi.Input<string>;
    readonly network: NetworkInputs;
    readonly keys: KeyInputs;
    readonly sinks: Pick<AksSinks, "workspaceId" | "containerLogRuleId">;
    /** Roles that are made before the cluster, and removed after it: minutes lie between them and their assignments. */
    readonly roles: readonly pulumi.Resource[];
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
    /** Patience with the rights that a run gives to the control plane. */
    readonly rights: Propagation;

    constructor(
        name: string,
        settings: AksSettings,
        inputs: ControlPlaneInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super(
            "flink-platform:aks:AksControlPlane",
            name,
            { clusterName: settings.clusterName, kubernetesVersion: settings.kubernetesVersion },
            opts,
        );
        const identity = this.createIdentity(`${name}-identity`, settings, inputs, "control-plane");
        this.nodesIdentity = this.createIdentity(`${name}-nodes-identity`, settings, inputs, "nodes");
        const pools = clusterPoolPlans(settings);
        this.rights = newRights(name);
        const granted = createControlPlaneRights(
            name,
            settings,
            { ...inputs, identity, nodesIdentity: this.nodesIdentity },
            { parent: this, ...this.rights.ofMade },
        );
        this.cluster = new containerservice.ManagedCluster(
            clusterChildName(name),
            managedClusterArgs(settings, pools, { ...inputs, identity, nodesIdentity: this.nodesIdentity }),
            {
                parent: this,
                protect: settings.deletionProtection,
                dependsOn: [...granted, ...inputs.roles],
                ...clusterHooks(inputs.owner, this.rights),
            },
        );
        const { resourceGroupName } = inputs;
        this.kubeconfig = clusterKubeconfig(
            settings,
            { resourceGroupName, resourceName: this.cluster.name, byPublicName: !settings.publicEndpoint },
            { parent: this },
        );
        this.issuerUrl = this.cluster.oidcIssuerProfile.apply((profile) => profile?.issuerURL ?? "");
        const place = { resourceGroupName, resourceName: this.cluster.name };
        createMaintenanceWindows(name, settings.maintenance, place, { parent: this });
        createAdministrators(name, settings, this.cluster.id, { parent: this });
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

/** A change that AKS never makes is refused before anything waits. */
function clusterHooks(owner: string, { ofNeeding: { hooks } }: Propagation): Pick<pulumi.ResourceOptions, "hooks"> {
    return hooks === undefined
        ? {}
        : fixedOptions("cluster", owner, {
              hooks: { ...hooks, beforeUpdate: [...fixedPoolHooks(owner), ...(hooks.beforeUpdate ?? [])] },
          });
}
