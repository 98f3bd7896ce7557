import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { restoreFromProblems, type Restorable } from "../../../src/jobs/deployment/restore-from";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../../../src/jobs/session-job/session-job";
import { FlinkStateSnapshot } from "../../../src/jobs/snapshot/snapshot";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { record } from "../../support/record";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
const flinkSessionJob = "kubernetes:flink.apache.org/v1beta1:FlinkSessionJob";

const path = "s3p://state/savepoint-1";
const job = (known?: string) => ({ lastSavepointPath: pulumi.output(known) });
const snapshot = (known?: string) => ({ path: pulumi.output(known) });

describe("restoreFrom", () => {
    const problemsOf = (given: unknown, args: Restorable = {}) => restoreFromProblems(given as never, args);

    it("is one of two, and a component", () => {
        assert.deepEqual(problemsOf(undefined), []);
        assert.deepEqual(problemsOf({ application: job() }), []);
        assert.deepEqual(problemsOf({ snapshot: snapshot() }), []);
        const cases: readonly (readonly [unknown, string, string])[] = [
            [{}, "restoreFrom", 'must have one of "application" and "snapshot", got none'],
            [
                { application: job(), snapshot: snapshot() },
                "restoreFrom",
                'must have one of "application" and "snapshot", got both',
            ],
            [path, "restoreFrom", `must be an object, got "${path}"`],
            [
                { application: "orders" },
                "restoreFrom.application",
                'must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got "orders"',
            ],
            [{ snapshot: "before" }, "restoreFrom.snapshot", 'must be a FlinkStateSnapshot, got "before"'],
        ];
        for (const [given, where, problem] of cases) {
            assert.deepEqual(problemsOf(given), [{ path: where, problem }]);
        }
    });

    it("takes null for what is left out", () => {
        assert.deepEqual(problemsOf(null), []);
        assert.deepEqual(problemsOf({ application: job(), snapshot: null }), []);
        assert.deepEqual(problemsOf({ application: null, snapshot: snapshot() }), []);
        assert.deepEqual(problemsOf({ snapshot: snapshot() }, { initialSavepointPath: null as never }), []);
    });

    it("is not beside a path", () =>
        assert.deepEqual(problemsOf({ snapshot: snapshot() }, { initialSavepointPath: path }), [
            { path: "restoreFrom", problem: "cannot be combined with initialSavepointPath; remove one of them" },
        ]));

    /** The path that a job starts from after another one, in whose status the savepoint may be. */
    async function startOf(
        known: { readonly application?: string; readonly snapshot?: string },
        from: keyof typeof known,
        preview = false,
    ) {
        const orders = { jobStatus: { savepointInfo: { lastSavepoint: { location: known.application } } } };
        const results = {
            [flinkDeployment]: ({ name }: { readonly name: string }) =>
                name === "orders" && !preview ? { status: orders } : {},
            "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot": () =>
                preview ? {} : { status: { path: known.snapshot } },
        };
        const resources = await record(
            () => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const common = { platform, namespace: "shop", jar: "local:///job.jar" };
                const application = new FlinkApplication("orders", common);
                const taken = new FlinkStateSnapshot("before", { platform, job: application });
                const restoreFrom = from === "application" ? { application } : { snapshot: taken };
                new FlinkApplication("sales", { ...common, restoreFrom });
                const cluster = new FlinkSessionCluster("shared", { platform, namespace: "shop" });
                const jar = "https://jars.example.com/carts.jar";
                new FlinkSessionJob("carts", { platform, sessionCluster: cluster, jar, restoreFrom });
            },
            { preview, results },
        );
        const ofJob = (type: string, job: string) =>
            resources.find((one) => one.type === type && one.name === job)?.inputs.spec.job.initialSavepointPath;
        return [ofJob(flinkDeployment, "sales"), ofJob(flinkSessionJob, "carts")];
    }

    it("becomes the path that the job starts from", async () => {
        assert.deepEqual(await startOf({ application: path }, "application"), [path, path]);
        assert.deepEqual(await startOf({ snapshot: path }, "snapshot"), [path, path]);
    });

    it("is not known in a preview before there is one, and refused in a run", async () => {
        const previewed = await startOf({}, "application", true);
        assert.deepEqual(previewed.map(pulumi.isUnknown), [true, true]);
        await assert.rejects(startOf({}, "application"), {
            message:
                /^Flink(Application "sales"|SessionJob "carts"): restoreFrom\.application has no savepoint; suspend that job with upgradeMode: "savepoint", or take one by a FlinkStateSnapshot and name it in restoreFrom\.snapshot$/,
        });
        await assert.rejects(startOf({}, "snapshot"), {
            message:
                /^Flink(Application "sales"|SessionJob "carts"): restoreFrom\.snapshot is not taken; run pulumi up until it is, and then declare this job$/,
        });
    });
});
