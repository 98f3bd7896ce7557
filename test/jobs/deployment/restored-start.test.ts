import assert from "node:assert/strict";
import type { LiveFlinkDeployment } from "../../../src/jobs/deployment/client";
import { startThatStays } from "../../../src/jobs/deployment/restored-start";

const path = "s3p://state/savepoint-1";

function live(job: object, lastStableSpec: string | undefined): LiveFlinkDeployment {
    return {
        apiVersion: "flink.apache.org/v1beta1",
        kind: "FlinkDeployment",
        metadata: { namespace: "shop", name: "sales" },
        spec: { job },
        status: {
            jobStatus: { state: "RECONCILING" },
            reconciliationStatus: {
                lastReconciledSpec: JSON.stringify({ spec: { job } }),
                ...(lastStableSpec !== undefined && { lastStableSpec }),
            },
        },
    };
}

describe("startThatStays", () => {
    const checkpoint = [{ data: { "checkpointID-0000000000000000012": "pointer" } }];

    it("is that of a job that has run", () => {
        assert.deepEqual(startThatStays(live({ initialSavepointPath: path }, "{}"), [], undefined), { path });
        assert.deepEqual(startThatStays(live({}, "{}"), [], undefined), { path: undefined });
        assert.deepEqual(startThatStays(live({ initialSavepointPath: path }, undefined), checkpoint, undefined), {
            path,
        });
        const redeployed = { initialSavepointPath: path, savepointRedeployNonce: 2 };
        assert.deepEqual(startThatStays(live(redeployed, "{}"), [], 2), { path });
        assert.deepEqual(startThatStays(live(redeployed, "{}"), [], undefined), { path });
    });

    it("is none of a job that is not there, has never run or starts anew", () => {
        assert.equal(startThatStays(undefined, [], undefined), undefined);
        assert.equal(startThatStays(live({ initialSavepointPath: path }, undefined), [], undefined), undefined);
        assert.equal(startThatStays(live({ initialSavepointPath: path }, "{}"), [], 1), undefined);
    });
});
