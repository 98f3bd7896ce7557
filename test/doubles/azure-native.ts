import { oneOf, text } from "./property-rules";
import { azureAccessTypes } from "./azure-native-access";
import { azureNativeAccount } from "./azure-native-account";
import { azureNativeFreshAccount } from "./azure-native-fresh-account";
import { azureContainerTypes } from "./azure-native-containers";
import { describedCluster } from "./azure-native-described";
import { azureMonitorTypes } from "./azure-native-monitor";
import { azureNetworkTypes } from "./azure-native-network";
import { azureStorageTypes } from "./azure-native-storage";
import { guid, location } from "./azure-native-values";
import type { ClusterEndpoint, ProviderRules } from "./rules";

/** What Azure takes and gives, as far as an AKS cluster uses it. */
export const azureNativeRules: ProviderRules = {
    provider: "azure-native",
    configuration: {
        required: ["subscriptionId"],
        properties: {
            subscriptionId: guid,
            tenantId: guid,
            location,
            environment: oneOf("public", "usgovernment", "china"), // given by the SDK itself
        },
    },
    types: {
        ...azureAccessTypes,
        ...azureContainerTypes,
        ...azureMonitorTypes,
        ...azureNetworkTypes,
        ...azureStorageTypes,
    },
    functions: {
        "azure-native:containerservice:getManagedCluster": describedCluster,
        "azure-native:containerservice:listManagedClusterUserCredentials": (
            { resourceGroupName, resourceName, serverFqdn },
            { cluster, things },
        ) => {
            if (text(resourceGroupName) !== undefined || text(resourceName) !== undefined) {
                throw new Error("resourceGroupName and resourceName must be given");
            }
            // The name of a private cluster that is only known in its network: https://github.com/Azure/azure-cli/issues/21584
            const hidden = { ...cluster, server: `https://${resourceName}.privatelink.azmk8s.io:443` };
            const isPrivate = things("azure-native:containerservice:ManagedCluster").some(
                ({ inputs }) =>
                    inputs["resourceName"] === resourceName && inputs["apiServerAccessProfile"]?.enablePrivateCluster,
            );
            const listed = listedKubeconfig(resourceName, isPrivate && serverFqdn !== "public" ? hidden : cluster);
            const value = Buffer.from(listed).toString("base64");
            return { kubeconfigs: [{ name: "clusterUser", value }] };
        },
    },
    account: azureNativeAccount,
    freshAccount: azureNativeFreshAccount,
};

/** Azure's own kubeconfig, whose user signs in with a code in a browser. */
function listedKubeconfig(name: string, { server, certificateAuthorityData }: ClusterEndpoint): string {
    const user = `clusterUser_${name}`;
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name, cluster: { server, "certificate-authority-data": certificateAuthorityData } }],
        users: [
            {
                name: user,
                user: {
                    exec: {
                        apiVersion: "client.authentication.k8s.io/v1beta1",
                        command: "kubelogin",
                        args: ["get-token", "--login", "devicecode"],
                    },
                },
            },
        ],
        contexts: [{ name, context: { cluster: name, user } }],
        "current-context": name,
    });
}
