// Brings the operator's resource definitions into dist/crds/<release>/<Kind>.json, checked against the sha256 of each
// file, and removes what is no release's. With --complete a release that is missing is an error, otherwise a warning. With
// --add <release> it adds a release to the data file instead.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { maven, mirror, reasonOf, upstream } from "./crd-sources.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dataFile = path.join(root, "src", "flink", "operator-releases.json");
const output = path.join(root, "dist", "crds");

// Goes up when the same file is to be written in another way.
const format = 2;

const sources = [mirror, upstream, maven];

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
    await rm(folder, { recursive: true, force: true }); // what is there is not what the data file says
    return { release, reason: refusals.join("; ") };
}

/** Removes what an earlier build left: releases and kinds that the data file does not have. */
async function removeStale({ releases }) {
    for (const release of await readdir(output).catch(() => [])) {
        const crds = releases[release]?.crds;
        if (crds === undefined) {
            await rm(path.join(output, release), { recursive: true });
            continue;
        }
        const wanted = ["stamp", ...Object.keys(crds).map((kind) => `${kind}.json`)];
        const stale = (await readdir(path.join(output, release))).filter((file) => !wanted.includes(file));
        await Promise.all(stale.map((file) => rm(path.join(output, release, file), { recursive: true })));
    }
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

async function bringAll(complete) {
    const facts = JSON.parse(await readFile(dataFile, "utf8"));
    await removeStale(facts);
    const releases = Object.entries(facts.releases);
    const missing = (await Promise.all(releases.map(([release, { crds }]) => bring(release, crds, facts)))).filter(
        (refusal) => refusal !== undefined,
    );
    if (missing.length > 0) {
        report(missing, complete);
    }
}

function report(refused, complete) {
    const [{ reason }] = refused;
    const names = refused.map(({ release }) => release).join(", ");
    if (complete) {
        console.error(
            `crds: error: a published package holds every operator release, and the definitions of ${names} cannot be had (${reason}); ` +
                "set FLINK_CRD_MIRROR to a folder with their files as <release>/<file>, or pack what is there with FLINK_RELEASES=available",
        );
        process.exitCode = 1;
        return;
    }
    console.error(`crds: warning: operator releases that this build cannot install: ${names} (${reason})`);
}

const [option, release = ""] = process.argv.slice(2);
if (option === "--add") {
    const { addRelease } = await import("./add-release.mjs");
    await addRelease(dataFile, release);
} else {
    await bringAll(option === "--complete");
}
