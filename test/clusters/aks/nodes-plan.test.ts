import assert from "node:assert/strict";
import type { AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { agentPoolPlans } from "../../../src/clusters/aks/nodes-plan";
import { aksSettings } from "../../../src/clusters/aks/settings";
import { place } from "../../support/aks-mocks";

const settingsOf = (args: Partial<AksClusterArgs> = {}) => aksSettings("prod", { ...place, ...args });

describe("agent pools", () => {
    it("have one name for as long as machines, disks and zones stay", () => {
        const namesOf = (args: Partial<AksClusterArgs>) =>
            agentPoolPlans(settingsOf(args)).map(({ agentPoolName }) => agentPoolName);
        const [system, jobManager, taskManager] = namesOf({});
        assert.deepEqual([system, jobManager?.slice(0, 2), taskManager?.slice(0, 2)], ["system", "jm", "tm"]);
        assert.deepEqual(
            namesOf({ nodes: { jobManager: { maxNodes: 3 }, taskManager: { vcpus: 16 } } }).map((name, index) =>
                name === [system, jobManager, taskManager][index] ? "same" : name.length,
            ),
            ["same", "same", 10],
        );
    });

    it("have system pools beside the one that is part of the cluster where zones have pools of their own", () => {
        const network = { natGateways: "perZone" } as const;
        const plans = agentPoolPlans(settingsOf({ network })).filter(({ role }) => role === "system");
        assert.deepEqual(
            plans.map(({ agentPoolName, nameSuffix }) => [
                agentPoolName.replace(/[0-9a-f]{8}$/, "<hash>"),
                nameSuffix !== "",
            ]),
            [
                ["system1", false],
                ["sys<hash>", true],
                ["sys<hash>", true],
            ],
        );
        assert.ok(plans.every(({ agentPoolName }) => /^[a-z][a-z0-9]{0,11}$/.test(agentPoolName)));
    });

    it("share a role's nodes out among zones with a NAT gateway each", () => {
        const nodes = { jobManager: { maxNodes: 1 }, taskManager: { minNodes: 1, maxNodes: 20 } };
        const network = { natGateways: "perZone" } as const;
        assert.deepEqual(
            agentPoolPlans(settingsOf({ nodes, network })).map(
                ({ role, zones, minNodes, maxNodes }) => `${role} ${zones.join()} ${minNodes}-${maxNodes}`,
            ),
            [
                "system 1 1-2",
                "system 2 1-1",
                "system 3 1-1",
                "jobManager 1 0-1",
                "taskManager 1 1-7",
                "taskManager 2 0-7",
                "taskManager 3 0-6",
            ],
        );
    });
});
