import assert from "node:assert/strict";
import { EksCluster } from "../../../src/clusters/eks/cluster";
import { identityProblem } from "../../../src/clusters/eks/filesystem";
import { modes, named, namesOf, only, record, valueOf } from "../../support/record";
import { eksMocks, recordEks } from "../../support/eks-mocks";

const region = "eu-west-1";
const parts = ["key", "bucket", "ownership", "public-access", "transport", "encryption", "versions", "lifecycle"];

describe("EksCluster's state store", () => {
    for (const { title, preview } of modes) {
        it(`is protected, and kept when the stack is destroyed, with all that guards it ${title}`, async () => {
            const resources = await recordEks({}, preview);
            for (const part of parts) {
                const { protect, retainOnDelete } = named(resources, `prod-state-${part}`);
                assert.deepEqual([protect, retainOnDelete], [true, true], part);
            }
            assert.deepEqual(only(resources, "aws:s3/bucket:Bucket").inputs, {
                bucket: "prod-state-123456789012-eu-west-1",
                forceDestroy: false,
            });
        });
    }

    it("is encrypted by its own key, versioned, and closed to the public", async () => {
        const resources = await recordEks();
        assert.deepEqual(named(resources, "prod-state-encryption").inputs.rules, [
            {
                applyServerSideEncryptionByDefault: {
                    sseAlgorithm: "aws:kms",
                    kmsMasterKeyId: "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key",
                },
                bucketKeyEnabled: true,
            },
        ]);
        assert.deepEqual(named(resources, "prod-state-versions").inputs.versioningConfiguration, { status: "Enabled" });
        const { bucket, ...closed } = named(resources, "prod-state-public-access").inputs;
        assert.deepEqual(closed, {
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        const { enableKeyRotation, deletionWindowInDays } = named(resources, "prod-state-key").inputs;
        assert.deepEqual([enableKeyRotation, deletionWindowInDays], [true, 30]);
    });

    it("takes nothing in clear text", async () => {
        const { Statement } = JSON.parse(named(await recordEks(), "prod-state-transport").inputs.policy);
        const arn = "arn:aws:s3:::prod-state-123456789012-eu-west-1";
        const denied = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [arn, `${arn}/*`] };
        assert.deepEqual(Statement, [
            { ...denied, Condition: { Bool: { "aws:SecureTransport": "false" } } },
            { ...denied, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
        ]);
    });

    it("drops old versions and unfinished uploads, and never a live object", async () => {
        const stateStore = { oldVersionDays: 3, abortUploadsDays: 14 };
        const { rules } = named(await recordEks({ stateStore }), "prod-state-lifecycle").inputs;
        assert.deepEqual(rules, [
            {
                id: "drop-unfinished-uploads",
                status: "Enabled",
                filter: { prefix: "" },
                abortIncompleteMultipartUpload: { daysAfterInitiation: 14 },
            },
            {
                id: "drop-old-versions",
                status: "Enabled",
                filter: { prefix: "" },
                noncurrentVersionExpiration: { noncurrentDays: 3 },
                expiration: { expiredObjectDeleteMarker: true },
            },
        ]);
    });

    it("adopts a bucket and makes nothing of it, nor asks for the account", async () => {
        const resources = await record(
            () => new EksCluster("prod", { region, endpoint: { reachable: true }, stateStore: { existing: "ours" } }),
            {
                results: eksMocks.results ?? {},
                functions: { "aws:cloudwatch/getLogGroups:getLogGroups": () => ({ logGroupNames: [] }) },
            },
        );
        assert.deepEqual(
            resources.filter(({ type }) => type.startsWith("aws:s3/")),
            [],
        );
        assert.deepEqual(namesOf(resources, "aws:kms/key:Key"), ["prod-control-plane-secrets"]);
    });

    it("grants an adopted bucket's key only if it is named", async () => {
        const rights = async (kmsKeyArn?: string) => {
            const resources = await record(() => {
                const stateStore = { existing: "ours", ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) };
                const cluster = new EksCluster("prod", { region, endpoint: { reachable: true }, stateStore });
                cluster.bindServiceAccount(
                    "orders",
                    { namespace: "orders", serviceAccount: "flink", access: ["state:read"], statePrefix: "orders" },
                    {},
                );
            }, eksMocks);
            return JSON.parse(named(resources, "orders-rights").inputs.policy).Statement;
        };
        assert.deepEqual((await rights())[0].Resource, ["arn:aws:s3:::ours/orders", "arn:aws:s3:::ours/orders/*"]);
        assert.equal((await rights()).length, 3);
        assert.equal((await rights("arn:aws:kms:eu-west-1:123456789012:key/1"))[3].Resource.slice(-5), "key/1");
    });

    it("tells Flink where it is, by the scheme that the plugin alone serves", () =>
        record(async () => {
            const { stateStore, storageClassName } = new EksCluster("prod", { region, endpoint: { reachable: true } });
            assert.equal(await valueOf(stateStore.uri), "s3p://prod-state-123456789012-eu-west-1");
            assert.equal(stateStore.plugin, "flink-s3-fs-presto");
            assert.equal(await valueOf(stateStore.files.uri), "s3a://prod-state-123456789012-eu-west-1");
            assert.equal(stateStore.files.plugin, "flink-s3-fs-hadoop");
            assert.deepEqual(stateStore.flinkConfiguration("2.2.1"), {
                "s3.endpoint": "https://s3.eu-west-1.amazonaws.com",
                "s3.directory.marker.retention": "keep",
                // What a bucket without access lists takes, and what the role may set.
                "presto.s3.upload-acl-type": "BUCKET_OWNER_FULL_CONTROL",
            });
            assert.equal(await valueOf(storageClassName), "gp3");
        }, eksMocks));
});

describe("identityProblem", () => {
    for (const [version, fits] of [
        ["1.15.4", false],
        ["1.18.1", false],
        ["1.19.1", false],
        ["1.19.2", true],
        ["1.20.0", false],
        ["1.20.1", true],
        ["2.0.0", true],
        ["2.2.1", true],
    ] as const) {
        it(`${fits ? "accepts" : "rejects"} Flink ${version} with Pod Identity, and accepts it with irsa`, () => {
            assert.equal(
                identityProblem("podIdentity", version),
                fits
                    ? undefined
                    : `must be 1.19.2, 1.20.1, 2.0.0 or later for EKS Pod Identity, got "${version}"; give the cluster identity: irsa`,
            );
            assert.equal(identityProblem("irsa", version), undefined);
        });
    }
});
