import assert from "node:assert/strict";
import { lastSavepoint, suspendedWith } from "../../../src/jobs/deployment/last-savepoint";
import type { FlinkDeploymentStatus } from "../../../src/readiness/status";

interface Given {
    /** The job in the spec that the operator has acted on. */
    readonly job?: object;
    readonly upgrade?: string | null;
    readonly last?: string;
}

function status({ job = { state: "running" }, upgrade, last }: Given): FlinkDeploymentStatus {
    const lastSavepointInfo = last === undefined ? {} : { savepointInfo: { lastSavepoint: { location: last } } };
    return {
        jobStatus: { upgradeSavepointPath: upgrade as string, ...lastSavepointInfo },
        reconciliationStatus: { lastReconciledSpec: JSON.stringify({ spec: { job } }) },
    };
}

const suspendedBy = (upgradeMode: string) => ({ state: "suspended", upgradeMode });
const mark = "KUBERNETES_OPERATOR_LAST_STATE";

// What the job resumes from if it is suspended, and its last savepoint.
const cases: readonly (readonly [
    title: string,
    given: Given,
    suspended: string | undefined,
    last: string | undefined,
])[] = [
    [
        "suspended with a savepoint",
        { job: suspendedBy("savepoint"), upgrade: "s3p://b/2", last: "s3p://b/2" },
        "s3p://b/2",
        "s3p://b/2",
    ],
    [
        "suspended with one, under operator 1.7",
        { job: suspendedBy("savepoint"), last: "s3p://b/2" },
        "s3p://b/2",
        "s3p://b/2",
    ],
    [
        "cancelled for its last checkpoint, whose path is known",
        { job: suspendedBy("savepoint"), upgrade: "s3p://b/chk-7", last: "s3p://b/1" },
        "s3p://b/chk-7",
        "s3p://b/chk-7",
    ],
    [
        "suspended by high availability, after a savepoint",
        { job: suspendedBy("last-state"), upgrade: mark, last: "s3p://b/1" },
        undefined,
        "s3p://b/1",
    ],
    [
        "suspended by high availability, once started from a path",
        { job: suspendedBy("last-state"), upgrade: "s3p://b/1" },
        undefined,
        undefined,
    ],
    ["suspended without its state", { job: suspendedBy("stateless"), upgrade: "s3p://b/1" }, undefined, undefined],
    ["running, with a savepoint of a period", { last: "s3p://b/3", upgrade: "s3p://b/2" }, undefined, "s3p://b/3"],
    [
        "running since it was started from a path, under operator 1.7",
        { job: { state: "running", initialSavepointPath: "s3p://b/1" }, last: "s3p://b/1" },
        undefined,
        undefined,
    ],
    ["running, with a mark in the place of a path", { last: mark }, undefined, undefined],
    ["running, with fields that are null", { upgrade: null }, undefined, undefined],
];

describe("lastSavepoint and suspendedWith, of a job that is", () => {
    for (const [title, given, suspended, last] of cases) {
        it(title, () =>
            assert.deepEqual([suspendedWith(status(given)), lastSavepoint(status(given))], [suspended, last]),
        );
    }

    it("not looked at yet", () => {
        assert.deepEqual([suspendedWith(undefined), lastSavepoint(undefined)], [undefined, undefined]);
        assert.deepEqual([suspendedWith({}), lastSavepoint({})], [undefined, undefined]);
    });
});
