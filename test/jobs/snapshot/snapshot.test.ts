import assert from "node:assert/strict";
import type { OperatorRelease } from "../../../src/flink/versions";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../../../src/jobs/session-job/session-job";
import type { DeclaredJob, FlinkStateSnapshotArgs } from "../../../src/jobs/snapshot/args";
import { FlinkStateSnapshot } from "../../../src/jobs/snapshot/snapshot";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { named, only, record, valueOf } from "../../support/record";

const flinkStateSnapshot = "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot";

interface Around {
    readonly release?: OperatorRelease;
    readonly flinkVersion?: string;
}

/** What a program registers with an application `orders`, a session job `invoices` and a snapshot. */
const resourcesOf = (
    args: (jobs: { readonly orders: DeclaredJob; readonly invoices: DeclaredJob }) => object,
    { release = "1.15.0", flinkVersion = release === "1.7.0" ? "1.18" : "2.2" }: Around = {},
) =>
    record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release } });
        const orders = new FlinkApplication("orders", {
            platform,
            namespace: "jobs",
            flinkVersion,
            jar: "local:///orders.jar",
        });
        const sessionCluster = new FlinkSessionCluster("shared", { platform, namespace: "jobs", flinkVersion });
        const jar = "https://jars.example.com/invoices.jar";
        const invoices = new FlinkSessionJob("invoices", { platform, sessionCluster, jar });
        new FlinkStateSnapshot("before", { platform, ...args({ orders, invoices }) } as FlinkStateSnapshotArgs);
    });
const snapshotOf = async (...program: Parameters<typeof resourcesOf>) =>
    only(await resourcesOf(...program), flinkStateSnapshot);

describe("FlinkStateSnapshot", () => {
    it("is a savepoint of its job that stays when it is deleted", async () => {
        const { inputs, parent, dependsOn, additionalSecretOutputs } = await snapshotOf(({ orders }) => ({
            job: orders,
        }));
        assert.deepEqual(inputs, {
            apiVersion: "flink.apache.org/v1beta1",
            kind: "FlinkStateSnapshot",
            metadata: {
                name: "before",
                namespace: "jobs",
                annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
            },
            spec: {
                jobReference: { kind: "FlinkDeployment", name: "orders" },
                savepoint: { formatType: "NATIVE", disposeOnDelete: false },
                backoffLimit: 3,
            },
        });
        assert.equal(parent, "before");
        assert.ok(dependsOn.includes("orders"), dependsOn.join());
        assert.deepEqual(additionalSecretOutputs, ["status"]);
    });

    it("has all that its arguments say, for a session job as well", async () => {
        const { inputs, dependsOn } = await snapshotOf(({ invoices }) => ({
            job: invoices,
            snapshotName: "before-2",
            path: "s3p://bucket/elsewhere",
            savepointFormat: "CANONICAL",
            disposeOnDelete: true,
            backoffLimit: 1,
        }));
        assert.equal(inputs.metadata.name, "before-2");
        assert.deepEqual(inputs.spec, {
            jobReference: { kind: "FlinkSessionJob", name: "invoices" },
            savepoint: { path: "s3p://bucket/elsewhere", formatType: "CANONICAL", disposeOnDelete: true },
            backoffLimit: 1,
        });
        assert.ok(dependsOn.includes("invoices"), dependsOn.join());
    });

    it("takes the format that the job's Flink can write", async () => {
        const { inputs } = await snapshotOf(({ invoices }) => ({ job: invoices }), { flinkVersion: "1.20" });
        assert.equal(inputs.spec.savepoint.formatType, "CANONICAL");
    });

    it("is taken anew for all that is chosen, and not for a format that follows the job's Flink", async () => {
        const chosen = await snapshotOf(({ orders }) => ({ job: orders, savepointFormat: "NATIVE" }));
        assert.deepEqual(chosen.replaceOnChanges, ["spec"]);
        const { inputs, replaceOnChanges } = await snapshotOf(({ orders }) => ({
            job: orders,
            path: "s3p://bucket/a",
        }));
        const fields = Object.entries<object>(inputs.spec).flatMap(([field, value]) =>
            field === "savepoint" ? Object.keys(value).map((inner) => `spec.savepoint.${inner}`) : [`spec.${field}`],
        );
        assert.deepEqual(
            fields.filter((field) => !replaceOnChanges.includes(field)),
            ["spec.savepoint.formatType"],
        );
        const checkpoint = await snapshotOf(({ orders }) => ({ job: orders, type: "checkpoint" }));
        assert.ok(checkpoint.replaceOnChanges.includes("spec.checkpoint"));
    });

    it("is a checkpoint where asked for", async () => {
        const { inputs } = await snapshotOf(({ orders }) => ({ job: orders, type: "checkpoint" }));
        assert.deepEqual(inputs.spec, {
            jobReference: { kind: "FlinkDeployment", name: "orders" },
            checkpoint: {},
            backoffLimit: 3,
        });
    });

    it("is of a job that something else makes, by its kind and name", async () => {
        const jobReference = { kind: "FlinkSessionJob", name: "theirs" };
        const { inputs } = await snapshotOf(() => ({ job: null, jobReference, namespace: "others" }));
        assert.deepEqual([inputs.metadata.namespace, inputs.spec.jobReference], ["others", jobReference]);
    });

    it("says what it is to reviewers, without its path", async () => {
        const resources = await resourcesOf(({ orders }) => ({ job: orders, path: "s3p://hush" }));
        const { inputs } = named(
            resources.filter(({ type }) => type === "flink-platform:index:FlinkStateSnapshot"),
            "before",
        );
        assert.deepEqual(inputs, {
            name: "before",
            namespace: "jobs",
            jobReference: { kind: "FlinkDeployment", name: "orders" },
            type: "savepoint",
            savepointFormat: "NATIVE",
            disposeOnDelete: false,
            backoffLimit: 3,
        });
    });

    it("tells where it lies, in the open", async () => {
        let path: string | undefined;
        await record(
            async () => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const jobReference = { kind: "FlinkDeployment", name: "theirs" } as const;
                const made = new FlinkStateSnapshot("before", { platform, jobReference, namespace: "others" });
                path = await valueOf(made.path);
            },
            {
                results: {
                    [flinkStateSnapshot]: () => ({ status: { state: "COMPLETED", path: "s3p://a/savepoint-1" } }),
                },
            },
        );
        assert.equal(path, "s3p://a/savepoint-1");
    });

    const rejects = (
        program: Parameters<typeof resourcesOf>[0],
        lines: readonly string[],
        around?: Parameters<typeof resourcesOf>[1],
    ) =>
        assert.rejects(resourcesOf(program, around), {
            message: lines.map((line) => `FlinkStateSnapshot "before": ${line}`).join("\n"),
        });

    it("is refused by operators that do not know the kind", () =>
        rejects(({ orders }) => ({ job: orders }), ["needs operator 1.10.0 or newer, got 1.7.0"], {
            release: "1.7.0",
        }));

    it("rejects everything that is wrong at once", async () => {
        await rejects(
            ({ orders }) => ({
                job: orders,
                jobReference: { kind: "FlinkDeployment", name: "theirs" },
                namespace: "others",
                type: "checkpoint",
                path: "s3p://elsewhere",
                backoffLimit: 0,
                retries: 3,
            }),
            [
                "retries is not known; known: platform, job, jobReference, namespace, snapshotName, type, path, savepointFormat, disposeOnDelete, backoffLimit, labels, annotations, readiness, deleteTimeoutSeconds",
                "jobReference cannot be combined with job; remove one of them",
                'namespace must be that of the job, "jobs", got "others"; remove it',
                'path cannot be combined with type "checkpoint", got "s3p://elsewhere"; remove one of them',
                "backoffLimit must be a whole number of at least 1, got 0",
            ],
        );
        await rejects(
            () => ({ namespace: "jobs" }),
            ["job is required: the job, or jobReference for one that something else makes"],
        );
        await rejects(
            () => ({ job: { name: "orders" } }),
            ["job must be a FlinkApplication, a FlinkDeployment or a FlinkSessionJob, got an object"],
        );
    });

    it("rejects a checkpoint of a Flink that takes none on demand", () =>
        rejects(
            ({ orders }) => ({ job: orders, type: "checkpoint" }),
            ['type needs Flink 1.17 or newer, got "v1_16"; use savepoint'],
            { release: "1.10.0", flinkVersion: "1.16" },
        ));
});

describe("FlinkStateSnapshot.fromSpec", () => {
    it("makes the operator's own resource, and refuses what the operator would", async () => {
        const spec = {
            savepoint: { alreadyExists: true, path: "s3p://a/savepoint-1", disposeOnDelete: false },
            backoffLimit: 1,
        };
        const made = (wanted: object) =>
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                FlinkStateSnapshot.fromSpec("known", { platform, metadata: { namespace: "jobs" }, spec: wanted });
            });
        assert.deepEqual(only(await made(spec), flinkStateSnapshot).inputs.spec, spec);
        await assert.rejects(made({ backoffLimit: 1 }), {
            message: [
                'FlinkStateSnapshot "known": spec must have exactly one of savepoint and checkpoint, got neither',
                'FlinkStateSnapshot "known": spec.jobReference is required: the job, unless savepoint.alreadyExists is true',
            ].join("\n"),
        });
    });
});
