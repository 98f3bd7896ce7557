import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";

const root = path.join(__dirname, "..", "..");
const file = "flinkdeployments.flink.apache.org-v1.yml";
const content = `
metadata: { name: flinkdeployments.flink.apache.org }
spec:
  names: { kind: FlinkDeployment }
  versions: [{ name: v1beta1, additionalPrinterColumns: [{ name: Job, priority: 0 }, { name: Age, priority: 1 }] }]
`;
// The API server drops the priority 0, so that it is left out.
const definition = {
    metadata: { name: "flinkdeployments.flink.apache.org" },
    spec: {
        names: { kind: "FlinkDeployment" },
        versions: [{ name: "v1beta1", additionalPrinterColumns: [{ name: "Job" }, { name: "Age", priority: 1 }] }],
    },
};
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A package folder with the script and the facts of two releases, neither of them in Maven. */
function makePackage(crdSource: string): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "flink-crds-test-"));
    fs.mkdirSync(path.join(folder, "src", "flink"), { recursive: true });
    fs.cpSync(path.join(root, "scripts"), path.join(folder, "scripts"), { recursive: true });
    fs.copyFileSync(path.join(root, ".prettierrc.json"), path.join(folder, ".prettierrc.json"));
    fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
    const crds = { FlinkDeployment: { file, sha256: sha256(content) } };
    const release = { flinkVersions: ["1.20"], crds, image: "operator" };
    const data = { crdSource, releases: { "8.0.0": release, "9.0.0": release } };
    fs.writeFileSync(path.join(folder, "src", "flink", "operator-releases.json"), JSON.stringify(data));
    return folder;
}

/** Runs the script of a package folder; returns its exit code and all that it wrote, line by line. */
function run(folder: string, args: string[] = [], mirror = ""): Promise<{ code: number; lines: string[] }> {
    return new Promise((resolve) => {
        const environment = { ...process.env, FLINK_CRD_MIRROR: mirror, NODE_OPTIONS: "" };
        const script = path.join(folder, "scripts", "crds.mjs");
        execFile(process.execPath, [script, ...args], { env: environment }, (error, stdout, stderr) =>
            resolve({
                code: typeof error?.code === "number" ? error.code : 0,
                lines: `${stdout}${stderr}`.split("\n").filter((line) => line !== ""),
            }),
        );
    });
}

const definitionOf = (folder: string, release: string): unknown => {
    const written = path.join(folder, "dist", "crds", release, "FlinkDeployment.json");
    return fs.existsSync(written) ? JSON.parse(fs.readFileSync(written, "utf8")) : undefined;
};

describe("scripts/crds.mjs", () => {
    const nowhere = "http://127.0.0.1:1/{release}/{file}"; // nothing listens on port 1
    let folder: string;
    let mirror: string;
    const mirrorRelease = (release: string, text: string) => {
        fs.mkdirSync(path.join(mirror, release), { recursive: true });
        fs.writeFileSync(path.join(mirror, release, file), text);
    };

    beforeEach(() => {
        folder = makePackage(nowhere);
        mirror = path.join(folder, "mirror");
    });
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    it("brings each release from the mirror, and does nothing the second time", async () => {
        mirrorRelease("8.0.0", content);
        mirrorRelease("9.0.0", content);
        const first = await run(folder, ["--complete"], mirror);
        assert.equal(first.code, 0);
        assert.deepEqual(first.lines.sort(), ["crds: 8.0.0 from the mirror", "crds: 9.0.0 from the mirror"]);
        assert.deepEqual(definitionOf(folder, "8.0.0"), definition);
        assert.deepEqual(definitionOf(folder, "9.0.0"), definition);
        assert.deepEqual(await run(folder, ["--complete"]), { code: 0, lines: [] });
    });

    it("warns of a release that cannot be had, and refuses to pack without it", async () => {
        mirrorRelease("8.0.0", content);
        const local = await run(folder, [], mirror);
        assert.equal(local.code, 0);
        assert.equal(local.lines.length, 2);
        assert.match(
            local.lines[1] ?? "",
            /^crds: warning: operator releases that this build cannot install: 9\.0\.0 \(/,
        );
        const complete = await run(folder, ["--complete"], mirror);
        assert.equal(complete.code, 1);
        assert.equal(complete.lines.length, 1);
        assert.match(
            complete.lines[0] ?? "",
            /^crds: error: a published package holds every operator release, and the definitions of 9\.0\.0 cannot be had \(the mirror: ENOENT.*\); set FLINK_CRD_MIRROR to a folder with their files as <release>\/<file>, or pack what is there with FLINK_RELEASES=available$/,
        );
        assert.equal(definitionOf(folder, "9.0.0"), undefined);
    });

    it("refuses a file that is not the released one", async () => {
        mirrorRelease("8.0.0", content);
        mirrorRelease("9.0.0", `${content}# changed\n`);
        const { code, lines } = await run(folder, ["--complete"], mirror);
        assert.equal(code, 1);
        const got = sha256(`${content}# changed\n`);
        assert.match(
            lines.join("\n"),
            new RegExp(`9\\.0\\.0 cannot be had \\(the mirror: ${file} has sha256 ${got}, not `),
        );
        assert.equal(definitionOf(folder, "9.0.0"), undefined);
    });

    it("removes what an earlier build left", async () => {
        mirrorRelease("8.0.0", content);
        mirrorRelease("9.0.0", content);
        await run(folder, [], mirror);
        const crds = path.join(folder, "dist", "crds");
        fs.mkdirSync(path.join(crds, "7.0.0"));
        fs.writeFileSync(path.join(crds, "7.0.0", "FlinkDeployment.json"), "{}");
        fs.writeFileSync(path.join(crds, "8.0.0", "Removed.json"), "{}");
        fs.writeFileSync(path.join(crds, "9.0.0", "stamp"), "of another format");
        fs.rmSync(path.join(mirror, "9.0.0"), { recursive: true });
        await run(folder, [], mirror);
        assert.deepEqual(fs.readdirSync(crds), ["8.0.0"]);
        assert.deepEqual(fs.readdirSync(path.join(crds, "8.0.0")).sort(), ["FlinkDeployment.json", "stamp"]);
    });

    it("asks upstream for what the mirror lacks", async () => {
        const asked: string[] = [];
        const server = http.createServer((request, response) => {
            asked.push(request.url ?? "");
            response.end(content);
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        const upstream = makePackage(`http://127.0.0.1:${port}/release-{release}/{file}`);
        try {
            mirrorRelease("8.0.0", content);
            const { code, lines } = await run(upstream, ["--complete"], mirror);
            assert.equal(code, 0);
            assert.deepEqual(lines.sort(), ["crds: 8.0.0 from the mirror", "crds: 9.0.0 from upstream"]);
            assert.deepEqual(asked, [`/release-9.0.0/${file}`]);
            assert.deepEqual(definitionOf(upstream, "9.0.0"), definition);
        } finally {
            server.close();
            fs.rmSync(upstream, { recursive: true, force: true });
        }
    });
});
