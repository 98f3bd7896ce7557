import assert from "node:assert/strict";
import { CloudStack } from "./support/cloud-stack";

const guid = "11111111-1111-4111-8111-111111111111";

/** A cluster with a NAT gateway in each of its zones. */
const program = (zones: readonly string[]) => `
    const { AksCluster } = require("./dist/clusters/aks/cluster.js");
    new AksCluster("prod", {
        subscriptionId: "${guid}",
        tenantId: "${guid}",
        location: "westeurope",
        administrators: ["${guid}"],
        endpoint: { reachable: true },
        zones: ${JSON.stringify(zones)},
        network: { natGateways: "perZone" },
    });
`;

describe("the zones of an AKS cluster with a NAT gateway in each", function () {
    this.timeout(180_000);
    let stack: CloudStack;
    before(async () => {
        stack = await CloudStack.create("zones", {}, { program: program(["1", "3"]) });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
    });
    after(() => stack.remove());

    /** What a method of the doubles was asked for, other than pools. */
    const calls = (method: "update" | "delete") =>
        stack.calls(method).filter(({ preview, type }) => preview !== true && !type?.endsWith(":AgentPool"));

    it("can grow, which changes nothing of the cluster and, but for their pools' shares, of the other zones", async () => {
        stack.forget();
        stack.write(program(["1", "2", "3"]));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.deepEqual(
            [...calls("update"), ...calls("delete")].map(({ name }) => name),
            ["prod-state-account"],
        );
        assert.deepEqual(
            stack
                .calls("create")
                .filter(({ type }) => type === "azure-native:containerservice:AgentPool")
                .map(({ inputs }) => `${inputs?.["mode"]} ${inputs?.["availabilityZones"]}`)
                .sort(),
            ["System 2", "User 2", "User 2"],
        );
    });

    it("are refused by the preview where the first one goes, whose pool is part of the cluster", async () => {
        stack.write(program(["2", "3"]));
        const { code, output } = await stack.preview();
        assert.equal(code, 1, output);
        assert.match(
            output,
            /AksCluster "prod": zones must stay \["1"\], which the cluster's first system pool has for good, got \["2"\]; raise generation for another cluster/,
        );
    });
});
