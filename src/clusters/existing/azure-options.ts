/** Flink options of Azure Data Lake Storage: https://hadoop.apache.org/docs/stable/hadoop-azure/abfs.html. */
type Options = Readonly<Record<string, string>>;

/** The default is a file in a folder that a read-only file system does not have. */
export const azureBuffer: Options = { "fs.azure.data.blocks.buffer": "array" };

/** Variable of pods that holds the storage account's key. */
export const azureKeyVariable = "AZURE_STORAGE_KEY";

/**
 * The storage account's key from a variable, which Hadoop itself puts in: nothing but the pod knows it. A provider that
 * Flink has for this purpose serves `wasbs://` alone.
 * Sources: substituteVars of
 * https://github.com/apache/hadoop/blob/rel/release-3.3.4/hadoop-common-project/hadoop-common/src/main/java/org/apache/hadoop/conf/Configuration.java
 * and getStorageAccountKey of
 * https://github.com/apache/hadoop/blob/rel/release-3.3.4/hadoop-tools/hadoop-azure/src/main/java/org/apache/hadoop/fs/azurebfs/AbfsConfiguration.java
 */
export const azureKeyConfiguration: Options = {
    "fs.azure.account.auth.type": "SharedKey",
    "fs.azure.account.key": `\${env.${azureKeyVariable}}`,
};

/** The identity of the node that a pod runs on. */
export const azureNodeConfiguration: Options = {
    "fs.azure.account.auth.type": "OAuth",
    "fs.azure.account.oauth.provider.type": "org.apache.hadoop.fs.azurebfs.oauth2.MsiTokenProvider",
};
