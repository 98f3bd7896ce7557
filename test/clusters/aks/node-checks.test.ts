import assert from "node:assert/strict";
import { checkAksCluster, type AksClusterArgs } from "../../../src/clusters/aks/cluster";
import { place } from "../../support/aks-mocks";

const findingsOf = (args: Partial<AksClusterArgs>) =>
    checkAksCluster("prod", { ...place, ...args }).map(({ path, problem }) => `${path} ${problem}`);

/** What is asked for, the arguments, and every finding. */
type Case = readonly [title: string, args: Partial<AksClusterArgs>, findings: readonly string[]];

describe("checkAksCluster on nodes", () => {
    const cases: readonly Case[] = [
        [
            "too few system nodes and too many others",
            { nodes: { system: { minNodes: 0 }, taskManager: { maxNodes: 1001 } }, network: { podCidr: "12.0.0.0/8" } },
            [
                "nodes.system.minNodes must be at least 2, got 0; AKS's own pods run there",
                "nodes.taskManager.maxNodes must be at most 1000, got 1001",
            ],
        ],
        [
            "system nodes that are too small for AKS's own pods",
            { nodes: { system: { vcpus: 2 } } },
            ["nodes.system.vcpus must be at least 4, got 2; AKS's own pods run there"],
        ],
        [
            "a machine of another architecture",
            { nodes: { taskManager: { instanceType: "Standard_D8pds_v5" } } },
            ['nodes.taskManager.architecture must be "arm64", which Standard_D8pds_v5 has, got "amd64"'],
        ],
        [
            "a system disk larger than the machine's own",
            { nodes: { taskManager: { localDisk: true, diskGiB: 400 } } },
            [
                "nodes.taskManager.diskGiB must be at most 300, the own disk of Standard_D8ds_v5, got 400; leave it out to take all of it",
            ],
        ],
    ];
    for (const [title, args, findings] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(findingsOf(args), findings));
    }
});
