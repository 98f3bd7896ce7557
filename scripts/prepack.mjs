// What `npm pack` and `npm publish` run first: it makes dist anew, so that nothing of an earlier build is packed, with the
// definitions of every operator release. FLINK_RELEASES=available packs with those that are there, for tries and tests.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, "dist");
const compiler = path.join(root, "node_modules", "typescript", "bin", "tsc");
const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
const publishing = process.env.npm_command === "publish";
const releases = process.env.FLINK_RELEASES ?? "all";

const refusal = refusalOf();
if (refusal !== undefined) {
    console.error(`prepack: error: ${refusal}`);
    process.exit(1);
}
// Definitions are checked by their stamps, and what is no release's is removed.
const stale = existsSync(dist) ? readdirSync(dist).filter((name) => name !== "crds") : [];
stale.forEach((name) => rmSync(path.join(dist, name), { recursive: true }));
run(compiler, "--project", "tsconfig.build.json");
run("scripts/crds.mjs", ...(releases === "all" ? ["--complete"] : []));

/** Why nothing is packed, or undefined. */
function refusalOf() {
    if (!["all", "available"].includes(releases)) {
        return `FLINK_RELEASES must be all or available, got "${releases}"`;
    }
    if (publishing && releases !== "all") {
        return "a published package holds every operator release; publish without FLINK_RELEASES";
    }
    if (publishing && manifest.repository === undefined) {
        return "package.json names no repository, and README's links lead nowhere without one; set repository, homepage and bugs";
    }
    return existsSync(compiler)
        ? undefined
        : "the packages that build it are not installed; run npm ci --ignore-scripts";
}

/** Runs a script of Node. What it prints goes to standard error, for `npm pack --json` prints on standard output. */
function run(...args) {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", 2, 2] });
    if (status !== 0) {
        process.exit(status ?? 1);
    }
}
