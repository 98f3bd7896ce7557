// Where the files of an operator's release can be had: the folder that FLINK_CRD_MIRROR names (<release>/<file>),
// upstream's release tag, and, for two releases, Maven.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const connectTimeoutMs = 3_000; // a build without a network should not wait longer
const transferTimeoutMs = 60_000;
const mavenTimeoutMs = 120_000;

// The definitions in the jars of these two are the released ones byte for byte; newer jars were not compared.
const mavenReleases = ["1.7.0", "1.10.0"];
const mavenArtifact = "org.apache.flink:flink-kubernetes-operator-api";
const mavenFolder = "META-INF/fabric8";

/** The release has no such file; other errors say nothing of the release. */
export class NoSuchFile extends Error {}

/** Each gives the content of one release's files. Maven takes all at once, so that it runs once. */
export const mirror = { name: "the mirror", read: readEach(readMirror) };
export const upstream = { name: "upstream", read: readEach(readUpstream) };
export const maven = { name: "Maven", read: readMaven };

function readEach(readOne) {
    return (release, files, facts) => Promise.all(files.map((file) => readOne(release, file, facts)));
}

async function readMirror(release, file) {
    const folder = process.env.FLINK_CRD_MIRROR;
    if (!folder) {
        throw new Error("FLINK_CRD_MIRROR is not set");
    }
    try {
        return await readFile(path.join(folder, release, file));
    } catch (error) {
        throw error.code === "ENOENT" ? new NoSuchFile(error.message) : error;
    }
}

async function readUpstream(release, file, { crdSource }) {
    const url = crdSource.replace("{release}", release).replace("{file}", file);
    const abort = new AbortController();
    let timer = setTimeout(() => abort.abort(new Error("timed out")), connectTimeoutMs);
    try {
        const response = await fetch(url, { signal: abort.signal });
        clearTimeout(timer);
        if (!response.ok) {
            const message = `${url} answered ${response.status}`;
            throw response.status === 404 ? new NoSuchFile(message) : new Error(message);
        }
        timer = setTimeout(() => abort.abort(new Error("timed out")), transferTimeoutMs);
        return Buffer.from(await response.arrayBuffer());
    } finally {
        clearTimeout(timer);
    }
}

/** Unpacks the jar that Maven has. */
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

/** The shortest text that says why: the cause below "fetch failed", the first line of a failed command. */
export function reasonOf(error) {
    const [line] = String(error.cause?.message ?? error.message).split("\n");
    return line;
}
