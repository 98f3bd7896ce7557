// Prints how long the report about a preview of 1,000 changed jobs takes, from its JSON to Markdown: `npm run bench:report`.
// It needs the built package.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { median } from "./median.mjs";

const root = path.resolve(import.meta.dirname, "..");
const type = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
const goalSeconds = 3;

const inputs = (name, parallelism) => ({
    metadata: { name, namespace: "shop" },
    spec: {
        image: "orders:1",
        flinkVersion: "v2_2",
        job: { jarURI: "local:///orders.jar", parallelism, state: "running", upgradeMode: "last-state" },
        flinkConfiguration: Object.fromEntries(
            Array.from({ length: 30 }, (_, index) => [`option.${index}`, `${name}/${index}`]),
        ),
    },
});
const steps = Array.from({ length: 1000 }, (_, index) => {
    const urn = `urn:pulumi:dev::shop::flink-platform:index:FlinkApplication$${type}::job-${index}`;
    const state = (parallelism) => ({ urn, type, inputs: inputs(`job-${index}`, parallelism) });
    return { op: "update", urn, oldState: state(1), newState: state(2), detailedDiff: { "spec.job.parallelism": {} } };
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
const file = path.join(folder, "preview.json");
fs.writeFileSync(file, JSON.stringify({ steps, changeSummary: { update: 1000 } }));
const seconds = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const { status, stderr } = spawnSync(
        process.execPath,
        [path.join(root, "dist", "cli", "main.js"), "preview", "--from", file, "--format", "markdown"],
        { encoding: "utf8" },
    );
    if (status === null || status === 1) {
        throw new Error(stderr);
    }
    return (performance.now() - start) / 1000;
});
fs.rmSync(folder, { recursive: true });
console.log(`report about 1,000 changed jobs: ${median(seconds).toFixed(2)} s (goal: less than ${goalSeconds} s)`);
