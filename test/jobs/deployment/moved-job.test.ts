import assert from "node:assert/strict";
import type { LiveFlinkDeployment } from "../../../src/jobs/deployment/client";
import { movedFromProblems, movedJob, startOfMove, type Move } from "../../../src/jobs/deployment/moved-job";

const own = { namespace: "shop", name: "sales" };
const savepoint = "s3p://state/shop/orders/savepoints/savepoint-1";

interface Given {
    readonly state?: string;
    readonly reconciled?: object;
    readonly job?: object | undefined;
    readonly at?: string;
}

function live({ state = "suspended", reconciled, at = savepoint, ...given }: Given = {}): LiveFlinkDeployment {
    const job = "job" in given ? given.job : { state };
    const acted = reconciled ?? { state: "suspended", upgradeMode: "savepoint" };
    return {
        apiVersion: "flink.apache.org/v1beta1",
        kind: "FlinkDeployment",
        metadata: { namespace: "shop", name: "orders" },
        spec: { ...(job && { job }) },
        status: {
            jobStatus: { upgradeSavepointPath: at },
            reconciliationStatus: { lastReconciledSpec: JSON.stringify({ spec: { job: acted } }) },
        },
    };
}

const move = (given: Partial<Move>): Move => ({
    from: { namespace: "shop", name: "orders" },
    copied: false,
    own: undefined,
    old: live(),
    namespacePath: "s3p://state/shop",
    statePath: "s3p://state/shop/sales",
    ...given,
});

const theSameWay = `give it state: "suspended" and upgradeMode: "savepoint" where it is declared, run pulumi up, and move it then`;
const notIt = (what: string, first = "") =>
    `must be a job that is suspended with a savepoint, and "orders" in the namespace "shop" ${what}; ${first}${theSameWay}`;

describe("startOfMove", () => {
    it("is the savepoint that the old job is suspended with, where it lies", () =>
        assert.deepEqual(startOfMove(move({})), { path: savepoint }));

    it("is that of the job itself once it is there, whatever became of the old one", () => {
        const present = live({ job: { initialSavepointPath: "s3p://state/given" } });
        assert.deepEqual(startOfMove(move({ own: present, old: undefined })), { path: "s3p://state/given" });
        assert.deepEqual(startOfMove(move({ own: live() })), { path: undefined });
    });

    it("is a copy in the job's own folder, if there is one", () =>
        assert.deepEqual(startOfMove(move({ copied: true })), {
            path: "s3p://state/shop/sales/savepoints/savepoint-1",
        }));

    it("is refused if it lies where the job cannot read, with both folders", () => {
        const elsewhere = { namespacePath: "s3p://state/s", statePath: "s3p://state/s/sales" }; // not the beginning of a name
        assert.deepEqual(startOfMove(move(elsewhere)), {
            path: "movedFrom.copied",
            problem:
                "must be true, as the job cannot read the savepoint where it lies; copy the folder " +
                `${savepoint} to s3p://state/s/sales/savepoints/savepoint-1 first`,
        });
    });

    it("is a checkpoint for which the job was cancelled, which cannot be copied", () => {
        const checkpoint = "s3p://state/shop/orders/checkpoints/5f1c/chk-12";
        const old = live({ at: checkpoint });
        assert.deepEqual(startOfMove(move({ old })), { path: checkpoint });
        const problem = notIt("is suspended with its last checkpoint", "let it run again, and then ");
        const problems = [{ copied: true }, { namespacePath: "s3p://state/sales" }].map((given) =>
            startOfMove(move({ old, ...given })),
        );
        assert.deepEqual(problems, [
            { path: "movedFrom", problem },
            { path: "movedFrom", problem },
        ]);
    });

    const refused: readonly (readonly [title: string, old: LiveFlinkDeployment | undefined, problem: string])[] = [
        [
            "there is no old job",
            undefined,
            `must be a FlinkDeployment of the cluster, and there is no "orders" in the namespace "shop"; correct it, or remove movedFrom where the job has moved already: made anew, it then starts from initialSavepointPath, or with no state`,
        ],
        ["it is a session cluster", live({ job: undefined }), notIt("is a session cluster")],
        ["it runs", live({ state: "running", reconciled: { state: "running" } }), notIt("is to run")],
        ["it is being resumed", live({ state: "running" }), notIt("is to run")],
        ["it still runs", live({ reconciled: { state: "running" } }), notIt("is not suspended yet")],
        [
            "it is suspended with its last checkpoint, and the path in its status is old",
            live({ reconciled: { state: "suspended", upgradeMode: "last-state" } }),
            notIt("is suspended with its last checkpoint", "let it run again, and then "),
        ],
        [
            "it is suspended without its state",
            live({ reconciled: { state: "suspended", upgradeMode: "stateless" } }),
            notIt("is suspended without its state", "let it run again, and then "),
        ],
    ];
    for (const [title, old, problem] of refused) {
        it(`is refused if ${title}`, () =>
            assert.deepEqual(startOfMove(move({ old })), { path: "movedFrom", problem }));
    }
});

describe("movedFrom", () => {
    it("leaves out what stays", () => {
        assert.deepEqual(movedJob({ name: "orders" }, own), { namespace: "shop", name: "orders" });
        assert.deepEqual(movedJob({ namespace: "old" }, own), { namespace: "old", name: "sales" });
    });

    it("names another job, and is the only thing to start from", () => {
        assert.deepEqual(movedFromProblems({ name: "orders" }, own, undefined), []);
        assert.deepEqual(movedFromProblems({ copied: true }, own, "s3p://state/given"), [
            {
                path: "movedFrom",
                problem: 'must be another job than this one, got "sales" in the namespace "shop"; remove it',
            },
            {
                path: "movedFrom",
                problem: "cannot be combined with another savepoint to start from; remove one of them",
            },
        ]);
        assert.deepEqual(movedFromProblems({ name: 7 as never }, own, undefined), [
            { path: "movedFrom.name", problem: "must be text, got 7; put it in quotes" },
        ]);
    });
});
