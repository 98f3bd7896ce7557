import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import type { Access } from "../../../src/contracts/cluster";
import { azureNativeRules as rules } from "../../doubles/azure-native";
import { checkInputs } from "../../doubles/check";
import { outputsOf } from "../../doubles/outputs";
import { withStubDefinitions } from "../../support/definitions";
import { place } from "../../support/aks-mocks";

const accesses: readonly (readonly Access[])[] = [["state:readWrite"], ["state:read", "metrics:write"], ["logs:write"]];

/** Registers a cluster with bindings; returns what the stand-in for Azure refuses of it. */
async function refused(args: Partial<AksClusterArgs>): Promise<string[]> {
    const refusals: string[] = [];
    const contextOf = (name: string) => ({
        name,
        serial: "1a2b3c4d",
        cluster: { server: "https://10.0.0.1:6443", certificateAuthorityData: "Q0E=", kubeconfig: "" },
        things: () => [],
    });
    const newResource = ({ type, name, inputs }: pulumi.runtime.MockResourceArgs) => {
        const known = rules.types[type];
        if (known === undefined) {
            refusals.push(...(type.startsWith("azure-native:") ? [`${name}: no such type as ${type}`] : []));
            return { id: name, state: inputs };
        }
        refusals.push(...checkInputs(known, inputs).map(({ property, reason }) => `${name}: ${property} ${reason}`));
        const context = contextOf(name);
        return { id: known.id?.(inputs, context) ?? name, state: outputsOf(known, inputs, context) };
    };
    const call = ({ token, inputs }: pulumi.runtime.MockCallArgs) =>
        rules.functions[token]?.(inputs, contextOf("")) ?? assert.fail(token);
    await pulumi.runtime.setMocks({ newResource, call }, "flink-platform", "test", false);
    await withStubDefinitions(() => {
        const cluster = new AksCluster("prod", { ...place, metrics: "cloud", ...args });
        for (const access of accesses) {
            const asked = { namespace: "jobs", serviceAccount: "flink", access, statePrefix: "jobs" };
            cluster.bindServiceAccount(`jobs-${access.join("-")}`, asked, {});
        }
    });
    await pulumi.runtime.disconnect();
    return refusals;
}

describe("AksCluster asks for what Azure takes", () => {
    const variants: Readonly<Record<string, Partial<AksClusterArgs>>> = {
        "by default": {},
        "with interruptible nodes that have disks of their own": {
            nodes: { taskManager: { spot: true, localDisk: true, architecture: "arm64", diskGiB: 200 } },
            encryptionAtHost: true,
            tags: { team: "flink" },
        },
        "with a NAT gateway a zone and a public API": {
            network: { natGateways: "perZone" },
            endpoint: { public: true, allowedCidrs: ["198.51.100.0/24"] },
            identity: "nodeIdentity",
            generation: 2,
        },
    };
    for (const [title, args] of Object.entries(variants)) {
        it(title, async () => assert.deepEqual(await refused(args), []));
    }
});
