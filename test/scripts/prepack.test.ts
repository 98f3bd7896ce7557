import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const root = path.join(__dirname, "..", "..");

describe("scripts/prepack.mjs", () => {
    let clone: string;
    const linkPackages = () => fs.symlinkSync(path.join(root, "node_modules"), path.join(clone, "node_modules"));
    /** Runs the script as npm does; returns its exit code and the lines that it wrote. */
    const run = (environment: Record<string, string> = {}) => {
        const { FLINK_RELEASES: _, ...outer } = process.env;
        const env = { ...outer, NODE_OPTIONS: "", npm_command: "pack", ...environment };
        const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(clone, "scripts", "prepack.mjs")], {
            env,
            encoding: "utf8",
        });
        return { status, lines: `${stdout}${stderr}`.split("\n").filter((line) => line !== "") };
    };
    const refused = (problem: string) => ({ status: 1, lines: [`prepack: error: ${problem}`] });

    beforeEach(() => {
        clone = fs.mkdtempSync(path.join(os.tmpdir(), "prepack-"));
        fs.cpSync(path.join(root, "scripts"), path.join(clone, "scripts"), { recursive: true });
        fs.writeFileSync(path.join(clone, "package.json"), "{}");
        fs.mkdirSync(path.join(clone, "dist"));
        fs.writeFileSync(path.join(clone, "dist", "removed.js"), "");
    });
    afterEach(() => fs.rmSync(clone, { recursive: true }));

    it("says in a fresh clone how to install what builds the package", () =>
        assert.deepEqual(run(), refused("the packages that build it are not installed; run npm ci --ignore-scripts")));

    it("refuses another word than all and available", () => {
        linkPackages();
        assert.deepEqual(
            run({ FLINK_RELEASES: "some" }),
            refused('FLINK_RELEASES must be all or available, got "some"'),
        );
    });

    it("publishes no package that lacks releases, and none whose links lead nowhere", () => {
        linkPackages();
        assert.deepEqual(
            run({ FLINK_RELEASES: "available", npm_command: "publish" }),
            refused("a published package holds every operator release; publish without FLINK_RELEASES"),
        );
        assert.deepEqual(
            run({ npm_command: "publish" }),
            refused(
                "package.json names no repository, and README's links lead nowhere without one; set repository, homepage and bugs",
            ),
        );
    });

    it("empties dist before it builds", () => {
        linkPackages();
        fs.mkdirSync(path.join(clone, "src"));
        fs.writeFileSync(path.join(clone, "src", "index.ts"), "export const broken: number = '';\n");
        fs.writeFileSync(
            path.join(clone, "tsconfig.build.json"),
            JSON.stringify({ compilerOptions: { outDir: "dist", types: [], noEmitOnError: true }, include: ["src"] }),
        );
        const { status, lines } = run();
        assert.notEqual(status, 0);
        assert.match(lines.join("\n"), /src\/index\.ts\(1,14\): error TS2322/);
        assert.deepEqual(fs.readdirSync(path.join(clone, "dist")), []);
    });
});
