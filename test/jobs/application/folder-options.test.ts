import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { folderOptionProblems, volumeProblems } from "../../../src/jobs/application/folder-options";

const main = "flink-main-container";
const folders = ["/tmp", "/opt/flink/log"];
const check = (flinkConfiguration: Record<string, string>, podTemplate?: object) =>
    folderOptionProblems({ flinkConfiguration, podTemplate: podTemplate as any }, folders).map(
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

    it("says nothing where mounts are not known yet, or the file system is writable", () => {
        assert.deepEqual(check(rocksdb, containers(pulumi.output([]))), []);
        assert.deepEqual(check(rocksdb, { spec: pulumi.output({ containers: [] }) }), []);
        assert.deepEqual(check(rocksdb, containers([], { securityContext: { readOnlyRootFilesystem: false } })), []);
    });
});

describe("volumeProblems", () => {
    const platform = { tmp: "/tmp", log: "/opt/flink/log" };
    const of = (volumes: object[], volumeMounts: object[] = []) =>
        volumeProblems(
            { podTemplate: { spec: { containers: [{ name: main, volumeMounts }], volumes } } as any },
            platform,
        );

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
});
