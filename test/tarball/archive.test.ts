import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { runNode } from "./support/compile";
import { archive, installedPackage, newestPeers, repository } from "./support/folders";

const files = () => readdirSync(installedPackage(), { recursive: true, encoding: "utf8" }).sort();
const read = (file: string) => readFileSync(join(installedPackage(), file), "utf8");

describe("the archive of npm pack", () => {
    it("holds what the sources make and nothing of an earlier build", () => {
        const compiled = files().filter((file) => /^dist\/.*\.js$/.test(file));
        const sources = readdirSync(join(repository, "src"), { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => `dist/${file.replace(/\.ts$/, ".js")}`);
        assert.deepEqual(compiled, sources.sort());
    });

    it("holds the definitions that this checkout has, and says whose they are", () => {
        const releases = readdirSync(join(repository, "dist", "crds")).sort();
        assert.deepEqual(readdirSync(join(installedPackage(), "dist", "crds")).sort(), releases);
        assert.match(
            read("NOTICE"),
            /dist\/crds holds the resource definitions of the Apache Flink Kubernetes Operator/,
        );
        assert.match(read("NOTICE"), /The Apache Software Foundation/);
    });

    it("names no source map, for the sources are not in it", () => {
        assert.deepEqual(
            files().filter((file) => file.endsWith(".map")),
            [],
        );
        const scripts = files().filter((file) => /\.(js|ts)$/.test(file));
        assert.deepEqual(
            scripts.filter((file) => read(file).includes("sourceMappingURL=")),
            [],
        );
    });

    it("is smaller than 1 MB", () => assert.ok(statSync(archive()).size < 1_000_000));

    it("has every file that README and the pages of docs link to, but for those of a checkout", () => {
        const documents = files().filter((file) => /^(README|docs\/.*)\.md$/.test(file));
        const missing = documents.flatMap((document) =>
            [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
                .map(([, target]) => join(dirname(document), target ?? ""))
                .filter((target) => !existsSync(join(installedPackage(), target))),
        );
        // Sources and tools, which those need who work on the package.
        assert.deepEqual(
            [...new Set(missing)].filter(
                (target) =>
                    !/^(src|tools|test|bench)\//.test(target) && !["layers.mjs", "CONTRIBUTING.md"].includes(target),
            ),
            [],
        );
    });

    it("passes publint", async () => {
        const script = `import("publint").then(async ({ publint }) => {
            const { messages } = await publint({ pkgDir: ${JSON.stringify(installedPackage())}, pack: false, strict: true });
            console.log(JSON.stringify(messages));
        });`;
        const { output } = await runNode(newestPeers(), ["-e", script]);
        assert.equal(output.trim(), "[]");
    });

    it("has the plugin, whose schema Pulumi reads where the package is installed", async () => {
        const folder = join(installedPackage(), "plugin");
        const script = `
            const { Analyzer } = require("@pulumi/pulumi/provider/experimental/analyzer");
            const manifest = require(${JSON.stringify(join(folder, "package.json"))});
            const analyzer = new Analyzer(${JSON.stringify(folder)}, "flink-platform", manifest, new Set(["FlinkStack"]));
            console.log(Object.keys(analyzer.analyze().components.FlinkStack.inputs).length > 5);`;
        const { output } = await runNode(newestPeers(), ["-e", script]);
        assert.equal(output.trim(), "true");
    });

    it("passes attw for every entry point and resolution", async () => {
        const tool = join("node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
        // Into a file: the tool ends its process before a pipe has taken all that it says.
        const file = join(newestPeers(), "attw.json");
        const args = [tool, archive(), "--format", "json"];
        const env = { ...process.env, NODE_OPTIONS: "" };
        spawnSync(process.execPath, args, {
            cwd: newestPeers(),
            env,
            stdio: ["ignore", openSync(file, "w"), "inherit"],
        });
        const { analysis, problems } = JSON.parse(readFileSync(file, "utf8"));
        assert.deepEqual(problems, {});
        assert.deepEqual(Object.keys(analysis.entrypoints).sort(), [
            ".",
            "./aks",
            "./eks",
            "./existing",
            "./gke",
            "./local",
            "./package.json",
            "./policy",
            "./program",
        ]);
    });
});
