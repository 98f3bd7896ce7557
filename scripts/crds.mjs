// Brings the operator's resource definitions into dist/crds/<release>/<Kind>.json, checked against the sha256 of each
// file. They come from the folder that FLINK_CRD_MIRROR names (<release>/<file>), else from upstream's release tag,
// else, for two releases, from Maven. With --complete a release that is missing is an error, otherwise a warning.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "yaml";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const output = path.join(root, "dist", "crds");
const connectTimeoutMs = 3_000; // a build without a network should not wait longer
const transferTimeoutMs = 60_000;
const mavenTimeoutMs = 120_000;

// The definitions in the jars of these two are the released ones byte for byte; newer jars were not compared.
const mavenReleases = ["1.7.0", "1.10.0"];
const mavenArtifact = "org.apache.flink:flink-kubernetes-operator-api";
const mavenFolder = "META-INF/fabric8";

// Goes up when the same file is to be written in another way.
const format = 2;

const sources = [
    { name: "the mirror", read: readMirror },
    { name: "upstream", read: readUpstream },
    { name: "Maven", read: readMaven },
];

/** Gives the content of a release's files from the folder of FLINK_CRD_MIRROR. */
async function readMirror(release, files) {
    const mirror = process.env.FLINK_CRD_MIRROR;
    if (!mirror) {
        throw new Error("FLINK_CRD_MIRROR is not set");
    }
    return Promise.all(files.map((file) => readFile(path.join(mirror, release, file))));
}

/** Gives the content of a release's files from upstream's tag. */
async function readUpstream(release, files, { crdSource }) {
    return Promise.all(files.map((file) => download(crdSource.replace("{release}", release).replace("{file}", file))));
}

async function download(url) {
    const abort = new AbortController();
    let timer = setTimeout(() => abort.abort(new Error("timed out")), connectTimeoutMs);
    try {
        const response = await fetch(url, { signal: abort.signal });
        clearTimeout(timer);
        if (!response.ok) {
            throw new Error(`${url} answered ${response.status}`);
        }
        timer = setTimeout(() => abort.abort(new Error("timed out")), transferTimeoutMs);
        return Buffer.from(await response.arrayBuffer());
    } finally {
        clearTimeout(timer);
    }
}

/** Gives the content of a release's files from the jar that Maven has. */
async function readMaven(release, files) {
    if (!mavenReleases.includes(release)) {
        throw new Error(`not compared for ${release}`);
    }
    const folder = await mkdtemp(path.join(tmpdir(), "flink-crds-"));
    try {
        const goal = ["dependency:unpack", `-Dartifact=${mavenArtifact}:${release}`, `-DoutputDirectory=${folder}`];
        await promisify(execFile)("mvn", ["-q", "-B", ...goal, `-Dmdep.unpack.includes=${mavenFolder}/*.yml`], {
            cwd: folder, // not this package's: Maven would look for a project
            timeout: mavenTimeoutMs,
        });
        return await Promise.all(files.map((file) => readFile(path.join(folder, mavenFolder, file))));
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

const sha256 = (content) => createHash("sha256").update(content).digest("hex");

/** Throws if a release's files are not the released ones. */
function checkContents(crds, contents) {
    crds.forEach(({ file, sha256: wanted }, index) => {
        const got = sha256(contents[index]);
        if (got !== wanted) {
            throw new Error(`${file} has sha256 ${got}, not ${wanted}`);
        }
    });
}

/** Brings one release; returns why it could not, or undefined. */
async function bring(release, crdsByKind, facts) {
    const kinds = Object.keys(crdsByKind);
    const crds = Object.values(crdsByKind);
    const folder = path.join(output, release);
    const stampFile = path.join(folder, "stamp");
    const stamp = `format ${format}\n` + kinds.map((kind) => `${kind} ${crdsByKind[kind].sha256}\n`).join("");
    if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) {
        return undefined;
    }
    const refusals = [];
    for (const source of sources) {
        try {
            const contents = await source.read(
                release,
                crds.map(({ file }) => file),
                facts,
            );
            checkContents(crds, contents);
            await rm(folder, { recursive: true, force: true });
            await mkdir(folder, { recursive: true });
            await Promise.all(kinds.map((kind, index) => writeDefinition(folder, kind, contents[index])));
            await writeFile(stampFile, stamp); // last: what is half written has no stamp
            console.log(`crds: ${release} from ${source.name}`);
            return undefined;
        } catch (error) {
            refusals.push(`${source.name}: ${reasonOf(error)}`);
        }
    }
    return { release, reason: refusals.join("; ") };
}

async function writeDefinition(folder, kind, content) {
    const definition = parse(content.toString("utf8"));
    if (definition?.spec?.names?.kind !== kind) {
        throw new Error(`expected the definition of ${kind}, got that of ${definition?.spec?.names?.kind}`);
    }
    const file = path.join(folder, `${kind}.json`);
    await writeFile(`${file}.new`, JSON.stringify(definition, withoutZeroPriority));
    await rename(`${file}.new`, file);
}

/**
 * The API server leaves out the priority 0 of a printed column: what was sent with it would differ from what is there for
 * ever, and every preview would show a change.
 */
function withoutZeroPriority(key, value) {
    return key === "priority" && value === 0 ? undefined : value;
}

/** The shortest text that says why: the cause below "fetch failed", the first line of a failed command. */
function reasonOf(error) {
    const [line] = String(error.cause?.message ?? error.message).split("\n");
    return line;
}

const complete = process.argv.includes("--complete");
const facts = createRequire(import.meta.url)(path.join(root, "dist", "operator-releases.js"));
const releases = Object.entries(facts.operatorReleases);
const missing = (await Promise.all(releases.map(([release, { crds }]) => bring(release, crds, facts)))).filter(
    (refusal) => refusal !== undefined,
);
if (missing.length > 0) {
    report(missing);
}

function report(refused) {
    if (complete) {
        refused.forEach(({ release, reason }) => console.error(`crds: error: ${release} cannot be had: ${reason}`));
        console.error("crds: a published package holds every release; set FLINK_CRD_MIRROR to a folder that has them");
        process.exitCode = 1;
        return;
    }
    const [{ reason }] = refused;
    const names = refused.map(({ release }) => release).join(", ");
    console.error(`crds: warning: operator releases that this build cannot install: ${names} (${reason})`);
}
