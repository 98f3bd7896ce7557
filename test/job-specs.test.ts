import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { jobObjects, jobObjectsFile, jobPrograms } from "./support/job-specs";

const manifest = path.resolve(__dirname, "../package.json");

// What an import gives cannot be changed; this is the same module.
const files = require("node:fs") as { readFileSync: (...args: any[]) => unknown };

/** Runs something as if the package had another version. */
async function withVersion<Result>(version: string, run: () => Promise<Result>): Promise<Result> {
    const { readFileSync: read } = files;
    const loaded = require(manifest) as { version: string };
    const own = loaded.version;
    files.readFileSync = (file, ...rest) => {
        const content = read(file, ...rest);
        return file === manifest ? JSON.stringify({ ...JSON.parse(String(content)), version }) : content;
    };
    loaded.version = version;
    try {
        return await run();
    } finally {
        loaded.version = own;
        files.readFileSync = read;
    }
}

describe("a new version of the package", () => {
    it("is tried with these programs", () =>
        assert.deepEqual(
            fs.readdirSync(path.join(__dirname, "job-specs")).sort(),
            jobPrograms.map(({ name }) => `${name}.json`).sort(),
        ));

    const other = "99.99.99";

    it("has another number for what reads it", () =>
        withVersion(other, async () => {
            assert.equal(JSON.parse(fs.readFileSync(manifest, "utf8")).version, other);
            assert.equal(require(manifest).version, other);
        }));

    for (const program of jobPrograms) {
        it(`restarts no job of ${program.name}: their objects are what they were, whatever its number`, async () => {
            const file = jobObjectsFile(program);
            const hint = `npm run job-specs writes ${path.relative(process.cwd(), file)} anew; jobs of that form then restart on the way to this version`;
            const before = fs.readFileSync(file, "utf8");
            assert.equal(await jobObjects(program), before, hint);
            assert.equal(await withVersion(other, () => jobObjects(program)), before);
        });
    }
});
