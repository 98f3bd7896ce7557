import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import type { AksLogin } from "./choices";
import { execKubeconfig } from "../shared/kubeconfig";

/** Cluster whose kubeconfig is asked for. */
export interface ListedCluster {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly resourceName: pulumi.Input<string>;
    /**
     * Whether the server is a private cluster's public name: Azure would name the private one, which only the cluster's own
     * network resolves: https://github.com/Azure/azure-cli/issues/21584.
     */
    readonly byPublicName: pulumi.Input<boolean>;
}

/** Kubeconfig of a cluster as JSON, a secret; known once the cluster exists. */
export function clusterKubeconfig(
    args: AksKubeconfigArgs,
    { byPublicName, ...cluster }: ListedCluster,
    opts: pulumi.InvokeOutputOptions,
): pulumi.Output<string> {
    // The oldest SDK's type wants a text, and leaves out what is undefined like every other.
    const serverFqdn = pulumi.output(byPublicName).apply((yes) => (yes ? "public" : undefined) as string);
    const listed = containerservice.listManagedClusterUserCredentialsOutput({ ...cluster, serverFqdn }, opts);
    return pulumi.secret(listed.apply(({ kubeconfigs }) => aksKubeconfig(kubeconfigs[0]?.value ?? "", args)));
}

/** Values of a kubeconfig other than those that Azure lists. */
export interface AksKubeconfigArgs {
    readonly clusterName: string;
    readonly tenantId: string;
    readonly login: AksLogin;
}

/**
 * Application of AKS's API servers in every tenant, for which tokens are asked:
 * https://learn.microsoft.com/azure/aks/kubelogin-authentication.
 */
const serverApplicationId = "6dae42f8-4368-4678-94ff-3960e28e3630";

/**
 * A kubeconfig, as JSON, whose user gets a token from `kubelogin` at each call.
 *
 * @param listed Base64 of the kubeconfig that Azure lists for the cluster. Its server and certificate authority are kept; its
 * user would ask for a code in a browser.
 */
export function aksKubeconfig(listed: string, { clusterName, tenantId, login }: AksKubeconfigArgs): string {
    const { server, certificateAuthorityData } = listedCluster(listed);
    return execKubeconfig(clusterName, server, certificateAuthorityData, {
        command: "kubelogin",
        args: ["get-token", "--login", login, "--server-id", serverApplicationId, "--tenant-id", tenantId],
        installHint: "install kubelogin from https://azure.github.io/kubelogin/install.html",
        interactiveMode: "Never",
        provideClusterInfo: false,
    });
}

/** @throws Error if the text is not a kubeconfig with one cluster. */
function listedCluster(listed: string): { readonly server: string; readonly certificateAuthorityData: string } {
    const document: unknown = load(Buffer.from(listed, "base64").toString("utf8"));
    const [entry] = list(field(document, "clusters"));
    const server = field(field(entry, "cluster"), "server");
    const certificateAuthorityData = field(field(entry, "cluster"), "certificate-authority-data");
    if (typeof server !== "string" || typeof certificateAuthorityData !== "string") {
        throw new Error("the kubeconfig that Azure lists for the cluster names no server and certificate authority");
    }
    return { server, certificateAuthorityData };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function field(value: unknown, key: string): unknown {
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
