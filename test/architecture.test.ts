import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const root = path.resolve(__dirname, "..");

/** Files that break one rule each, by where they lie in `src/`. */
const planted = {
    "rules/planted.ts": 'export type { FlinkApplicationArgs } from "../jobs/application/args";',
    "clusters/eks/planted-gke.ts": 'export { GkeCluster } from "../gke/cluster";',
    "clusters/eks/planted-sdk.ts": 'export { Bucket } from "@pulumi/gcp/storage";',
    "clusters/gke/planted-whole.ts": 'export { storage } from "@pulumi/gcp";',
    "platform/planted-sdk.ts": 'export type { Bucket } from "@pulumi/aws/s3";',
    "checks/planted-a.ts": 'import type { B } from "./planted-b";\nexport type A = B | undefined;',
    "checks/planted-b.ts": 'import type { A } from "./planted-a";\nexport type B = A | undefined;',
    "reports/planted.ts": "export const nothing = 0;",
};

const refusals = [
    "src/checks/planted-a.ts → src/checks/planted-b.ts: no circle",
    "src/clusters/eks/planted-gke.ts → src/clusters/gke/cluster.ts: clusters/eks stands on clusters/shared, components, owners, contracts, flink, checks, kubernetes",
    "src/clusters/eks/planted-sdk.ts → node_modules/@pulumi/gcp/storage/index.js: clusters/eks knows @pulumi/aws",
    "src/clusters/gke/planted-whole.ts → node_modules/@pulumi/gcp/index.js: a provider's submodule and not all of it, which takes seconds to load",
    "src/platform/planted-sdk.ts → node_modules/@pulumi/aws/s3/index.js: platform knows no cloud's SDK",
    "src/reports: a folder needs a row in layers.mjs",
    "src/rules/planted.ts → src/jobs/application/args.ts: rules stands on flink, flink/types, checks",
];

describe("the architecture", function () {
    this.timeout(120_000); // the whole of src/ is read, beside the other checks
    let folder: string;

    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "architecture-"));
        for (const part of ["src", "docs", "scripts", "layers.mjs", ".dependency-cruiser.mjs", "package.json"]) {
            fs.cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
        }
        for (const file of ["tsconfig.json", "tsconfig.build.json"]) {
            fs.copyFileSync(path.join(root, file), path.join(folder, file));
        }
        fs.symlinkSync(fs.realpathSync(path.join(root, "node_modules")), path.join(folder, "node_modules"));
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("is as layers.mjs and docs/architecture.md say", () => {
        execFileSync("node", ["scripts/architecture.mjs"], { cwd: folder, encoding: "utf8" });
    });

    it("refuses an import that its table does not have, a circle of types and a folder without a row", () => {
        for (const [file, text] of Object.entries(planted)) {
            fs.mkdirSync(path.dirname(path.join(folder, "src", file)), { recursive: true });
            fs.writeFileSync(path.join(folder, "src", file), `${text}\n`);
        }
        const { status, stderr } = spawnSync("node", ["scripts/architecture.mjs"], { cwd: folder, encoding: "utf8" });
        assert.equal(status, 1);
        const found = stderr
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => line.replace(/^architecture: /, "").replace(/→ \S*node_modules/, "→ node_modules"));
        assert.deepEqual(found.sort(), refusals);
    });
});
