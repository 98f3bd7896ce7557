import assert from "node:assert/strict";
import { hasNoOwnState, type StatefulObject } from "../../../src/jobs/deployment/own-state";

type Status = NonNullable<StatefulObject["status"]>;

const reconciled = (job: object = {}) => JSON.stringify({ spec: { job } });

/** A job that was deployed and whose JobManager crashes. */
function crashed(status: Partial<Status> = {}, job: { initialSavepointPath?: string } = {}): StatefulObject {
    return {
        spec: { job },
        status: {
            lifecycleState: "DEPLOYED",
            jobStatus: { state: "RECONCILING" },
            reconciliationStatus: { state: "DEPLOYED", lastReconciledSpec: reconciled(job) },
            ...status,
        },
    };
}

const leader = { data: { "org.apache.flink.k8s.leader.restserver": "uuid,address" } };
const withCheckpoint = { data: { ...leader.data, "checkpointID-0000000000000000012": "pointer" } };
const stable = { reconciliationStatus: { lastReconciledSpec: reconciled(), lastStableSpec: reconciled() } };

describe("hasNoOwnState", () => {
    const cases: readonly (readonly [string, boolean, StatefulObject, (typeof leader)[]?])[] = [
        ["has crashed since its first start", true, crashed()],
        ["has a JobManager that leads and no TaskManager", true, crashed(), [leader]],
        ["has a checkpoint in its high-availability metadata", false, crashed(), [leader, withCheckpoint]],
        ["runs", false, crashed({ jobStatus: { state: "RUNNING" } })],
        ["has run", false, crashed(stable)],
        ["has a savepoint in its status", false, crashed({ jobStatus: { upgradeSavepointPath: "s3p://b/sp-1" } })],
        [
            "has a savepoint in the status of an older operator",
            false,
            crashed({ jobStatus: { savepointInfo: { lastSavepoint: { location: "s3p://b/sp-1" } } } }),
        ],
        [
            "was to start from a savepoint",
            true,
            crashed({ jobStatus: { upgradeSavepointPath: "s3p://b/sp-1" } }, { initialSavepointPath: "s3p://b/sp-1" }),
        ],
        [
            "was deployed with another savepoint than it has now",
            true,
            {
                ...crashed({
                    jobStatus: { upgradeSavepointPath: "s3p://b/typo" },
                    reconciliationStatus: { lastReconciledSpec: reconciled({ initialSavepointPath: "s3p://b/typo" }) },
                }),
                spec: { job: { initialSavepointPath: "s3p://b/sp-1" } },
            },
        ],
        ["was never deployed", false, { status: { lifecycleState: "FAILED" } }],
        ["was not looked at", false, {}],
    ];
    for (const [what, expected, resource, configMaps = []] of cases) {
        it(`is ${expected} for a job that ${what}`, () => assert.equal(hasNoOwnState(resource, configMaps), expected));
    }
});
