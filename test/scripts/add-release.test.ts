import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import * as prettier from "prettier";

const root = path.join(__dirname, "..", "..");
const files = {
    FlinkBlueGreenDeployment: "flinkbluegreendeployments.flink.apache.org-v1.yml",
    FlinkDeployment: "flinkdeployments.flink.apache.org-v1.yml",
    FlinkSessionJob: "flinksessionjobs.flink.apache.org-v1.yml",
    FlinkStateSnapshot: "flinkstatesnapshots.flink.apache.org-v1.yml",
};
type Kind = keyof typeof files;

/** A definition of a kind; the FlinkDeployment's lists Flink versions, two of which the operator refuses. */
function definition(kind: Kind): string {
    const spec = "spec: { properties: { flinkVersion: { enum: [v1_13, v1_14, v2_3, v1_20, v2_2, v1_15] } } }";
    return `spec: { names: { kind: ${kind} }, versions: [{ schema: { openAPIV3Schema: { properties: { ${spec} } } } }] }\n`;
}

const crd = (kind: Kind) => ({
    file: files[kind],
    sha256: createHash("sha256").update(definition(kind)).digest("hex"),
});

describe("npm run crds -- --add", () => {
    let folder: string;
    let mirror: string;
    let dataFile: string;
    const read = () => fs.readFileSync(dataFile, "utf8");
    const releases = () => JSON.parse(read()).releases;
    const put = (release: string, kind: Kind, text = definition(kind)) => {
        fs.mkdirSync(path.join(mirror, release), { recursive: true });
        fs.writeFileSync(path.join(mirror, release, files[kind]), text);
    };
    const putAll = (release: string) => (Object.keys(files) as Kind[]).forEach((kind) => put(release, kind));
    const upstreamAt = (url: string) =>
        fs.writeFileSync(dataFile, JSON.stringify({ ...JSON.parse(read()), crdSource: url }));

    /** Runs the script in the copy; returns its exit code and all that it wrote. */
    const add = (...args: string[]) =>
        new Promise<{ code: number; output: string }>((resolve) => {
            const env = { ...process.env, FLINK_CRD_MIRROR: mirror, NODE_OPTIONS: "" };
            const script = path.join(folder, "scripts", "crds.mjs");
            execFile(process.execPath, [script, "--add", ...args], { env }, (error, stdout, stderr) =>
                resolve({ code: typeof error?.code === "number" ? error.code : 0, output: stdout + stderr }),
            );
        });

    beforeEach(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "flink-add-release-test-"));
        mirror = path.join(folder, "mirror");
        dataFile = path.join(folder, "src", "flink", "operator-releases.json");
        fs.cpSync(path.join(root, "scripts"), path.join(folder, "scripts"), { recursive: true });
        fs.mkdirSync(path.join(folder, "src", "flink"), { recursive: true });
        fs.copyFileSync(path.join(root, "src", "flink", "operator-releases.json"), dataFile);
        fs.copyFileSync(path.join(root, ".prettierrc.json"), path.join(folder, ".prettierrc.json"));
        fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
        upstreamAt("http://127.0.0.1:1/{release}/{file}"); // nothing listens on port 1
    });
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("writes a release's kinds, files and Flink versions, and leaves the others as they are", async () => {
        putAll("99.0.0");
        const before = releases();
        assert.deepEqual(await add("99.0.0"), {
            code: 0,
            output: "crds: 99.0.0 added: FlinkBlueGreenDeployment, FlinkDeployment, FlinkSessionJob, FlinkStateSnapshot; Flink 1.15, 1.20, 2.2, 2.3\n",
        });
        const { "99.0.0": added, ...others } = releases();
        assert.deepEqual(others, before);
        assert.deepEqual(added, {
            flinkVersions: ["1.15", "1.20", "2.2", "2.3"],
            crds: {
                FlinkBlueGreenDeployment: crd("FlinkBlueGreenDeployment"),
                FlinkDeployment: crd("FlinkDeployment"),
                FlinkSessionJob: crd("FlinkSessionJob"),
                FlinkStateSnapshot: crd("FlinkStateSnapshot"),
            },
            image: before["1.15.0"].image,
        });
    });

    it("sorts by version, in the project's format, the same in whatever order releases are added", async () => {
        ["1.12.2", "1.7.1", "99.0.0"].forEach(putAll);
        const start = read();
        await add("99.0.0");
        await add("1.7.1");
        await add("1.12.2");
        const written = read();
        const numbers = Object.keys(releases());
        assert.deepEqual(numbers.slice(0, 3), ["1.7.0", "1.7.1", "1.8.0"]);
        assert.deepEqual(numbers.slice(-6), ["1.12.1", "1.12.2", "1.13.0", "1.14.0", "1.15.0", "99.0.0"]);
        const options = await prettier.resolveConfig(path.join(root, "src", "flink", "operator-releases.json"));
        assert.equal(await prettier.check(written, { ...options, filepath: dataFile }), true);
        fs.writeFileSync(dataFile, start);
        await add("1.12.2");
        await add("1.7.1");
        await add("99.0.0");
        assert.equal(read(), written);
    });

    it("leaves out a kind whose file the release lacks", async () => {
        put("1.7.1", "FlinkDeployment");
        put("1.7.1", "FlinkSessionJob");
        assert.equal((await add("1.7.1")).code, 0);
        assert.deepEqual(releases()["1.7.1"].crds, {
            FlinkDeployment: crd("FlinkDeployment"),
            FlinkSessionJob: crd("FlinkSessionJob"),
        });
    });

    it("asks upstream's tag for a release that the mirror lacks", async () => {
        const server = http.createServer((request, response) => {
            const kind = (["FlinkDeployment", "FlinkSessionJob"] as const).find(
                (served) => request.url === `/release-99.0.0/${files[served]}`,
            );
            response.writeHead(kind === undefined ? 404 : 200).end(kind === undefined ? "" : definition(kind));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        upstreamAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}/release-{release}/{file}`);
        try {
            const { code, output } = await add("99.0.0");
            assert.equal(code, 0, output);
            assert.deepEqual(Object.keys(releases()["99.0.0"].crds), ["FlinkDeployment", "FlinkSessionJob"]);
        } finally {
            server.close();
        }
    });

    it("says no to the second time and writes nothing", async () => {
        putAll("99.0.0");
        await add("99.0.0");
        const written = read();
        assert.deepEqual(await add("99.0.0"), {
            code: 1,
            output: "crds: error: 99.0.0 is known already; there is nothing to add\n",
        });
        assert.equal(read(), written);
    });

    for (const release of ["1.16", "v1.16.0", "latest", ""]) {
        it(`says no to "${release}" and writes nothing`, async () => {
            const before = read();
            assert.deepEqual(await add(release), {
                code: 1,
                output: `crds: error: --add takes a release as three numbers, such as 1.16.0, got "${release}"\n`,
            });
            assert.equal(read(), before);
        });
    }

    it("says no to a release that cannot be had and writes nothing", async () => {
        const before = read();
        put("99.0.0", "FlinkSessionJob");
        const { code, output } = await add("99.0.0");
        assert.equal(code, 1);
        assert.match(output, /^crds: error: 99\.0\.0 cannot be had: the mirror: ENOENT.*; upstream: .+\n$/);
        assert.equal(read(), before);
    });

    it("says no to a file that defines another kind, and to one without Flink versions, and writes nothing", async () => {
        const before = read();
        put("99.0.0", "FlinkDeployment");
        put("99.0.0", "FlinkSessionJob", definition("FlinkStateSnapshot"));
        assert.match(
            (await add("99.0.0")).output,
            /the mirror: flinksessionjobs\.flink\.apache\.org-v1\.yml must define FlinkSessionJob, got FlinkStateSnapshot;/,
        );
        put("98.0.0", "FlinkDeployment", "spec: { names: { kind: FlinkDeployment } }\n");
        assert.match(
            (await add("98.0.0")).output,
            /the mirror: the FlinkDeployment definition lists no Flink version from 1\.15 on;/,
        );
        assert.equal(read(), before);
    });
});
