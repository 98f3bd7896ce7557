import assert from "node:assert/strict";
import { GkeCluster, type GkeClusterArgs } from "../../../src/clusters/gke/cluster";
import { named, record } from "../../support/record";
import { google, place } from "../../support/gke-mocks";

const clusterOf = (args: Partial<GkeClusterArgs> = {}) =>
    record(() => new GkeCluster("prod", { ...place, ...args }), google);

describe("the state store of a GkeCluster", () => {
    it("keeps the bucket, its key and the right to use it, and drops only what is old and replaced", async () => {
        const resources = await clusterOf();
        assert.deepEqual(named(resources, "prod-state-bucket").inputs, {
            name: "acme-prod-prod-state",
            location: "EUROPE-WEST4",
            storageClass: "STANDARD",
            encryption: { defaultKmsKeyName: "prod-keys-state-id" },
            uniformBucketLevelAccess: true,
            publicAccessPrevention: "enforced",
            forceDestroy: false,
            versioning: { enabled: true },
            softDeletePolicy: { retentionDurationSeconds: 0 },
            lifecycleRules: [
                { action: { type: "Delete" }, condition: { withState: "ARCHIVED", daysSinceNoncurrentTime: 7 } },
                { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 7 } },
                {
                    action: { type: "Delete" },
                    condition: { withState: "LIVE", matchesPrefixes: [".inprogress/"], age: 7 },
                },
            ],
            labels: {},
        });
        const kept = resources.filter(({ retainOnDelete }) => retainOnDelete);
        assert.deepEqual(kept.map(({ name }) => name).sort(), [
            "prod-keys-ring",
            "prod-keys-state",
            "prod-keys-state-bucket",
            "prod-state-bucket",
        ]);
        assert.ok(kept.every(({ protect }) => protect));
        assert.ok(named(resources, "prod-state-bucket").dependsOn.includes("prod-keys-state-bucket"));
    });

    it("lets nothing that Flink may need go by its age but the parts of files that are as old as uploads may get", async () => {
        const resources = await clusterOf({ stateStore: { abortUploadsDays: 30 } });
        const rules: { action: { type: string }; condition: Record<string, unknown> }[] = named(
            resources,
            "prod-state-bucket",
        ).inputs.lifecycleRules;
        const byAge = rules.filter(({ condition }) => "age" in condition);
        assert.deepEqual(byAge, [
            { action: { type: "AbortIncompleteMultipartUpload" }, condition: { age: 30 } },
            {
                action: { type: "Delete" },
                condition: { withState: "LIVE", matchesPrefixes: [".inprogress/"], age: 30 },
            },
        ]);
    });
});
