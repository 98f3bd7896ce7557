import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { FlinkManifestArgs } from "../../../src/jobs/manifest/args";
import { FlinkManifest } from "../../../src/jobs/manifest/manifest";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { record, type Recorded } from "../../support/record";

const example = path.resolve(__dirname, "../../../examples/manifest/shop.yaml");
const custom = (resources: readonly Recorded[]) =>
    resources.filter(({ type }) => type.startsWith("kubernetes:flink.apache.org/"));

describe("FlinkManifest", () => {
    let folder: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "manifest-"));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const made = (args: Partial<FlinkManifestArgs>, use: (manifest: FlinkManifest) => void = () => undefined) =>
        record(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            use(new FlinkManifest("shop", { platform, file: example, ...args }));
        });
    const of = (text: string) => {
        const file = path.join(folder, "shop.yaml");
        fs.writeFileSync(file, text);
        return file;
    };

    it("makes every resource of the file, in order", async () => {
        let names: unknown;
        const resources = await made({ namespace: "shop" }, ({ deployments, sessionJobs, snapshots }) => {
            names = [deployments, sessionJobs, snapshots].map((all) => Object.keys(all));
        });
        assert.deepEqual(names, [["shared"], ["orders"], ["before-migration"]]);
        const found = custom(resources);
        assert.deepEqual(
            found.map(({ name, parent, inputs }) => [inputs.kind, name, parent, inputs.metadata.name]),
            [
                ["FlinkDeployment", "shop-shared", "shop-shared", "shared"],
                ["FlinkSessionJob", "shop-orders", "shop-orders", "orders"],
                ["FlinkStateSnapshot", "shop-before-migration", "shop-before-migration", "before-migration"],
            ],
        );
        assert.deepEqual(
            found.map(({ dependsOn }) => dependsOn.filter((name) => name.startsWith("shop-"))),
            [[], ["shop-shared"], ["shop-orders"]],
        );
        assert.ok(found.every(({ inputs }) => inputs.metadata.namespace === "shop"));
    });

    it("changes image and version of FlinkDeployments alone", async () => {
        const found = custom(await made({ image: "acme/shop:2", flinkVersion: "v2_1", namespace: "shop" }));
        const [deployment, job] = found.map(({ inputs }) => inputs.spec);
        assert.deepEqual([deployment.image, deployment.flinkVersion], ["acme/shop:2", "v2_1"]);
        assert.equal(job.image, undefined);
    });

    it("leaves resources in their own namespaces, and in default", async () => {
        const job = (name: string, metadata: string) =>
            `{apiVersion: flink.apache.org/v1beta1, kind: FlinkSessionJob, metadata: {name: ${name}${metadata}}, spec: {deploymentName: theirs, job: {jarURI: "https://example.com/a.jar", parallelism: 1, upgradeMode: stateless}}}\n`;
        const file = of(`${job("a", "")}---\n---\n${job("b", ", namespace: other")}`);
        assert.deepEqual(
            custom(await made({ file })).map(({ inputs }) => [inputs.metadata.name, inputs.metadata.namespace]),
            [
                ["a", "default"],
                ["b", "other"],
            ],
        );
    });

    const rejects = (text: string, lines: (file: string) => string[]) => {
        const file = of(text);
        return assert.rejects(made({ file }), { message: lines(file).join("\n") });
    };

    it("rejects other kinds, unknown fields and missing names, of all documents at once", () =>
        rejects(
            [
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}",
                "{apiVersion: flink.apache.org/v1alpha1, kind: FlinkSessionJob, spec: {}, data: {}}",
            ].join("\n---\n"),
            (file) => [
                `FlinkManifest "shop": ${file} documents[0].kind must be one of FlinkDeployment, FlinkBlueGreenDeployment, FlinkSessionJob, FlinkStateSnapshot, got "ConfigMap"; declare it in the program`,
                `FlinkManifest "shop": ${file} documents[1].apiVersion must be flink.apache.org/v1beta1, got "flink.apache.org/v1alpha1"`,
                `FlinkManifest "shop": ${file} documents[1].data is not known; known: apiVersion, kind, metadata, spec`,
                `FlinkManifest "shop": ${file} documents[1].metadata.name is required: the name in Kubernetes, got nothing`,
            ],
        ));

    it("rejects what is wrong with several specs at once, by their resources", () => {
        const [deployment, job = "", snapshot] = fs.readFileSync(example, "utf8").split("---\n");
        const text = [
            deployment,
            job.replace("parallelism: 1", "parallelism: 0"),
            snapshot?.replace("NATIVE", "UNKNOWN"),
        ];
        return rejects(text.join("---\n"), () => [
            'FlinkSessionJob "shop-orders": spec.job.parallelism must be a whole number of at least 1, got 0',
            'FlinkStateSnapshot "shop-before-migration": spec.savepoint.formatType must be CANONICAL or NATIVE, got "UNKNOWN"',
        ]);
    });

    it("takes leave to lose state for its FlinkDeployments alone, by their names", async () => {
        const leave = { change: "c72d-8c48", reason: "A new topic" };
        await made({ namespace: "shop", acceptStateLoss: { shared: leave } });
        await made({ namespace: "shop", acceptStateLoss: null as never });
        await assert.rejects(made({ namespace: "shop", acceptStateLoss: { shard: leave } }), {
            message: 'FlinkManifest "shop": acceptStateLoss.shard is not known; use shared',
        });
        await assert.rejects(made({ namespace: "shop", acceptStateLoss: { shared: { ...leave, reason: "" } } }), {
            message: 'FlinkDeployment "shop-shared": acceptStateLoss.reason must be text, got ""',
        });
    });

    it("rejects an empty file, one that is not there, and a resource that is there twice", async () => {
        await rejects("---\n", (file) => [`FlinkManifest "shop": ${file} must hold a Flink resource, got none`]);
        const job = "{apiVersion: flink.apache.org/v1beta1, kind: FlinkSessionJob, metadata: {name: a}, spec: {}}";
        await rejects(`${job}\n---\n${job}`, (file) => [
            `FlinkManifest "shop": ${file} documents[1] must not repeat FlinkSessionJob "a"; put it into a file of its own`,
        ]);
        await assert.rejects(made({ file: "/nowhere.yaml" }), {
            message:
                "FlinkManifest \"shop\": /nowhere.yaml cannot be read: ENOENT: no such file or directory, open '/nowhere.yaml'",
        });
    });
});
