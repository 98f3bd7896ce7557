import { azureContainerTypes } from "./azure-native-containers";
import type { Context, Inputs } from "./rules";

const type = "azure-native:containerservice:ManagedCluster";

/**
 * A cluster as Azure describes it.
 *
 * @throws Error if the account has no such cluster:
 * https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found
 */
export function describedCluster({ resourceGroupName, resourceName }: Inputs, context: Context): Inputs {
    const found = context
        .things(type)
        .find(
            ({ inputs }) =>
                inputs["resourceGroupName"] === resourceGroupName && inputs["resourceName"] === resourceName,
        );
    if (found === undefined) {
        throw new Error(
            `Code="ResourceNotFound" Message="The Resource 'Microsoft.ContainerService/managedClusters/${resourceName}' under resource group '${resourceGroupName}' was not found."`,
        );
    }
    const { apiServerAccessProfile, oidcIssuerProfile, location } = found.inputs;
    const { name, oidcIssuerProfile: issuer } = azureContainerTypes[type]?.outputs(found.inputs, context) ?? {};
    return {
        id: found.id,
        name,
        location,
        apiServerAccessProfile,
        // Only of a cluster that has one: https://learn.microsoft.com/azure/aks/use-oidc-issuer
        ...(oidcIssuerProfile?.enabled === true ? { oidcIssuerProfile: { enabled: true, ...issuer } } : {}),
    };
}
