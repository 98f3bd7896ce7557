import type * as managedidentity from "@pulumi/azure-native/managedidentity";
import type * as pulumi from "@pulumi/pulumi";
import { builtInRoleId, createRoleAssignment, type BuiltInRole } from "./iam";
import type { KeyInputs } from "./keys";
import type { NetworkInputs } from "./network";
import { withSuffix } from "./network-plan";
import type { AksSettings } from "./settings";
import { administratorChildName } from "../shared/child-names";

/** Who gets the control plane's rights, and on what. */
export interface ControlPlaneRightsInputs {
    readonly network: Pick<NetworkInputs, "subnets">;
    readonly keys: Pick<KeyInputs, "vaultId">;
    readonly identity: managedidentity.UserAssignedIdentity;
    readonly nodesIdentity: managedidentity.UserAssignedIdentity;
}

/** Registers the rights without which the cluster does not come up. */
export function createControlPlaneRights(
    name: string,
    { subscriptionId, resourceGroup, baseName }: AksSettings,
    { network, keys, identity, nodesIdentity }: ControlPlaneRightsInputs,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const grant = (purpose: string, role: BuiltInRole, scope: pulumi.Input<string>, description: string) =>
        createRoleAssignment(
            `${name}-${purpose}`,
            {
                scope,
                roleId: builtInRoleId(subscriptionId, role),
                principalId: identity.principalId,
                identifiedBy: [subscriptionId, resourceGroup, baseName, "control-plane", purpose],
                description: `AKS cluster ${baseName} ${description}`,
            },
            opts,
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
        grant("nodes", "managedIdentityOperator", nodesIdentity.id, "gives its nodes their identity"),
        grant("key", "keyVaultCryptoUser", keys.vaultId, "encrypts Kubernetes secrets"),
    ];
}

/** Registers the rights of those who administer the cluster. */
export function createAdministrators(
    name: string,
    { subscriptionId, resourceGroup, clusterName, administrators }: AksSettings,
    clusterId: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
): void {
    for (const group of administrators) {
        createRoleAssignment(
            administratorChildName(name, group),
            {
                scope: clusterId,
                roleId: builtInRoleId(subscriptionId, "kubernetesClusterAdministrator"),
                principalId: group,
                principalType: "Group",
                identifiedBy: [subscriptionId, resourceGroup, clusterName, "administrators", group],
                description: `Administers the AKS cluster ${clusterName}`,
            },
            opts,
        );
    }
}
