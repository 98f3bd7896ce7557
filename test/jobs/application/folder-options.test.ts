import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { folderOptionProblems, volumeProblems } from "../../../src/jobs/application/folder-options";
import type { UserTemplates } from "../../../src/jobs/application/user-templates";

const main = "flink-main-container";
const folders = ["/tmp", "/opt/flink/log"];
const templates = (podTemplate?: object, own: { jobManager?: object; taskManager?: object } = {}) =>
    ({ podTemplate, processTemplates: { jobManager: own.jobManager, taskManager: own.taskManager } }) as UserTemplates;
const check = (flinkConfiguration: Record<string, string>, ...given: Parameters<typeof templates>) =>
    folderOptionProblems({ flinkConfiguration, ...templates(...given) }, folders).map(
        ({ path, problem }) => `${path} ${problem}`,
    );
const notWritable = (key: string, folder: string) =>
    `flinkConfiguration["${key}"] is not writable, got "${folder}"; mount a volume there in podTemplate`;
const containers = (volumeMounts: unknown, more: object = {}) => ({
    spec: { containers: [{ name: main, volumeMounts, ...more }] },
});
const rocksdb = { "state.backend.rocksdb.localdir": "/mnt/nvme/rocksdb" };

describe("folderOptionProblems", () => {
    it("rejects folders in the read-only part of the file system", () =>
        assert.deepEqual(check({ "io.tmp.dirs": "/data/tmp", ...rocksdb }), [
            notWritable("io.tmp.dirs", "/data/tmp"),
            notWritable("state.backend.rocksdb.localdir", "/mnt/nvme/rocksdb"),
        ]));

    it("rejects one of several, in each form", () =>
        assert.deepEqual(
            check({
                "io.tmp.dirs": "/tmp/a:/data",
                "taskmanager.state.local.root-dirs": "/tmp/a, /data",
                "process.working-dir": "file:///data",
                "web.upload.dir": "/tmpx",
                "env.log.dir": "/opt/flink/logs",
            }),
            [
                notWritable("io.tmp.dirs", "/data"),
                notWritable("taskmanager.state.local.root-dirs", "/data"),
                notWritable("process.working-dir", "/data"),
                notWritable("web.upload.dir", "/tmpx"),
                notWritable("env.log.dir", "/opt/flink/logs"),
            ],
        ));

    it("takes the platform's folders, the user's mounts and stores outside of the pod", () => {
        assert.deepEqual(
            check({
                "io.tmp.dirs": "/tmp/flink,file:/tmp",
                "env.log.dir": "/opt/flink/log/",
                "blob.storage.directory": "s3://bucket/blobs",
                "rest.port": "/data",
            }),
            [],
        );
        assert.deepEqual(check(rocksdb, containers([{ name: "nvme", mountPath: "/mnt/nvme/" }])), []);
    });

    it("rejects mounts of other containers, and those that are read-only", () => {
        const mount = { name: "nvme", mountPath: "/mnt/nvme" };
        assert.deepEqual(check(rocksdb, { spec: { containers: [{ name: "proxy", volumeMounts: [mount] }] } }), [
            notWritable("state.backend.rocksdb.localdir", "/mnt/nvme/rocksdb"),
        ]);
        assert.deepEqual(check(rocksdb, containers([{ ...mount, readOnly: true }])), [
            notWritable("state.backend.rocksdb.localdir", "/mnt/nvme/rocksdb"),
        ]);
    });

    it("takes a mount in the pods of the processes that write there, and rejects one in the others alone", () => {
        const nvme = containers([{ name: "nvme", mountPath: "/mnt/nvme" }]);
        const both = { "io.tmp.dirs": "/mnt/nvme/tmp", ...rocksdb };
        assert.deepEqual(check(rocksdb, undefined, { taskManager: nvme }), []);
        assert.deepEqual(check({ "web.upload.dir": "/mnt/nvme" }, undefined, { jobManager: nvme }), []);
        assert.deepEqual(check(both, undefined, { jobManager: nvme, taskManager: nvme }), []);
        assert.deepEqual(check(rocksdb, undefined, { jobManager: nvme }), [
            notWritable("state.backend.rocksdb.localdir", "/mnt/nvme/rocksdb"),
        ]);
        assert.deepEqual(check(both, undefined, { taskManager: nvme }), [
            'flinkConfiguration["io.tmp.dirs"] is not writable in the JobManagers, got "/mnt/nvme/tmp"; mount a volume there in podTemplate',
        ]);
    });

    it("looks at the mount that a process's own template puts in the place of the common one's", () => {
        const mount = { name: "nvme", mountPath: "/mnt/nvme" };
        const readOnly = containers([{ ...mount, readOnly: true }]);
        assert.deepEqual(check(rocksdb, readOnly, { taskManager: containers([mount]) }), []);
        assert.deepEqual(check(rocksdb, containers([mount]), { taskManager: readOnly }), [
            notWritable("state.backend.rocksdb.localdir", "/mnt/nvme/rocksdb"),
        ]);
    });

    it("says nothing where mounts are not known yet, or the file system is writable", () => {
        assert.deepEqual(check(rocksdb, containers(pulumi.output([]))), []);
        assert.deepEqual(check(rocksdb, { spec: pulumi.output({ containers: [] }) }), []);
        assert.deepEqual(check(rocksdb, undefined, { taskManager: pulumi.output(containers([])) }), []);
        assert.deepEqual(check(rocksdb, containers(pulumi.output([])), { taskManager: containers([]) }), []);
        assert.deepEqual(check(rocksdb, containers([], { securityContext: { readOnlyRootFilesystem: false } })), []);
    });
});

describe("volumeProblems", () => {
    const platform = { tmp: "/tmp", log: "/opt/flink/log" };
    const of = (volumes: object[], volumeMounts: object[] = []) =>
        volumeProblems(templates({ spec: { containers: [{ name: main, volumeMounts }], volumes } }), platform);

    it("rejects a volume that takes the place of the platform's and cannot be written to", () =>
        assert.deepEqual(
            of([
                { name: "own", configMap: {} },
                { name: "log", configMap: { name: "log4j" } },
            ]),
            [
                {
                    path: "podTemplate.spec.volumes[1]",
                    problem: "must not be a configMap, as Flink writes to /opt/flink/log; give it another name",
                },
            ],
        ));

    it("takes another disk in its place, and any volume where the folder has a mount of its own", () => {
        assert.deepEqual(of([{ name: "tmp", emptyDir: { sizeLimit: "1Gi" } }]), []);
        assert.deepEqual(of([{ name: "log", secret: {} }], [{ name: "own", mountPath: "/opt/flink/log" }]), []);
    });

    it("looks into the template of each process, and past what takes its place there", () => {
        const writable = { spec: { containers: [], volumes: [{ name: "log", emptyDir: {} }] } };
        const readOnly = { spec: { containers: [], volumes: [{ name: "log", secret: {} }] } };
        const at = (...given: Parameters<typeof templates>) =>
            volumeProblems(templates(...given), platform).map(({ path }) => path);
        assert.deepEqual(at(writable, { taskManager: readOnly }), ["taskManager.podTemplate.spec.volumes[0]"]);
        assert.deepEqual(at(readOnly, { taskManager: writable }), ["podTemplate.spec.volumes[0]"]);
        assert.deepEqual(at(readOnly, { jobManager: writable, taskManager: writable }), []);
        const mounted = containers([{ name: "own", mountPath: "/opt/flink/log" }]);
        assert.deepEqual(at(mounted, { jobManager: readOnly }), []);
    });
});
