import assert from "node:assert/strict";
import { fixedPoolProblems } from "../../../src/clusters/aks/fixed-pool";

const pool = {
    name: "system1",
    availabilityZones: ["1"],
    vmSize: "Standard_D4s_v5",
    osDiskType: "Managed",
    osDiskSizeGB: 100,
    enableEncryptionAtHost: false,
    minCount: 1,
};

/** After a refresh all pools of the cluster are there, in the order of their names. */
const others = [{ name: "jm0a1b2c3d", availabilityZones: ["3", "1"], vmSize: "Standard_D4s_v5", osDiskSizeGB: 128 }];

const problemsOf = (asked: object, old: object = {}) =>
    fixedPoolProblems([...others, { ...pool, ...old }], { ...pool, ...asked }).map(
        ({ path, problem }) => `${path} ${problem}`,
    );

describe("the pool that is part of an AKS cluster", () => {
    it("takes another number of nodes", () => assert.deepEqual(problemsOf({ minCount: 2 }), []));

    it("keeps its machines, disks and zone", () => {
        const kept = (path: string, old: string, asked: string) =>
            `${path} must stay ${old}, which the cluster's first system pool has for good, got ${asked}; raise generation for another cluster`;
        assert.deepEqual(problemsOf({ name: "system2", availabilityZones: ["2"] }), [kept("zones", '["1"]', '["2"]')]);
        assert.deepEqual(problemsOf({ vmSize: "Standard_D8s_v5", osDiskSizeGB: 200 }), [
            kept("nodes.system", '"Standard_D4s_v5"', '"Standard_D8s_v5"'),
            kept("nodes.system.diskGiB", "100", "200"),
        ]);
    });

    it("leaves to AKS what one side does not say, and the order of zones", () => {
        assert.deepEqual(problemsOf({ osDiskSizeGB: undefined }), []);
        assert.deepEqual(problemsOf({}, { enableEncryptionAtHost: undefined }), []);
        assert.deepEqual(problemsOf({ availabilityZones: ["1", "2"] }, { availabilityZones: ["2", "1"] }), []);
    });

    it("tells a change of the NAT gateways from one of the zones", () =>
        assert.deepEqual(problemsOf({}, { name: "system", availabilityZones: ["1", "2", "3"] }), [
            "network.natGateways must not change on a cluster that exists, got another one; raise generation for another cluster",
        ]));
});
