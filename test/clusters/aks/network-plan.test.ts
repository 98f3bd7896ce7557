import assert from "node:assert/strict";
import type { AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { dnsServiceAddress, nodeGroups, podCapacity, subnetCapacity } from "../../../src/clusters/aks/network-plan";
import { aksSettings } from "../../../src/clusters/aks/settings";
import { place } from "../../support/aks-mocks";

const settingsOf = (args: Partial<AksClusterArgs> = {}) => aksSettings("prod", { ...place, ...args });

describe("network plan", () => {
    it("puts nodes into quarters of the network", () => {
        assert.deepEqual(
            nodeGroups(settingsOf({ network: { natGateways: "perZone" } })).map(({ suffix, cidr }) => [suffix, cidr]),
            [
                ["1", "10.0.0.0/18"],
                ["2", "10.0.64.0/18"],
                ["3", "10.0.128.0/18"],
            ],
        );
        assert.deepEqual(nodeGroups(settingsOf()), [{ suffix: "", zones: ["1", "2", "3"], cidr: "10.0.0.0/18" }]);
        assert.equal(dnsServiceAddress("10.32.0.0/16"), "10.32.0.10");
        assert.deepEqual([subnetCapacity("10.0.0.0/24"), podCapacity("10.128.0.0/14")], [251, 1024]);
    });
});
