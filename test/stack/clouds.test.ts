import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { clouds, createCluster, type ClusterConfig } from "../../src/stack/clouds";
import { place as aksPlace } from "../support/aks-mocks";
import { clouds as modules } from "../support/clouds";
import { missingPlaces, type RegisteredCloud } from "../support/cloud-places";
import { place as gkePlace } from "../support/gke-mocks";
import { named, record } from "../support/record";
import { unreachableKubeconfig as kubeconfig } from "../support/unreachable-kubeconfig";

const root = path.resolve(__dirname, "../..");

/** Text of a file with more text before a mark in it. */
function insert(file: string, mark: string, text: string): void {
    const content = fs.readFileSync(file, "utf8");
    assert.ok(content.includes(mark), `${file} has ${mark}`);
    fs.writeFileSync(file, content.replace(mark, `${text}${mark}`));
}

describe("the registry of clouds", () => {
    for (const [name, entry] of Object.entries(clouds)) {
        const { sdk }: { sdk?: string } = entry;
        it(`has every place that ${name} needs`, () => assert.deepEqual(missingPlaces(root, { name, sdk }), []));

        it(`names ${name} as its block does`, () => assert.equal(entry.block.shape.cloud.value, name));
    }

    const blocks: readonly ClusterConfig[] = [
        { cloud: "eks", region: "eu-west-1", endpoint: { reachable: true } },
        { cloud: "gke", ...gkePlace },
        { cloud: "aks", ...aksPlace, administrators: [...aksPlace.administrators] },
        { cloud: "local", kubeconfig },
        { cloud: "existing", kubeconfig, stateStore: { kind: "s3", bucket: "flink-state" } },
    ];
    for (const block of blocks) {
        it(`hands a component's options to the cluster on ${block.cloud}`, async () => {
            const { mocks } = modules[block.cloud];
            const resources = await record(() => createCluster("prod", block, { protect: true }), mocks);
            assert.equal(named(resources, "prod").protect, true);
        });
    }
});

describe("a cloud that is added as docs/adding-a-cloud.md says", function () {
    this.timeout(120_000); // a new process compiles what it loads
    let copy: string;
    const inCopy = (...parts: string[]) => path.join(copy, ...parts);
    const toy: RegisteredCloud = { name: "toy" };

    before(() => {
        copy = fs.mkdtempSync(path.join(os.tmpdir(), "toy-cloud-"));
        for (const part of ["src", "stacks", "layers.mjs", "package.json", "tsconfig.json"]) {
            fs.cpSync(path.join(root, part), inCopy(part), { recursive: true });
        }
        fs.symlinkSync(fs.realpathSync(path.join(root, "node_modules")), inCopy("node_modules"));
        // A folder that says what the local module says, an entry and a block.
        fs.mkdirSync(inCopy("src", "clusters", "toy"));
        fs.writeFileSync(
            inCopy("src", "clusters", "toy", "cluster.ts"),
            'import type { ClusterModule } from "../../contracts/cluster";\n' +
                "export const createToy = (name: string, args: { readonly size?: number }) =>\n" +
                "    ({ labels: { name, size: String(args.size) } }) as unknown as ClusterModule;\n",
        );
        insert(
            inCopy("src", "stack", "cluster-blocks.ts"),
            "export const localCluster",
            'export const toyCluster = strict({ cloud: z.literal("toy"), size: z.number().optional() });\n',
        );
        const registry = inCopy("src", "stack", "clouds.ts");
        insert(registry, "localCluster }", "toyCluster, ");
        insert(
            registry,
            "    local: cloud({",
            `    toy: cloud({
        block: toyCluster,
        load: () => {
            const toy = require("../clusters/toy/cluster") as typeof import("../clusters/toy/cluster");
            const facts = { architectures: { system: "any", jobManager: "any", taskManager: "any" } } as const;
            const store = { plugins: [], options: () => [], variables: [] };
            return {
                create: toy.createToy,
                check: () => [],
                facts: () => ({ ...facts, store, refusedOptions: {}, flinkVersionProblem: () => undefined }),
            };
        },
    }),
`,
        );
    });
    after(() => fs.rmSync(copy, { recursive: true }));

    it("is told each place that it still lacks", () =>
        assert.deepEqual(missingPlaces(copy, toy), [
            "src/toy.ts: write it",
            "package.json: export ./toy as dist/toy",
            "package.json: add toy to typesVersions",
            'layers.mjs: add cloud("toy"',
            "stacks/Pulumi.toy.yaml: write it",
        ]));

    it("is whole once it has them, and a stack file can name it", () => {
        insert(inCopy("layers.mjs"), '    ...cloud("local"),', '    ...cloud("toy"),\n');
        const manifest = JSON.parse(fs.readFileSync(inCopy("package.json"), "utf8"));
        manifest.exports["./toy"] = { default: "./dist/toy.js" };
        manifest.typesVersions["*"].toy = ["dist/toy.d.ts"];
        fs.writeFileSync(inCopy("package.json"), JSON.stringify(manifest));
        fs.writeFileSync(inCopy("src", "toy.ts"), 'export { createToy } from "./clusters/toy/cluster";\n');
        fs.copyFileSync(inCopy("stacks", "Pulumi.local.yaml"), inCopy("stacks", "Pulumi.toy.yaml"));
        assert.deepEqual(missingPlaces(copy, toy), []);
        const program = `
            const { readConfig } = require("./src/stack/config");
            const { createCluster } = require("./src/stack/clouds");
            const { cluster } = readConfig({ "flink-platform:cluster": '{"cloud":"toy","size":3}' });
            console.log(JSON.stringify(createCluster("flink", cluster).labels));`;
        const { stdout, stderr } = spawnSync("node", ["--require", "tsx/cjs", "--eval", program], {
            cwd: copy,
            encoding: "utf8",
        });
        assert.equal(stdout, '{"name":"flink","size":"3"}\n', stderr);
    });
});
