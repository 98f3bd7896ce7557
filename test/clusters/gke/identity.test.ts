import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { GkeCluster, type GkeClusterArgs } from "../../../src/clusters/gke/cluster";
import type { Binding, BindingArgs } from "../../../src/contracts/cluster";
import { modes, named, record, type Recorded } from "../../support/record";
import { google, place } from "../../support/gke-mocks";

const flink: BindingArgs = {
    namespace: "orders",
    serviceAccount: "flink",
    access: ["state:readWrite"],
    statePrefix: "jobs/orders",
};
const principal =
    "principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/acme-prod.svc.id.goog/subject/ns/orders/sa/flink";

/** What a binding of a cluster registers and returns. */
async function bind(args: Partial<BindingArgs>, cluster: Partial<GkeClusterArgs> = {}, preview = false) {
    const bindings: Binding[] = [];
    const program = () => {
        const parent = new pulumi.ComponentResource("test:index:Application", "app");
        const gke = new GkeCluster("prod", { ...place, ...cluster });
        bindings.push(gke.bindServiceAccount("app-flink", { ...flink, ...args }, { parent }));
    };
    const resources = await record(program, preview ? { functions: google.functions, preview } : google);
    const [binding] = bindings;
    assert.ok(binding !== undefined);
    return { resources, binding, own: resources.filter(({ parent }) => parent === "app") };
}

/** A file that a job writes below its prefix. */
const file = (prefix: string) => `${prefix}/word-count/output/part-0`;

/**
 * The name that Flink's writer for Cloud Storage gives to a part of a file until the file is complete; at the end is a UUID.
 * https://github.com/apache/flink/blob/release-2.2.1/flink-filesystems/flink-gs-fs-hadoop/src/main/java/org/apache/flink/fs/gs/utils/BlobUtils.java
 */
const unfinishedPart = (bucket: string, object: string) => `.inprogress/${bucket}/${object}/5f0c`;

const brief = ({ type, name, inputs }: Recorded) => ({ type, name, inputs });

describe("GkeCluster.bindServiceAccount", () => {
    for (const { title, preview } of modes) {
        it(`gives one service account its prefix and the bucket's properties ${title}`, async () => {
            const { own, resources } = await bind({}, {}, preview);
            assert.deepEqual(
                own.map(({ type, name }) => `${type} ${name}`),
                [
                    "gcp:storage/bucketIAMMember:BucketIAMMember app-flink-bucket",
                    "gcp:storage/managedFolderIamMember:ManagedFolderIamMember app-flink-state",
                    "gcp:storage/managedFolderIamMember:ManagedFolderIamMember app-flink-unfinished",
                ],
            );
            assert.deepEqual(named(resources, "prod-identity-folder-jobs/orders").inputs, {
                bucket: "acme-prod-prod-state",
                name: "jobs/orders/",
                forceDestroy: true,
            });
            assert.deepEqual(named(resources, "prod-identity-unfinished-jobs/orders").inputs, {
                bucket: "acme-prod-prod-state",
                name: ".inprogress/acme-prod-prod-state/jobs/orders/",
                forceDestroy: true,
            });
        });
    }

    it("trusts exactly one service account in one namespace", async () => {
        const { resources, binding } = await bind({});
        assert.deepEqual(named(resources, "app-flink-state").inputs, {
            bucket: "acme-prod-prod-state",
            managedFolder: "jobs/orders/",
            role: "roles/storage.objectUser",
            member: principal,
        });
        assert.deepEqual(named(resources, "app-flink-bucket").inputs, {
            bucket: "acme-prod-prod-state",
            role: "roles/storage.bucketViewer",
            member: principal,
        });
        assert.deepEqual(named(resources, "app-flink-unfinished").inputs, {
            bucket: "acme-prod-prod-state",
            managedFolder: ".inprogress/acme-prod-prod-state/jobs/orders/",
            role: "roles/storage.objectUser",
            member: principal,
        });
        assert.equal(binding.dependsOn.length, 3);
        assert.deepEqual(
            [binding.serviceAccountAnnotations, binding.podLabels, binding.podAnnotations, binding.env],
            [{}, {}, {}, []],
        );
        assert.deepEqual(binding.flinkConfiguration("2.2.1"), {});
    });

    it("uses the cluster's own cloud provider, after the cluster", async () => {
        const { own } = await bind({});
        for (const { provider, dependsOn } of own) {
            assert.match(provider, /::prod-gcp::/);
            assert.ok(dependsOn.includes("prod-control-plane-cluster"));
        }
    });

    it("lets Flink write a file of its prefix, and the file's unfinished parts, and no other's", async () => {
        const { own } = await bind({});
        const bucket = "acme-prod-prod-state";
        const mayWrite = (object: string) =>
            own.some(
                ({ inputs }) =>
                    inputs.role === "roles/storage.objectUser" &&
                    inputs.bucket === bucket &&
                    object.startsWith(inputs.managedFolder),
            );
        assert.deepEqual([file("jobs/orders"), unfinishedPart(bucket, file("jobs/orders"))].map(mayWrite), [
            true,
            true,
        ]);
        assert.deepEqual([file("jobs/bills"), unfinishedPart(bucket, file("jobs/bills"))].map(mayWrite), [
            false,
            false,
        ]);
    });

    it("lets a reader write nothing", async () => {
        const { own } = await bind({ access: ["state:read"] });
        assert.deepEqual(own.map(({ inputs }) => inputs.role).sort(), [
            "roles/storage.bucketViewer",
            "roles/storage.objectViewer",
        ]);
    });

    it("gives the whole bucket to an empty prefix, unfinished parts included", async () => {
        const { resources, own } = await bind({ statePrefix: "" });
        assert.deepEqual(brief(named(resources, "app-flink-state")), {
            type: "gcp:storage/bucketIAMMember:BucketIAMMember",
            name: "app-flink-state",
            inputs: { bucket: "acme-prod-prod-state", role: "roles/storage.objectUser", member: principal },
        });
        assert.equal(own.length, 2);
    });

    it("shares one prefix between service accounts", async () => {
        const resources = await record(() => {
            const gke = new GkeCluster("prod", place);
            gke.bindServiceAccount("jobs", flink, {});
            gke.bindServiceAccount("reports", { ...flink, serviceAccount: "reports" }, {});
        }, google);
        assert.deepEqual(
            resources.filter(({ type }) => type === "gcp:storage/managedFolder:ManagedFolder").map(({ name }) => name),
            ["prod-identity-folder-jobs/orders", "prod-identity-unfinished-jobs/orders"],
        );
    });

    it("lets a log collector write to Cloud Logging only where logs go there", async () => {
        const { own } = await bind({ access: ["logs:write", "metrics:write"] });
        assert.deepEqual(own.map(brief), [
            {
                type: "gcp:projects/iAMMember:IAMMember",
                name: "app-flink-logs",
                inputs: { project: "acme-prod", role: "roles/logging.logWriter", member: principal },
            },
        ]);
        assert.deepEqual((await bind({ access: ["logs:write"] }, { logs: "inCluster" })).own, []);
    });

    it("makes nothing for no rights", async () => {
        for (const identity of ["directPrincipal", "serviceAccount"] as const) {
            const { own, binding } = await bind({ access: [] }, { identity });
            assert.deepEqual([own, binding.dependsOn], [[], []]);
        }
    });

    it("can go through a Google service account that nobody else may become", async () => {
        const { resources, own, binding } = await bind({}, { identity: "serviceAccount" });
        assert.equal(own.length, 5);
        assert.equal(binding.dependsOn.length, 4);
        const account = "prod-orders-flink";
        assert.equal(named(resources, "app-flink-identity").inputs.accountId, account);
        assert.deepEqual(named(resources, "app-flink-trust").inputs, {
            serviceAccountId: `projects/acme-prod/serviceAccounts/${account}`,
            role: "roles/iam.workloadIdentityUser",
            member: "serviceAccount:acme-prod.svc.id.goog[orders/flink]",
        });
        assert.equal(
            named(resources, "app-flink-state").inputs.member,
            `serviceAccount:${account}@acme-prod.iam.gserviceaccount.com`,
        );
        assert.deepEqual(Object.keys(binding.serviceAccountAnnotations), ["iam.gke.io/gcp-service-account"]);
    });
});
