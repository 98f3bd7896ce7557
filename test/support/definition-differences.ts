import { compareVersions, operatorReleases, type OperatorRelease } from "../../src/flink/versions";

/** Form of each property by its path. */
type Shape = ReadonlyMap<string, string>;

/** Properties that definitions have from a release on. */
const since: Readonly<Record<string, OperatorRelease>> = {
    "ingress.labels": "1.8.0", // FLINK-33454
    "ingress.tls[].hosts[]": "1.8.0",
    "ingress.tls[].secretName": "1.8.0",
    "job.savepointRedeployNonce": "1.8.0", // FLINK-33763
    "job.autoscalerResetNonce": "1.11.0",
};

/** Fields of a status that definitions have from a release on. */
const writtenSince: Readonly<Record<string, OperatorRelease>> = {
    observedGeneration: "1.8.0",
    "jobStatus.upgradeSavepointPath": "1.10.0",
};

/** Where a type says more than the definition, which takes any text there. */
const narrower: Readonly<Record<string, string>> = { imagePullPolicy: "Always | IfNotPresent | Never" };

/** Where a type names the keys that the operator knows of a map that takes any. */
const namedKeys: Readonly<Record<string, readonly string[]>> = {
    logConfiguration: ["log4j-console.properties", "logback-console.xml"],
};

/** What a type and a definition of one release do not share, but for the tables above. Blue-green versions are deployments. */
export function differences(ours: Shape, theirs: Shape, release: OperatorRelease): string[] {
    const paths = [...new Set([...ours.keys(), ...theirs.keys()])].sort();
    return paths.flatMap((path) => {
        const property = path.replace(/^template\.spec\./, "");
        const [ourForm, theirForm] = [ours.get(path), theirs.get(path)];
        const first = since[property];
        if (first !== undefined && compareVersions(release, first) < 0) {
            return theirForm === undefined ? [] : [`- ${path} is new: ${theirForm}`];
        }
        const [map, key] = [property.slice(0, property.indexOf(".")), property.slice(property.indexOf(".") + 1)];
        if (namedKeys[property] !== undefined || namedKeys[map]?.includes(key) === true) {
            return (theirForm ?? ourForm) === (ourForm ?? "map of string") ? [] : [`${path}: ${theirForm}`];
        }
        if (ourForm === undefined) {
            return [`- ${path}: ${theirForm}`];
        }
        const expected = formIn(property, ourForm, release);
        if (theirForm === expected) {
            return [];
        }
        return [theirForm === undefined ? `+ ${path}: ${ourForm}` : `${path}: ${theirForm}, not ${expected}`];
    });
}

/** Fields of a status that are read, but that a release does not write. Words are read as text. */
export function readDifferences(ours: Shape, theirs: Shape, release: OperatorRelease): string[] {
    return [...ours].flatMap(([path, form]) => {
        const theirForm = theirs.get(path);
        const first = writtenSince[path];
        if (first !== undefined && compareVersions(release, first) < 0) {
            return theirForm === undefined ? [] : [`${path} is new: ${theirForm}`];
        }
        const isWord = form === "string" && theirForm?.includes(" | ") === true;
        return theirForm === form || isWord ? [] : [`${path}: ${theirForm}, not ${form}`];
    });
}

/** The form that a property of ours has in a release's definitions. */
function formIn(property: string, form: string, release: OperatorRelease): string {
    if (property === "flinkVersion") {
        const versions = ["1.13", "1.14", ...operatorReleases[release].flinkVersions];
        const words = versions.map((version) => `v${version.replace(".", "_")}`).sort();
        return words.filter((word) => form.split(" | ").includes(word)).join(" | ");
    }
    if (form === narrower[property]) {
        return "string";
    }
    // Nested options came with 1.13: before, there are flat ones alone.
    return property === "flinkConfiguration" && compareVersions(release, "1.13.0") < 0 ? "map of string" : form;
}
