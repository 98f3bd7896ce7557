import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GkeCluster } from "../../../src/clusters/gke/cluster";
import type { TaskManagerPoolArgs } from "../../../src/clusters/shared/node-pools";
import { checkInputs } from "../../doubles/check";
import { Double } from "../../doubles/double";
import { gcpRules } from "../../doubles/gcp";
import { readStandingCluster } from "../../doubles/standing-cluster";
import { google, place } from "../../support/gke-mocks";
import { named, record } from "../../support/record";

const type = "gcp:container/nodePool:NodePool";

/** Inputs of the TaskManagers' pool. */
async function poolOf(taskManager: TaskManagerPoolArgs): Promise<Record<string, any>> {
    const resources = await record(() => new GkeCluster("prod", { ...place, nodes: { taskManager } }), google);
    return named(resources, "prod-nodes-task-manager").inputs;
}

/** Local disks that the pool asks for; undefined if it does not speak of any. */
const disksOf = (pool: Record<string, any>): number | undefined =>
    pool.nodeConfig.ephemeralStorageLocalSsdConfig?.localSsdCount;

describe("local disks of a GKE pool", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "gke-nodes-"));
    });
    after(() => rmSync(folder, { recursive: true }));

    /** What Google has against a pool, and what it would change in it at the next run. */
    async function judge(pool: Record<string, any>) {
        const rules = gcpRules.types[type];
        assert.ok(rules !== undefined);
        const double = new Double(gcpRules, folder, readStandingCluster(folder));
        const { changes } = await double.diff({ urn: "urn:pool", type, name: "pool", id: "pool" }, pool, pool, []);
        const refused = checkInputs(rules, { ...pool, cluster: "projects/p/locations/l/clusters/c" });
        return { refused: refused.filter(({ reason }) => reason.includes("local disks")), changes };
    }

    const cases: readonly [TaskManagerPoolArgs, number | undefined][] = [
        [{}, undefined],
        [{ localDisk: true }, 1],
        [{ architecture: "arm64" }, 0],
        [{ architecture: "arm64", localDisk: true }, 2],
        [{ instanceType: "c3-standard-8" }, 0],
        [{ instanceType: "c3-standard-22-lssd", localDisk: true }, 4],
        [{ instanceType: "c3d-highcpu-30" }, 0],
        [{ instanceType: "c4-standard-24" }, 0],
        [{ instanceType: "c4-highmem-24-lssd", localDisk: true }, 4],
        [{ instanceType: "c4d-standard-64-lssd", localDisk: true }, 6],
        [{ instanceType: "n2-standard-8" }, undefined],
        [{ instanceType: "n2-standard-8", localDisk: true }, 1],
        [{ instanceType: "n2-standard-64", localDisk: true }, 8],
        [{ instanceType: "n2d-standard-96", localDisk: true }, 8],
        [{ instanceType: "c2-standard-30", localDisk: true }, 4],
        [{ instanceType: "c2d-highmem-56", localDisk: true }, 4],
    ];
    for (const [args, count] of cases) {
        it(`are ${count ?? "not spoken of"} for ${JSON.stringify(args)}, as Google has it and gives it back`, async () => {
            const pool = await poolOf(args);
            assert.equal(disksOf(pool), count);
            assert.deepEqual(await judge(pool), { refused: [], changes: [] });
        });
    }
});
