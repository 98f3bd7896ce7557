// Adds an operator's release to the package's data: which kinds it defines, by which files, and the Flink it runs.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import * as prettier from "prettier";
import { parse } from "yaml";
import { mirror, NoSuchFile, reasonOf, upstream } from "./crd-sources.mjs";

const oldestFlink = [1, 15]; // the operator's code refuses older ones, although its definitions list them

/** Adds a release to the data file; says what is wrong and writes nothing if it cannot. */
export async function addRelease(dataFile, release) {
    try {
        const data = JSON.parse(await readFile(dataFile, "utf8"));
        checkRelease(release, data.releases);
        const facts = await factsOf(release, data);
        const releases = Object.entries({ ...data.releases, [release]: facts });
        releases.sort(([left], [right]) => compare(numbersOf(left), numbersOf(right)));
        const text = JSON.stringify({ ...data, releases: Object.fromEntries(releases) });
        const options = await prettier.resolveConfig(dataFile);
        await writeFile(dataFile, await prettier.format(text, { ...options, filepath: dataFile }));
        console.log(
            `crds: ${release} added: ${Object.keys(facts.crds).join(", ")}; Flink ${facts.flinkVersions.join(", ")}`,
        );
    } catch (error) {
        console.error(`crds: error: ${reasonOf(error)}`);
        process.exitCode = 1;
    }
}

function checkRelease(release, known) {
    // "1.16.0" yes; "1.16", "v1.16.0" no
    if (!/^\d+\.\d+\.\d+$/.test(release)) {
        throw new Error(`--add takes a release as three numbers, such as 1.16.0, got "${release}"`);
    }
    if (Object.hasOwn(known, release)) {
        throw new Error(`${release} is known already; there is nothing to add`);
    }
}

/** Reads the files that releases have had for each kind; a kind whose file this release lacks is left out. */
async function factsOf(release, data) {
    const files = filesByKind(data.releases);
    const refusals = [];
    for (const source of [mirror, upstream]) {
        try {
            const contents = await contentsOf(source, release, files, data);
            const crds = contents.map(([kind, content]) => [kind, { file: files[kind], sha256: sha256(content) }]);
            const [, deployments] = contents.find(([kind]) => kind === "FlinkDeployment");
            return {
                flinkVersions: flinkVersionsOf(parse(deployments.toString("utf8"))),
                crds: Object.fromEntries(crds),
                image: Object.values(data.releases).at(-1).image,
            };
        } catch (error) {
            refusals.push(`${source.name}: ${reasonOf(error)}`);
        }
    }
    throw new Error(`${release} cannot be had: ${refusals.join("; ")}`);
}

async function contentsOf(source, release, files, data) {
    // Every release has this one: a source without it does not have the release.
    const [deployments] = await source.read(release, [files.FlinkDeployment], data);
    const others = Object.keys(files).filter((kind) => kind !== "FlinkDeployment");
    const read = await Promise.all(others.map((kind) => readIfThere(source, release, files[kind], data)));
    const contents = [["FlinkDeployment", deployments], ...others.map((kind, index) => [kind, read[index]])];
    const present = contents.filter(([, content]) => content !== undefined);
    for (const [kind, content] of present) {
        const got = parse(content.toString("utf8"))?.spec?.names?.kind;
        if (got !== kind) {
            throw new Error(`${files[kind]} must define ${kind}, got ${got ?? "no kind"}`);
        }
    }
    return present.sort(([left], [right]) => (left < right ? -1 : 1));
}

async function readIfThere(source, release, file, data) {
    try {
        const [content] = await source.read(release, [file], data);
        return content;
    } catch (error) {
        if (error instanceof NoSuchFile) {
            return undefined;
        }
        throw error;
    }
}

/** File of each kind that any release defines, as the newest of them names it. */
function filesByKind(releases) {
    const crds = Object.values(releases).flatMap((facts) => Object.entries(facts.crds));
    return Object.fromEntries(crds.map(([kind, { file }]) => [kind, file]));
}

/** The Flink versions that a FlinkDeployment definition lists and the operator runs, as `major.minor`. */
function flinkVersionsOf(definition) {
    const schemas = definition.spec.versions?.map(({ schema }) => schema?.openAPIV3Schema?.properties?.spec) ?? [];
    const listed = schemas.flatMap((spec) => spec?.properties?.flinkVersion?.enum ?? []);
    const versions = [...new Set(listed)]
        .filter((version) => /^v\d+_\d+$/.test(version)) // "v1_18"
        .map((version) => version.slice(1).split("_").map(Number))
        .filter((version) => compare(version, oldestFlink) >= 0)
        .sort(compare);
    if (versions.length === 0) {
        throw new Error("the FlinkDeployment definition lists no Flink version from 1.15 on");
    }
    return versions.map((version) => version.join("."));
}

const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const numbersOf = (release) => release.split(".").map(Number);

function compare(left, right) {
    return left.map((number, index) => number - right[index]).find((difference) => difference !== 0) ?? 0;
}
