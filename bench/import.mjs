// How long the package takes to load beyond what it imports anyway.
import { execFileSync } from "node:child_process";
import { median } from "./median.mjs";

const imported = ["@pulumi/pulumi", "@pulumi/kubernetes", "@pulumi/kubernetes/core/v1"];
const runs = 7;

/** Milliseconds that a fresh process needs for a list of modules, and its memory in MiB. */
function load(modules) {
    const program = `
        const start = process.hrtime.bigint();
        for (const name of ${JSON.stringify(modules)}) require(name);
        const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
        console.log(JSON.stringify({ milliseconds, memoryMiB: process.memoryUsage().rss / 2 ** 20 }));`;
    return JSON.parse(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }));
}

/** Import times by what is imported, each the median of several fresh processes, taken in turn. */
export function measureImport(packageFolder) {
    const clouds = ["local", "eks", "gke", "aks"].map((cloud) => [
        cloud,
        [...imported, packageFolder, `${packageFolder}/dist/clusters/${cloud}/cluster.js`],
    ]);
    const kinds = { imported, package: [...imported, packageFolder], ...Object.fromEntries(clouds) };
    const samples = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    for (let run = 0; run < runs; run++) {
        for (const [kind, modules] of Object.entries(kinds)) {
            samples[kind].push(load(modules));
        }
    }
    return Object.fromEntries(
        Object.entries(samples).map(([kind, list]) => [
            kind,
            {
                milliseconds: median(list.map((sample) => sample.milliseconds)),
                memoryMiB: median(list.map((sample) => sample.memoryMiB)),
            },
        ]),
    );
}
