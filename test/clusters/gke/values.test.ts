import assert from "node:assert/strict";
import { gkeFlinkConfiguration, gkeFlinkVersionProblem } from "../../../src/clusters/gke/filesystem";
import { architectureOf, diskTypeOf, gkeInstanceTypes } from "../../../src/clusters/gke/instance-types";
import { gkeKubeconfig } from "../../../src/clusters/gke/kubeconfig";
import { localDisksOf, type LocalDisks } from "../../../src/clusters/gke/local-disks";
import { maintenanceWindow } from "../../../src/clusters/gke/maintenance";
import { bucketNameProblems, serviceAccountId } from "../../../src/clusters/gke/names";
import { poolName } from "../../../src/clusters/gke/nodes";
import { gkePlacements, gkeSpot } from "../../../src/clusters/gke/placement";
import { gkeSettings } from "../../../src/clusters/gke/settings";
import { zonesOf } from "../../../src/clusters/gke/region";
import type { GkeClusterArgs } from "../../../src/clusters/gke/args";
import { smallestInstanceType } from "../../../src/clusters/shared/instance-types";
import { nodePools, type NodePoolArgs } from "../../../src/clusters/shared/node-pools";
import { place } from "../../support/gke-mocks";

const settingsOf = (args: Partial<GkeClusterArgs> = {}) => gkeSettings("prod", { ...place, ...args });

describe("gkeInstanceTypes", () => {
    const cases: readonly [NodePoolArgs, string][] = [
        [{}, "n4-standard-8"],
        [{ memoryGiB: 33 }, "n4-highmem-8"],
        [{ vcpus: 9 }, "n4-standard-16"],
        [{ localDisk: true }, "c3d-standard-8-lssd"],
        [{ localDisk: true, memoryGiB: 64 }, "c3d-highmem-8-lssd"],
        [{ architecture: "arm64" }, "c4a-standard-8"],
        [{ architecture: "arm64", localDisk: true }, "c4a-standard-8-lssd"],
    ];
    for (const [taskManager, expected] of cases) {
        it(`offers ${expected} for ${JSON.stringify(taskManager)}`, () => {
            const pool = nodePools({ taskManager }).find(({ role }) => role === "taskManager");
            assert.ok(pool !== undefined);
            assert.equal(smallestInstanceType(pool, gkeInstanceTypes)?.name, expected);
        });
    }

    it("knows each type's architecture by its name", () => {
        for (const { name, architecture } of gkeInstanceTypes) {
            assert.equal(architectureOf(name), architecture, name);
        }
    });

    const facts: readonly [string, string, LocalDisks][] = [
        ["n4-standard-8", "hyperdisk-balanced", { kind: "none", count: 0 }],
        ["c4a-standard-8-lssd", "hyperdisk-balanced", { kind: "builtIn", count: 2 }],
        ["c3d-highmem-90-lssd", "hyperdisk-balanced", { kind: "builtIn", count: 8 }],
        ["c4-standard-8-lssd", "hyperdisk-balanced", { kind: "builtIn", count: 1 }],
        ["c4-standard-288-lssd-metal", "hyperdisk-balanced", { kind: "builtIn", count: undefined }],
        ["h4d-highmem-192-lssd", "hyperdisk-balanced", { kind: "builtIn", count: 10 }],
        ["z3-highmem-14-standardlssd", "hyperdisk-balanced", { kind: "builtIn", count: undefined }],
        ["c3-standard-8", "hyperdisk-balanced", { kind: "none", count: 0 }],
        ["n2d-standard-8", "pd-balanced", { kind: "chosen", count: 1 }],
        ["n2d-standard-224", "pd-balanced", { kind: "chosen", count: 8 }],
        ["m3-ultramem-32", "pd-balanced", { kind: "chosen", count: undefined }],
        ["e2-standard-8", "pd-balanced", { kind: "none", count: 0 }],
    ];
    for (const [type, disk, local] of facts) {
        it(`knows the disks of ${type}`, () => assert.deepEqual([diskTypeOf(type), localDisksOf(type)], [disk, local]));
    }
});

describe("zonesOf", () => {
    it("names three zones, whatever their letters", () => {
        assert.deepEqual(zonesOf("europe-west4"), ["europe-west4-a", "europe-west4-b", "europe-west4-c"]);
        assert.deepEqual(zonesOf("us-east1"), ["us-east1-b", "us-east1-c", "us-east1-d"]);
    });
});

describe("serviceAccountId", () => {
    it("keeps what is short, and cuts what is long without losing the difference", () => {
        assert.equal(serviceAccountId("prod", "nodes"), "prod-nodes");
        assert.equal(serviceAccountId("prod", "payments-in-europe", "flink"), "prod-payments-in-europe-flink");
        const long = serviceAccountId("prod", "payments-in-europe", "flink-session");
        assert.match(long, /^prod-payments-in-euro-[0-9a-f]{8}$/);
        assert.equal(long.length, 30);
        assert.notEqual(long, serviceAccountId("prod", "payments-in-europe", "flink-sessions"));
    });
});

describe("bucketNameProblems", () => {
    const cases: readonly [string, string | undefined][] = [
        ["acme-prod-state", undefined],
        ["a".repeat(63), undefined],
        ["ab", 'must be 3 to 63 characters, got 2 in "ab"'],
        ["a".repeat(64), `must be 3 to 63 characters, got 64 in "${"a".repeat(64)}"`],
        ["Acme", 'must be lower-case letters, digits, "-" and "_", with a letter or digit at each end, got "Acme"'],
        ["goods", undefined],
        ["goog-state", 'must not begin with "goog" or contain "google", got "goog-state"'],
        ["my-google-state", 'must not begin with "goog" or contain "google", got "my-google-state"'],
    ];
    for (const [name, problem] of cases) {
        it(`${problem === undefined ? "takes" : "rejects"} ${name.slice(0, 20)}`, () =>
            assert.deepEqual(
                bucketNameProblems("stateStore.name", name),
                problem === undefined ? [] : [{ path: "stateStore.name", problem }],
            ));
    }
});

describe("maintenanceWindow", () => {
    it("opens at weekends by default", () =>
        assert.deepEqual(maintenanceWindow(), {
            startTime: "2024-01-06T02:00:00Z",
            endTime: "2024-01-06T08:00:00Z",
            recurrence: "FREQ=WEEKLY;BYDAY=SA,SU",
        }));

    it("puts days in the week's order and closes on the next day", () =>
        assert.deepEqual(maintenanceWindow({ days: ["friday", "tuesday"], startHourUtc: 20, hours: 8 }), {
            startTime: "2024-01-02T20:00:00Z",
            endTime: "2024-01-03T04:00:00Z",
            recurrence: "FREQ=WEEKLY;BYDAY=TU,FR",
        }));
});

describe("gkeKubeconfig", () => {
    it("has one cluster, user and context, no token and no authority", () =>
        assert.deepEqual(JSON.parse(gkeKubeconfig("prod", "gke-1.europe-west4.gke.goog")), {
            apiVersion: "v1",
            kind: "Config",
            "current-context": "prod",
            contexts: [{ name: "prod", context: { cluster: "prod", user: "prod" } }],
            clusters: [{ name: "prod", cluster: { server: "https://gke-1.europe-west4.gke.goog" } }],
            users: [
                {
                    name: "prod",
                    user: {
                        exec: {
                            apiVersion: "client.authentication.k8s.io/v1beta1",
                            command: "gke-gcloud-auth-plugin",
                            args: ["--use_application_default_credentials"],
                            installHint: "Install it with: gcloud components install gke-gcloud-auth-plugin",
                            provideClusterInfo: true,
                        },
                    },
                },
            ],
        }));
});

const mebibyte = 2 ** 20;

/**
 * Heap that the connector takes for each file that is written: a chunk, a buffer and a pipe, with their defaults.
 * https://github.com/GoogleCloudDataproc/hadoop-connectors/blob/branch-2.2.x/gcs/CONFIGURATION.md#io-configuration and
 * https://github.com/GoogleCloudDataproc/hadoop-connectors/issues/410
 */
const connector = {
    chunkBytes: 64 * mebibyte,
    bufferBytes: 8 * mebibyte,
    pipeBytes: mebibyte,
    // https://cloud.google.com/storage/docs/performing-resumable-uploads#chunked-upload
    chunkMultipleBytes: 256 * 1024,
};
// state.backend.rocksdb.checkpoint.transfer.thread.num:
// https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/config/#advanced-rocksdb-state-backends-options
const rocksDbUploads = 4;
// Heap of a TaskManager of 1024 MiB, as the stack files' jobs have them, by Flink's arithmetic:
// https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/memory/mem_setup_tm/
const smallHeapBytes = 153.6 * mebibyte;

describe("Flink on Cloud Storage", () => {
    it("needs the same options, whatever the version", () => {
        for (const version of ["1.15.4", "1.20.5", "2.2.1"]) {
            assert.deepEqual(gkeFlinkConfiguration(version), {
                "fs.gs.create.items.conflict.check.enable": "false",
                "fs.gs.implicit.dir.repair.enable": "false",
                "fs.gs.outputstream.buffer.size": "1048576",
                "fs.gs.outputstream.upload.chunk.size": "8388608",
            });
            assert.equal(gkeFlinkVersionProblem(version), undefined);
        }
    });

    it("takes no more than a third of the smallest TaskManager's heap for all files that RocksDB uploads at once", () => {
        const { "fs.gs.outputstream.upload.chunk.size": chunk = connector.chunkBytes } = gkeFlinkConfiguration("2.2.1");
        const { "fs.gs.outputstream.buffer.size": buffer = connector.bufferBytes } = gkeFlinkConfiguration("2.2.1");
        const fileBytes = Number(chunk) + Number(buffer) + connector.pipeBytes;
        assert.ok(rocksDbUploads * fileBytes <= smallHeapBytes / 3, `${rocksDbUploads} files of ${fileBytes} bytes`);
        assert.equal(Number(chunk) % connector.chunkMultipleBytes, 0);
    });

    it("rejects a Flink without the plugin", () =>
        assert.equal(gkeFlinkVersionProblem("1.14.6"), 'must be 1.15 or newer to reach Cloud Storage, got "1.14.6"'));
});

describe("gkePlacements", () => {
    it("leads pods to the nodes of their role alone", () =>
        assert.deepEqual(gkePlacements(settingsOf()), {
            system: { nodeSelector: { "flink-platform/role": "system" }, tolerations: [], architecture: "amd64" },
            jobManager: {
                nodeSelector: { "flink-platform/role": "job-manager" },
                tolerations: [
                    { key: "flink-platform/role", value: "job-manager", effect: "NoSchedule", operator: "Equal" },
                ],
                architecture: "amd64",
            },
            taskManager: {
                nodeSelector: { "flink-platform/role": "task-manager" },
                tolerations: [
                    { key: "flink-platform/role", value: "task-manager", effect: "NoSchedule", operator: "Equal" },
                ],
                architecture: "amd64",
            },
        }));

    it("tolerates Google's taint of Arm nodes, and ours of interruptible ones", () => {
        const settings = settingsOf({ nodes: { taskManager: { architecture: "arm64", spot: true } } });
        const expected = {
            nodeSelector: { "flink-platform/role": "task-manager", "cloud.google.com/gke-spot": "true" },
            tolerations: [
                { key: "flink-platform/role", value: "task-manager", effect: "NoSchedule", operator: "Equal" },
                { key: "cloud.google.com/gke-spot", value: "true", effect: "NoSchedule", operator: "Equal" },
                { key: "kubernetes.io/arch", value: "arm64", effect: "NoSchedule", operator: "Equal" },
            ],
            architecture: "arm64",
        };
        assert.deepEqual(gkePlacements(settings).taskManager, expected);
        assert.deepEqual(gkeSpot(settings), { ...expected, available: true, noticeSeconds: 15 });
    });

    it("says that there are no interruptible nodes", () =>
        assert.deepEqual(gkeSpot(settingsOf()), {
            nodeSelector: {},
            tolerations: [],
            architecture: "any",
            available: false,
            noticeSeconds: 0,
        }));
});

describe("poolName", () => {
    const nameOf = (taskManager: NodePoolArgs & { spot?: boolean }) =>
        settingsOf({ nodes: { taskManager } }).pools.map(poolName)[2];

    it("stays while a pool can change in place", () => {
        assert.match(nameOf({}) ?? "", /^task-manager-[0-9a-f]{6}$/);
        assert.equal(nameOf({ vcpus: 16, maxNodes: 50, diskGiB: 200 }), nameOf({}));
    });

    it("differs where Google would have to delete the pool first", () => {
        const names = [
            {},
            { spot: true },
            { architecture: "arm64" as const },
            { localDisk: true },
            { localDisk: true, vcpus: 30 },
        ].map(nameOf);
        assert.equal(new Set(names).size, 5);
    });
});
