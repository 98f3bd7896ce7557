import assert from "node:assert/strict";
import { azureFlinkProblem, identityConfiguration, storeConfiguration } from "../../../src/clusters/aks/filesystem";

describe("Flink on Azure storage", () => {
    const plain = "org.apache.hadoop.fs.azurebfs.oauth2";
    for (const [mode, version, provider] of [
        ["proxySidecar", "2.2.1", `${plain}.MsiTokenProvider`],
        ["nodeIdentity", "1.17.1", `${plain}.MsiTokenProvider`],
        ["proxySidecar", "1.17.0", `org.apache.flink.fs.shaded.hadoop3.${plain}.MsiTokenProvider`],
        ["workloadIdentity", "2.2.1", `${plain}.WorkloadIdentityTokenProvider`],
    ] as const) {
        it(`gets tokens from ${provider.split(".").at(-1)} in ${version} by ${mode}`, () =>
            assert.deepEqual(storeConfiguration(mode, version), {
                "fs.azure.account.auth.type": "OAuth",
                "fs.azure.account.oauth.provider.type": provider,
                "fs.azure.account.hns.enabled": "true",
                "fs.azure.data.blocks.buffer": "array",
            }));
    }

    it("names tenant and identity, and the token's file only where Hadoop reads it", () => {
        const both = { "fs.azure.account.oauth2.msi.tenant": "t", "fs.azure.account.oauth2.client.id": "c" };
        assert.deepEqual(identityConfiguration("proxySidecar", "t", "c"), both);
        assert.deepEqual(identityConfiguration("workloadIdentity", "t", "c"), {
            ...both,
            "fs.azure.account.oauth2.token.file": "/var/run/secrets/azure/tokens/azure-identity-token",
            "fs.azure.account.oauth2.msi.authority": "https://login.microsoftonline.com/",
        });
    });

    for (const [identity, hadoopInImage, version, problem] of [
        ["proxySidecar", undefined, "2.2.1", undefined],
        ["proxySidecar", undefined, "1.16.0", undefined],
        ["proxySidecar", undefined, "1.15.4", /^must be at least 1\.16\.0, got "1\.15\.4"; /],
        ["nodeIdentity", "3.3.6", "1.15.4", undefined],
        [
            "workloadIdentity",
            undefined,
            "2.2.1",
            /^must have an Azure plugin with Hadoop 3\.4\.1 for identity "workloadIdentity", got "2\.2\.1"/,
        ],
        ["workloadIdentity", "3.4.1", "2.2.1", undefined],
    ] as const) {
        it(`${problem === undefined ? "takes" : "rejects"} ${version} by ${identity}, Hadoop ${hadoopInImage ?? "unsaid"}`, () => {
            const found = azureFlinkProblem({ identity, hadoopInImage }, version);
            return problem === undefined ? assert.equal(found, undefined) : assert.match(found ?? "", problem);
        });
    }
});
