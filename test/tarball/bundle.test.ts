import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { levelFolder } from "../engine/support/level-folder";
import { runNode } from "./support/compile";
import { installedPackage, newestPeers } from "./support/folders";

const program = `
    const { FlinkCrds } = require("pulumi-flink-platform");
    require("@pulumi/pulumi").runtime.setMocks({
        newResource: ({ name }) => (console.log(name), { id: name, state: {} }),
        call: () => ({}),
    });
    try {
        new FlinkCrds("flink", { release: "1.15.0" });
    } catch ({ message }) {
        console.log(message);
    }`;

/** A folder with the program in one file, and with Pulumi's SDKs beside it. */
function bundled(name: string): string {
    const source = join(newestPeers(), `${name}.js`);
    writeFileSync(source, program);
    const folder = join(levelFolder(), name);
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    symlinkSync(join(newestPeers(), "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true }));
    const outfile = join(folder, "index.js");
    buildSync({ entryPoints: [source], outfile, bundle: true, platform: "node", external: ["@pulumi/*"] });
    return folder;
}

const linesOf = async (folder: string) => (await runNode(folder, ["index.js"])).output.trim().split("\n").sort();

describe("a program in one file", () => {
    it("finds the definitions in the package that is installed beside it", async () => {
        const folder = bundled("bundle-beside");
        symlinkSync(installedPackage(), join(folder, "node_modules", "pulumi-flink-platform"));
        assert.deepEqual(await linesOf(folder), [
            "flink",
            "flink-flink-blue-green-deployment",
            "flink-flink-deployment",
            "flink-flink-session-job",
            "flink-flink-state-snapshot",
        ]);
    });

    it("is told to keep the package out of the bundle where there is none", async () => {
        const lines = await linesOf(bundled("bundle-alone"));
        assert.match(
            lines.join("\n"),
            /pulumi-flink-platform: its resource definitions are not beside the bundled program; keep the package out of the bundle/,
        );
    });
});
