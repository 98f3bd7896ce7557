import assert from "node:assert/strict";
import type { AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { dnsPrefix } from "../../../src/clusters/aks/control-plane-spec";
import { boundedName, shortHash, stableGuid } from "../../../src/clusters/aks/names";
import { aksSettings } from "../../../src/clusters/aks/settings";
import { place } from "../../support/aks-mocks";

const settingsOf = (args: Partial<AksClusterArgs> = {}) => aksSettings("prod", { ...place, ...args });

describe("names in Azure", () => {
    it("follow from plain texts, with the marks of a GUID", () => {
        assert.equal(stableGuid("a", "b"), stableGuid("a", "b"));
        assert.notEqual(stableGuid("a", "b"), stableGuid("ab"));
        assert.match(stableGuid("a"), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    });

    it("keep to a length and stay different", () => {
        assert.equal(boundedName(63, "prod", "logs"), "prod-logs");
        assert.equal(boundedName(63, "orders", "v2/state"), `orders-v2-state-${shortHash(8, "orders", "v2/state")}`);
        assert.equal(boundedName(20, "a".repeat(30), "logs").length, 20);
        assert.notEqual(boundedName(20, "a".repeat(30), "logs"), boundedName(20, "a".repeat(31), "logs"));
    });

    it("have defaults that are unique and short enough", () => {
        const { stateStore, vaultName, clusterIdentifier } = settingsOf({ generation: 2 });
        assert.match(stateStore.account, /^flink[0-9a-f]{16}$/);
        assert.match(vaultName, /^flink-[0-9a-f]{16}$/);
        assert.equal(stateStore.account, settingsOf().stateStore.account);
        assert.notEqual(stateStore.account, settingsOf({ clusterName: "other" }).stateStore.account);
        assert.equal(clusterIdentifier, `aks/${place.subscriptionId}/prod/prod-2`);
        assert.equal(dnsPrefix(`${"a".repeat(53)}-b`), "a".repeat(53));
    });
});
