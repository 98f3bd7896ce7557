import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../../src/checks/findings";
import { localFacts } from "../../../src/clusters/local/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import type { Files } from "../../../src/jobs/application/files";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { named, only, record } from "../../support/record";

const operator = operatorFacts(operatorSettings());
const job = { namespace: "shop", jar: "local:///opt/flink/usrlib/orders.jar" };
const deployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

const refused = (args: Partial<FlinkJobArgs>, ...findings: string[]) =>
    assert.deepEqual(
        checkFlinkApplication("orders", { ...job, ...args }, { operator, cluster: localFacts({}) }).findings.map(
            formatFinding,
        ),
        findings.map((finding) => `FlinkApplication "orders": ${finding}`),
    );
const files = (values: unknown) => ({ files: values as Files });
const content = { content: "a" };
const mountedAt = (mountPath: string) => ({
    podTemplate: {
        spec: {
            containers: [{ name: "flink-main-container", volumeMounts: [{ name: "own", mountPath }] }],
            volumes: [{ name: "own", emptyDir: {} }],
        },
    },
});

const made = (make: (platform: FlinkPlatform) => void, args: { readonly waitForJobs?: boolean } = {}) =>
    record(() => make(new FlinkPlatform("flink", { cluster: fakeCluster(), ...args })));

const given: Files = {
    "/opt/app/rules.json": { content: "{}" },
    "/opt/app/ca.crt": { secret: "tls", key: "ca.crt" },
    "/opt/app/app.properties": { configMap: "app", key: "app.properties" },
};

/** Volumes and mounts that are not the platform's. */
const ofFiles = (spec: {
    podTemplate: { spec: { containers: { volumeMounts: { name: string }[] }[]; volumes: { name: string }[] } };
}) => {
    const { containers, volumes } = spec.podTemplate.spec;
    const isFile = ({ name }: { name: string }) => name.startsWith("file-");
    return { mounts: containers[0]?.volumeMounts.filter(isFile), volumes: volumes.filter(isFile) };
};
const asWritten = (owner: string) => ({
    mounts: [
        { name: "file-41279de325", mountPath: "/opt/app/rules.json", subPath: "opt/app/rules.json", readOnly: true },
        { name: "file-f4c477d4bc", mountPath: "/opt/app/ca.crt", subPath: "opt/app/ca.crt", readOnly: true },
        {
            name: "file-b7f1aa1ee5",
            mountPath: "/opt/app/app.properties",
            subPath: "opt/app/app.properties",
            readOnly: true,
        },
    ],
    volumes: [
        {
            name: "file-41279de325",
            configMap: {
                name: `${owner}-file-1e2ad37ac2`,
                items: [{ key: "content", path: "opt/app/rules.json" }],
            },
        },
        { name: "file-f4c477d4bc", secret: { secretName: "tls", items: [{ key: "ca.crt", path: "opt/app/ca.crt" }] } },
        {
            name: "file-b7f1aa1ee5",
            configMap: { name: "app", items: [{ key: "app.properties", path: "opt/app/app.properties" }] },
        },
    ],
});

describe("files", () => {
    it("take null for what is left out", async () => {
        const withNulls = { secret: "tls", configMap: null, key: "ca.crt", content: null, file: null };
        const make = (source: unknown) =>
            made((platform) => {
                new FlinkApplication("orders", { platform, ...job, ...files({ "/opt/app/ca.crt": source }) });
            });
        const own = await make(withNulls);
        const plain = await make(given["/opt/app/ca.crt"]);
        assert.deepEqual(only(own, deployment).inputs, only(plain, deployment).inputs);
        assert.deepEqual(
            own.map(({ name }) => name),
            plain.map(({ name }) => name),
        );
    });

    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "files-"));
    after(() => fs.rmSync(folder, { recursive: true }));
    const local = (name: string, text: string | Buffer) => {
        fs.writeFileSync(path.join(folder, name), text);
        return path.join(folder, name);
    };

    it("are mounted one by one, text from a ConfigMap that is made before the job", async () => {
        const resources = await made((platform) => {
            new FlinkApplication("shop-orders", { platform, ...job, jobName: "orders", files: given });
        });
        assert.deepEqual(ofFiles(only(resources, deployment).inputs.spec), asWritten("orders"));
        const made_ = named(resources, "shop-orders-file-1e2ad37ac2");
        assert.equal(made_.type, "kubernetes:core/v1:ConfigMap");
        assert.equal(made_.inputs.metadata.name, "orders-file-1e2ad37ac2");
        assert.deepEqual(made_.inputs.data, { content: "{}" });
        assert.ok(resources.indexOf(made_) < resources.indexOf(only(resources, deployment)));
    });

    it("are those of a session cluster too", async () => {
        const resources = await made((platform) => {
            new FlinkSessionCluster("shared", { platform, namespace: "shop", files: given });
        });
        assert.deepEqual(ofFiles(only(resources, deployment).inputs.spec), asWritten("shared"));
        assert.equal(named(resources, "shared-file-1e2ad37ac2").inputs.metadata.namespace, "shop");
    });

    it("may be local ones, and names of objects outputs", async () => {
        const resources = await made((platform) => {
            new FlinkApplication("orders", {
                ...{ platform, ...job },
                files: {
                    "/opt/app/rules.json": { file: local("rules.json", "{}") },
                    "/opt/app/ca.crt": { secret: pulumi.output("tls"), key: "ca.crt" },
                    "/opt/app/app.properties": { configMap: pulumi.output("app"), key: "app.properties" },
                },
            });
        });
        assert.deepEqual(ofFiles(only(resources, deployment).inputs.spec), asWritten("orders"));
    });

    it("rejects paths that are none", () =>
        refused(
            files({ "opt/a": content, "/opt/../a": content, "/opt/a/": content, "/a:b": content }),
            ...["opt/a", "/opt/../a", "/opt/a/", "/a:b"].map(
                (file) =>
                    `files["${file}"] must be the absolute path of a file, without "..", "//" and ":", got "${file}"`,
            ),
        ));

    it("rejects sources that are none", () => {
        refused(
            files({
                "/a": "text",
                "/b": {},
                "/c": { content: "a", secret: "b", key: "c" },
                "/d": { secret: "b" },
                "/e": { content: "a", key: "b" },
                "/f": { content: pulumi.output("a") },
                "/g": { content: 5 },
                "/h": { contnet: "a" },
            }),
            'files["/a"] must be a source such as { content }, got "text"',
            'files["/b"] must have one of secret, configMap, content, file, got none',
            'files["/c"] must have one of secret, configMap, content, file, got secret and content',
            'files["/d"].key must be letters, digits, "-", "_" and ".", got nothing',
            'files["/e"].key cannot be combined with content, got "b"; remove it',
            'files["/f"].content must be plain text, got an output; make a ConfigMap or Secret of it in the program and name that here',
            'files["/g"].content must be text, got 5; put it in quotes',
            'files["/h"].contnet is not known; use content',
            'files["/h"] must have one of secret, configMap, content, file, got none',
        );
        refused(files("a"), 'files must be an object, got "a"');
    });

    it("rejects local files that cannot be read, are no text or too large", () => {
        const missing = path.join(folder, "missing");
        const binary = local("binary", Buffer.from([0xff, 0xfe, 0x00]));
        refused(
            files({ "/a": { file: missing }, "/b": { file: binary }, "/c": { content: "a".repeat(1_048_577) } }),
            `files["/a"].file cannot be read: ENOENT: no such file or directory, open '${missing}'`,
            `files["/b"].file must be text in UTF-8, got "${binary}"; put it into a Secret or ConfigMap and name that`,
            'files["/c"].content must be at most 1048576 bytes, got 1048577; put it into the image',
        );
    });

    it("rejects places that Flink or Kubernetes have taken", () =>
        refused(
            {
                ...files({
                    "/opt/flink/conf/extra.yaml": content,
                    "/opt/flink": content,
                    "/tmp": content,
                    "/tmp/rules.json": content,
                    "/opt/keys/a": content,
                    "/proc/a": content,
                }),
                flinkConfiguration: { "kubernetes.secrets": "tls:/opt/keys" },
            },
            'files["/opt/flink/conf/extra.yaml"] cannot lie in "/opt/flink/conf", where Flink mounts its configuration; use flinkConfiguration for options, or mount it elsewhere',
            'files["/opt/flink"] cannot be a file, as "/opt/flink/conf" lies in it; give the file another path',
            'files["/tmp"] cannot be "/tmp", a folder that Flink writes to; give the file another path',
            'files["/tmp/rules.json"] cannot lie in "/tmp", which is a file; give the file another path',
            'files["/opt/keys/a"] cannot lie in "/opt/keys", where Flink mounts a Secret of "kubernetes.secrets"; use one of the two',
            'files["/proc/a"] cannot lie in "/proc", which is Kubernetes\' own; give the file another path',
        ));

    it("rejects places of the pod template's mounts", () => {
        refused(
            { ...files({ "/opt/app/a": content }), ...mountedAt("/opt/app/a/") },
            'files["/opt/app/a"] cannot be combined with podTemplate.spec.containers[0].volumeMounts[0], which mounts there too; remove one of them',
        );
        refused(
            { ...files({ "/opt/app": content }), ...mountedAt("/opt/app/a") },
            'files["/opt/app"] cannot be a file, as "/opt/app/a" lies in it; give the file another path',
        );
        refused(
            { ...files({ "/opt/app/a": content }), taskManager: mountedAt("/opt/app/a") },
            'files["/opt/app/a"] cannot be combined with taskManager.podTemplate.spec.containers[0].volumeMounts[0], which mounts there too; remove one of them',
        );
        refused({ ...files({ "/opt/app/a": content }), ...mountedAt("/opt/app") });
    });
});
