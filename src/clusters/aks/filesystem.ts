import type * as pulumi from "@pulumi/pulumi";
import { compareVersions } from "../../flink/versions";
import type { AksIdentityMode } from "./choices";
import type { AksSettings } from "./settings";

type Options = Readonly<Record<string, string>>;
type FilesystemSettings = Pick<AksSettings, "identity" | "hadoopInImage">;

/** Plugin that serves `abfss://`. */
export const azurePlugin = "flink-azure-fs-hadoop";

/** Flink options of every identity: https://hadoop.apache.org/docs/stable/hadoop-azure/abfs.html. */
export function storeConfiguration(mode: AksIdentityMode, flinkVersion: string): Options {
    return {
        "fs.azure.account.auth.type": "OAuth",
        "fs.azure.account.oauth.provider.type": tokenProvider(mode, flinkVersion),
        // Otherwise the plugin asks for the rights on the container's root, which an application does not have.
        "fs.azure.account.hns.enabled": "true",
        // The default is a file in a folder that a read-only file system does not have.
        "fs.azure.data.blocks.buffer": "array",
    };
}

/** Flink options that belong to one identity. */
export function identityConfiguration(
    mode: AksIdentityMode,
    tenantId: string,
    clientId: pulumi.Input<string>,
): Readonly<Record<string, pulumi.Input<string>>> {
    return {
        "fs.azure.account.oauth2.msi.tenant": tenantId,
        "fs.azure.account.oauth2.client.id": clientId,
        ...(mode === "workloadIdentity"
            ? {
                  // Where AKS's webhook mounts the token: https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html
                  "fs.azure.account.oauth2.token.file": "/var/run/secrets/azure/tokens/azure-identity-token",
                  "fs.azure.account.oauth2.msi.authority": "https://login.microsoftonline.com/",
              }
            : {}),
    };
}

/**
 * Environment variables by which AKS's webhook gives a pod its identity, unless the pod has them already:
 * https://azure.github.io/azure-workload-identity/docs/topics/service-account-labels-and-annotations.html.
 */
export const azureVariables = [
    "AZURE_CLIENT_ID",
    "AZURE_TENANT_ID",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_AUTHORITY_HOST",
] as const;

const providerPackage = "org.apache.hadoop.fs.azurebfs.oauth2";

function tokenProvider(mode: AksIdentityMode, flinkVersion: string): string {
    const name = mode === "workloadIdentity" ? "WorkloadIdentityTokenProvider" : "MsiTokenProvider";
    // Older plugins moved Hadoop's classes: https://issues.apache.org/jira/browse/FLINK-31612, fixed in 1.17.1.
    const moved = compareVersions(flinkVersion, "1.17.1") < 0 && mode !== "workloadIdentity";
    return `${moved ? "org.apache.flink.fs.shaded.hadoop3." : ""}${providerPackage}.${name}`;
}

// Hadoop 3.3.2, the first with "fs.azure.account.hns.enabled" (https://issues.apache.org/jira/browse/HADOOP-17002), came with
// Flink 1.16: https://issues.apache.org/jira/browse/FLINK-27308.
const oldestFlink = "1.16.0";

/** First Hadoop with a token provider for workload identity: https://issues.apache.org/jira/browse/HADOOP-18610. */
export const workloadIdentityHadoop = "3.4.1";

/** Reason why an exact Flink version cannot reach the state store; undefined if it can. */
export function azureFlinkProblem({ identity, hadoopInImage }: FilesystemSettings, flinkVersion: string) {
    if (hadoopInImage === undefined && compareVersions(flinkVersion, oldestFlink) < 0) {
        return `must be at least ${oldestFlink}, got "${flinkVersion}"; older Azure plugins read the container's root, which applications may not`;
    }
    if (identity === "workloadIdentity" && compareVersions(hadoopInImage ?? "0", workloadIdentityHadoop) < 0) {
        return `must have an Azure plugin with Hadoop ${workloadIdentityHadoop} for identity "workloadIdentity", got "${flinkVersion}"; build an image that has it and set hadoopInImage, or choose another identity`;
    }
    return undefined;
}

const catches: Readonly<Record<AksIdentityMode, string>> = {
    proxySidecar:
        "every Flink pod gets a privileged sidecar, which Microsoft offers for the time of a migration and does not support in production; " +
        'alternatives: "workloadIdentity" with Hadoop 3.4.1 in your images, or "nodeIdentity"',
    nodeIdentity:
        "every pod of the cluster can read and write all state; " +
        'alternatives: "workloadIdentity" with Hadoop 3.4.1 in your images, or "proxySidecar"',
    workloadIdentity:
        "images of jobs must have Hadoop 3.4.1 or newer in their Azure plugin, which Flink's official ones do not",
};

/** Warning of the catch in how pods get their rights. */
export function identityWarning(mode: AksIdentityMode): string {
    return `Flink reaches the state store by identity "${mode}": ${catches[mode]}`;
}
