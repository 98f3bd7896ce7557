import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../../../src/jobs/deployment/manifest";

const basic = `
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: basic-example
spec:
  image: flink:1.17
  flinkVersion: v1_17
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
  serviceAccount: flink
  jobManager: { resource: { memory: 2048m, cpu: 1 } }
  taskManager: { resource: { memory: 2048m, cpu: 1 } }
  job:
    jarURI: local:///opt/flink/examples/streaming/StateMachineExample.jar
    parallelism: 2
    upgradeMode: stateless
`;

describe("readManifest", () => {
    let folder = "";
    before(() => (folder = mkdtempSync(join(tmpdir(), "manifest-"))));
    after(() => rmSync(folder, { recursive: true }));

    const file = () => join(folder, "job.yaml");
    const read = (text: string, overrides = {}) => {
        writeFileSync(file(), text);
        return readManifest("orders", file(), overrides);
    };
    const rejects = (text: string, ...findings: readonly string[]) => {
        assert.throws(
            () => read(text),
            (error: Error) => {
                assert.equal(
                    error.message,
                    findings.map((finding) => `FlinkDeployment "orders": ${file()} ${finding}`).join("\n"),
                );
                return pulumi.RunError.isInstance(error);
            },
        );
    };

    it("takes a manifest as it is, in the namespace that kubectl would use", () => {
        assert.deepEqual(read(basic), {
            metadata: { name: "basic-example", namespace: "default" },
            spec: {
                image: "flink:1.17",
                flinkVersion: "v1_17",
                flinkConfiguration: { "taskmanager.numberOfTaskSlots": "2" },
                serviceAccount: "flink",
                jobManager: { resource: { memory: "2048m", cpu: 1 } },
                taskManager: { resource: { memory: "2048m", cpu: 1 } },
                job: {
                    jarURI: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
                    parallelism: 2,
                    upgradeMode: "stateless",
                },
            },
        });
    });

    it("changes image, version and namespace alone", () => {
        const overrides = { image: "flink:1.18.1-java17", flinkVersion: "v1_18", namespace: "jobs" };
        const before = read(basic);
        assert.deepEqual(read(basic, overrides), {
            metadata: { name: "basic-example", namespace: "jobs" },
            spec: { ...before.spec, image: "flink:1.18.1-java17", flinkVersion: "v1_18" },
        });
    });

    it("keeps the manifest's own namespace, labels and annotations", () => {
        const text = basic.replace(
            "name: basic-example",
            "name: a\n  namespace: b\n  labels: { c: d }\n  annotations: { e: f }",
        );
        assert.deepEqual(read(text).metadata, {
            name: "a",
            namespace: "b",
            labels: { c: "d" },
            annotations: { e: "f" },
        });
    });

    it("rejects another kind or version", () => {
        rejects(
            basic.replace("v1beta1", "v1").replace("FlinkDeployment", "FlinkSessionJob"),
            'apiVersion must be flink.apache.org/v1beta1, got "flink.apache.org/v1"',
            'kind must be FlinkDeployment, got "FlinkSessionJob"',
        );
    });

    it("rejects fields that Kubernetes would drop", () =>
        rejects(
            `${basic}status: {}\n`.replace("name: basic", "lables: {}\n  uid: basic"),
            "metadata.lables is not known; use labels",
            "metadata.uid is not known; known: name, namespace, labels, annotations",
            "status is not known; known: apiVersion, kind, metadata, spec",
        ));

    it("reads modes, words and dates as kubectl does", () => {
        const text = basic.replace(
            "serviceAccount: flink",
            "restartNonce: 0x10\n  podTemplate: { spec: { hostNetwork: no, volumes: [" +
                "{ name: a, secret: { defaultMode: 0755 } }, { name: b, secret: { defaultMode: 0400 } }] } }",
        );
        const { restartNonce, podTemplate } = read(text).spec;
        assert.equal(restartNonce, 16);
        assert.deepEqual(podTemplate, {
            spec: {
                hostNetwork: false,
                volumes: [
                    { name: "a", secret: { defaultMode: 493 } },
                    { name: "b", secret: { defaultMode: 256 } },
                ],
            },
        });
    });

    it("rejects a file with other documents, and takes one with empty ones", () => {
        rejects(
            `${basic}---\nkind: Service\n`,
            "must hold one FlinkDeployment, has 2 documents; put the others into files of their own",
        );
        assert.equal(read(`---\n${basic}---\n`).metadata.name, "basic-example");
    });

    it("rejects a file that is missing", () => {
        const missing = join(folder, "none.yaml");
        assert.throws(() => readManifest("orders", missing), {
            message: `FlinkDeployment "orders": ${missing} cannot be read: ENOENT: no such file or directory, open '${missing}'`,
        });
    });

    it("rejects a file that is not YAML", () => {
        assert.throws(() => read("a: [1\nb: 2\n"), /FlinkDeployment "orders": .*job\.yaml is not YAML: /);
    });
});
