import type { AksClusterArgs } from "../../src/clusters/aks/cluster";
import type { RecordOptions } from "./record";
import { secretMark } from "./secret-mark";

/** A GUID of one digit. */
export const guidOf = (digit: string) => [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join("-");

/** The arguments that every cluster has. */
export const place = {
    subscriptionId: guidOf("1"),
    tenantId: guidOf("2"),
    location: "westeurope",
    administrators: [guidOf("a")],
    endpoint: { reachable: true },
} as const satisfies AksClusterArgs;

const listed = JSON.stringify({
    clusters: [
        { name: "prod", cluster: { server: "https://prod.example.com:443", "certificate-authority-data": "Q0E=" } },
    ],
    users: [
        {
            name: "clusterUser",
            user: { exec: { command: "kubelogin", args: ["--login", "devicecode"] }, token: secretMark },
        },
    ],
});

/** What Azure adds to the inputs of what an AKS cluster is made of. */
export const azure: Required<Pick<RecordOptions, "results" | "functions">> = {
    functions: {
        "azure-native:containerservice:listManagedClusterUserCredentials": () => ({
            kubeconfigs: [{ name: "clusterUser", value: Buffer.from(listed).toString("base64") }],
        }),
    },
    results: {
        "azure-native:resources:ResourceGroup": ({ inputs }) => ({ name: inputs.resourceGroupName }),
        "azure-native:managedidentity:UserAssignedIdentity": ({ inputs }) => ({
            name: inputs.resourceName,
            clientId: `client id of ${inputs.resourceName}`,
            principalId: `object id of ${inputs.resourceName}`,
        }),
        "azure-native:network:PublicIPAddress": () => ({ ipAddress: "203.0.113.9" }),
        "azure-native:keyvault:Vault": ({ inputs }) => ({
            name: inputs.vaultName,
            properties: { ...inputs.properties, vaultUri: `https://${inputs.vaultName}.vault.azure.net/` },
        }),
        "azure-native:keyvault:Key": ({ inputs }) => ({
            name: inputs.keyName,
            keyUriWithVersion: `https://keys.vault.azure.net/keys/${inputs.keyName}/1`,
        }),
        "azure-native:storage:StorageAccount": ({ inputs }) => ({ name: inputs.accountName }),
        "azure-native:containerservice:ManagedCluster": ({ inputs }) => ({
            name: inputs.resourceName,
            oidcIssuerProfile: { enabled: true, issuerURL: "https://issuer.example.com/" },
        }),
        "azure-native:monitor:DataCollectionEndpoint": () => ({
            metricsIngestion: { endpoint: "https://ingest.example.com" },
        }),
        "azure-native:monitor:DataCollectionRule": () => ({ immutableId: "dcr-1" }),
    },
};
