import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { LocalCluster, type LocalClusterArgs } from "../../../src/clusters/local/cluster";
import { serverName } from "../../../src/clusters/local/object-server";
import type { Access, Binding } from "../../../src/contracts/cluster";
import { named, record, type RecordOptions } from "../../support/record";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

describe("the object store's servers", () => {
    let folder: string;
    let kubeconfig: string;
    const file = (name: string) => path.join(folder, name);
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "object-server-"));
        kubeconfig = file("config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
        fs.writeFileSync(file("sample.txt"), "to be or not to be");
        fs.writeFileSync(file("sample.bin"), Buffer.from([0xff, 0x00, 0xfe]));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    /** What a program with a cluster and the bindings of some namespaces registers. */
    const bound = async (
        namespaces: readonly string[],
        { objectStore, access = ["state:readWrite"], ...options }: Bound & RecordOptions = {},
    ) => {
        const bindings: Binding[] = [];
        const resources = await record(() => {
            const cluster = new LocalCluster("a", { kubeconfig, objectStore });
            for (const namespace of namespaces) {
                const args = { namespace, serviceAccount: "flink", access, statePrefix: namespace };
                bindings.push(cluster.bindServiceAccount(namespace, args, { provider: cluster.provider }));
            }
        }, options);
        return { resources, bindings };
    };
    interface Bound {
        readonly objectStore?: LocalClusterArgs["objectStore"];
        readonly access?: readonly Access[];
    }

    it("are one for each service account, with keys, folder and address of its own", async () => {
        const { resources, bindings } = await bound(["orders", "audit"]);
        const parts = (namespace: string, name: string) => named(resources, `${namespace}-${name}`).inputs;
        for (const [index, namespace] of ["orders", "audit"].entries()) {
            const name = serverName(namespace, "flink");
            const metadata = { name, namespace: "flink-object-store" };
            assert.deepEqual(parts(namespace, "credentials").metadata, metadata);
            assert.deepEqual(parts(namespace, "service").metadata, {
                ...metadata,
                labels: { "flink-platform/namespace": namespace },
                annotations: { "pulumi.com/skipAwait": "true" },
            });
            const { selector, template } = parts(namespace, "server").spec;
            assert.deepEqual(selector.matchLabels, { app: "object-store", "flink-platform/server": name });
            assert.deepEqual(template.metadata.labels, selector.matchLabels);
            assert.deepEqual(parts(namespace, "service").spec.selector, selector.matchLabels);
            const [{ env, volumeMounts }] = template.spec.containers;
            assert.deepEqual(
                env.map(({ valueFrom }: any) => valueFrom.secretKeyRef.name),
                [name, name],
            );
            assert.deepEqual(volumeMounts, [
                { name: "data", mountPath: "/data", subPath: `parts/${namespace}` },
                { name: "data", mountPath: "/data/flink", subPath: `parts/${namespace}/flink` },
                { name: "accounts", mountPath: "/accounts" },
            ]);
            assert.deepEqual(bindings[index]?.flinkConfiguration("2.2.1"), {
                "s3.endpoint": `http://${name}.flink-object-store.svc:7070`,
                "s3.path.style.access": "true",
                "s3.directory.marker.retention": "keep",
            });
        }
        const [one, other] = [parts("orders", "credentials").data, parts("audit", "credentials").data];
        assert.notEqual(one.accessKeyId, other.accessKeyId);
        assert.notEqual(one.secretAccessKey, other.secretAccessKey);
    });

    it("keep credentials secret, random, and those of the first run", async () => {
        const { resources } = await bound(["jobs"]);
        const first = named(resources, "jobs-credentials");
        assert.deepEqual(first.secretInputs, ["data"]);
        assert.deepEqual(first.ignoreChanges, ["data"]);
        assert.deepEqual(first.additionalSecretOutputs, ["data", "stringData"]);
        assert.equal(Buffer.from(first.inputs.data.accessKeyId, "base64").length, 20);
        assert.equal(Buffer.from(first.inputs.data.secretAccessKey, "base64").length, 40);
        const second = named((await bound(["jobs"])).resources, "jobs-credentials");
        assert.notEqual(first.inputs.data.secretAccessKey, second.inputs.data.secretAccessKey);
    });

    it("take new credentials by a new pod", async () => {
        const template = async (uid: string) => {
            const secret = ({ inputs }: pulumi.runtime.MockResourceArgs) => ({ metadata: { ...inputs.metadata, uid } });
            const { resources } = await bound(["jobs"], { results: { "kubernetes:core/v1:Secret": secret } });
            return named(resources, "jobs-server").inputs.spec.template;
        };
        const [before, after] = [await template("9c5a"), await template("77b1")];
        assert.equal(before.metadata.annotations["flink-platform/credentials"], "9c5a");
        assert.equal(after.metadata.annotations["flink-platform/credentials"], "77b1");
        assert.deepEqual(after.spec, before.spec);
    });

    it("give their keys to pods through a Secret in the service account's namespace", async () => {
        const { resources, bindings } = await bound(["jobs"]);
        const copy = named(resources, "jobs-object-store");
        assert.deepEqual(copy.inputs.metadata, { name: "flink-object-store", namespace: "jobs" });
        assert.deepEqual(copy.secretInputs, ["data"]);
        assert.deepEqual(copy.inputs.data, named(resources, "jobs-credentials").inputs.data);
        assert.deepEqual(bindings[0]?.env, [
            { name: "AWS_ACCESS_KEY_ID", secretName: "flink-object-store", secretKey: "accessKeyId" },
            { name: "AWS_SECRET_ACCESS_KEY", secretName: "flink-object-store", secretKey: "secretAccessKey" },
        ]);
    });

    it("are not made without rights to state, and only read where no more is asked for", async () => {
        const none = await bound(["logs"], { access: ["logs:write"] });
        assert.deepEqual([none.bindings[0]?.env, none.bindings[0]?.dependsOn], [[], []]);
        assert.deepEqual(
            none.resources.filter(({ name }) => name.startsWith("logs")),
            [],
        );
        const readOnly = async (access: readonly Access[]) =>
            named(
                (await bound(["jobs"], { access })).resources,
                "jobs-server",
            ).inputs.spec.template.spec.containers[0].args.includes("--readonly");
        assert.equal(await readOnly(["state:read"]), true);
        assert.equal(await readOnly(["state:read", "state:readWrite"]), false);
    });

    it("refuse keys that they do not know, instead of answering that there is no such file", async () => {
        const { containers, volumes } = named((await bound(["jobs"])).resources, "jobs-server").inputs.spec.template
            .spec;
        assert.deepEqual(containers[0].args, [
            ...["--port", ":7070", "--health", "/health", "--quiet", "--iam-dir", "/accounts"],
            ...["posix", "--default-etag", "sample", "/data"],
        ]);
        assert.deepEqual(volumes[1], { name: "accounts", emptyDir: {} });
    });

    for (const prefix of ["", "jobs/mine"]) {
        it(`do not serve "${prefix}", which is not one folder of the store`, () =>
            assert.rejects(
                bound([prefix]),
                (error: unknown) =>
                    pulumi.RunError.isInstance(error) &&
                    error.message ===
                        `LocalCluster "a": statePrefix must be one folder of the store, got "${prefix}"; bind each folder by itself`,
            ));
    }

    it("serve until their successor does, on the node that has the volume, and are restarted if they hang", async () => {
        const { spec } = named((await bound(["jobs"])).resources, "jobs-server").inputs;
        assert.deepEqual(spec.strategy, { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
        assert.deepEqual(spec.template.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution, [
            { labelSelector: { matchLabels: { app: "object-store" } }, topologyKey: "kubernetes.io/hostname" },
        ]);
        const [{ startupProbe, readinessProbe, livenessProbe }] = spec.template.spec.containers;
        const httpGet = { path: "/health", port: "s3" };
        assert.deepEqual(startupProbe, { httpGet, periodSeconds: 1, failureThreshold: 60 });
        assert.deepEqual(readinessProbe, { httpGet, periodSeconds: 5, timeoutSeconds: 2 });
        assert.deepEqual(livenessProbe, { httpGet, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 });
    });

    it("serve the samples of their part read-only, and a new one makes a new pod", async () => {
        const samples = {
            "jobs/texts/sample.txt": file("sample.txt"),
            "jobs/texts/sample.bin": file("sample.bin"),
            "other/sample.txt": file("sample.txt"),
        };
        const server = async () => {
            const { resources } = await bound(["jobs", "plain"], { objectStore: { samples } });
            const { data, binaryData } = named(resources, "jobs-samples").inputs;
            assert.deepEqual(data, { "jobs__texts__sample.txt": fs.readFileSync(file("sample.txt"), "utf8") });
            assert.deepEqual(binaryData, { "jobs__texts__sample.bin": "/wD+" });
            const without = named(resources, "plain-server").inputs.spec.template.spec;
            assert.deepEqual([without.initContainers, without.volumes.length], [[], 2]);
            return named(resources, "jobs-server").inputs.spec.template;
        };
        const before = await server();
        const mount = (extension: string) => ({
            name: "samples",
            mountPath: `/data/flink/jobs/texts/sample.${extension}`,
            subPath: `jobs__texts__sample.${extension}`,
            readOnly: true,
        });
        assert.deepEqual(before.spec.containers[0].volumeMounts.slice(3), [mount("txt"), mount("bin")]);
        assert.deepEqual(before.spec.initContainers[0].volumeMounts, [
            { name: "data", mountPath: "/folders/0", subPath: "parts/jobs/flink/jobs/texts" },
        ]);
        fs.writeFileSync(file("sample.txt"), "something else");
        const after = await server();
        assert.notDeepEqual(after.metadata.annotations, before.metadata.annotations);
        assert.deepEqual(after.spec, before.spec);
    });

    it("take the image and the pull secrets of its registry", async () => {
        const pod = async (objectStore: LocalClusterArgs["objectStore"]) =>
            named((await bound(["jobs"], { objectStore })).resources, "jobs-server").inputs.spec.template.spec;
        assert.deepEqual((await pod({})).imagePullSecrets, []);
        const mirrored = await pod({ image: "registry.example.com/versitygw:v1", imagePullSecrets: ["registry"] });
        assert.equal(mirrored.containers[0].image, "registry.example.com/versitygw:v1");
        assert.deepEqual(mirrored.imagePullSecrets, [{ name: "registry" }]);
    });
});

describe("serverName", () => {
    it("tells service accounts apart, and has room in a label", () => {
        assert.equal(serverName("orders", "flink"), "object-store-orders-4358bd3a");
        assert.notEqual(serverName("a-b", "c"), serverName("a", "b-c"));
        const long = serverName(`${"a".repeat(40)}-${"b".repeat(22)}`, "flink");
        assert.match(long, /^object-store-a{40}-[0-9a-f]{8}$/);
        assert.ok(serverName("a".repeat(63), "flink").length <= 63);
    });
});
