// Holds src/ to layers.mjs and draws its folders into docs/architecture.md; with --write the drawing is brought up to date.
import * as path from "node:path";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import configuration from "../.dependency-cruiser.mjs";
import { layers } from "../layers.mjs";
import { keepPage } from "./generated-page.mjs";

const marks = ["<!-- drawn from the imports -->", "<!-- end of the drawing -->"];

const { options, ...ruleSet } = configuration;
const { output } = await cruise(["src"], { ...options, validate: true, ruleSet }, undefined, {
    tsConfig: extractTSConfig(options.tsConfig.fileName),
});

const folders = new Set(
    output.modules
        .map(({ source }) => source)
        .filter(isOurs)
        .map(folderOf),
);
const violations = [
    ...output.summary.violations.map(({ rule, from, to }) => `${from} → ${to}: ${rule.name}`),
    ...[...folders]
        .filter((folder) => !layers.some((layer) => layer.folder === folder))
        .map((folder) => `src/${folder}: a folder needs a row in layers.mjs`),
];
for (const violation of violations) {
    console.error(`architecture: ${violation}`);
}
const isKept = violations.length === 0 && keepPage("architecture", (text) => drawn(text, output.modules));
process.exitCode = isKept ? 0 : 1;

/** The page with the drawing of these modules. */
function drawn(text, modules) {
    const [start, end] = marks.map((mark) => text.indexOf(mark));
    return `${text.slice(0, start + marks[0].length)}\n\n${drawing(modules)}\n\n${text.slice(end)}`;
}

/** Folders and what each holds, as a table, and the arrows between them, as a Mermaid flowchart. */
function drawing(modules) {
    const arrows = new Map();
    for (const { source, dependencies } of modules.filter(({ source }) => isOurs(source))) {
        for (const { resolved } of dependencies.filter(({ resolved }) => isOurs(resolved))) {
            const [from, to] = [folderOf(source), folderOf(resolved)];
            if (from !== to) {
                arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
            }
        }
    }
    const rows = layers.map(({ folder, holds }) => `| \`${shown(folder)}\` | ${holds} |`);
    const lines = layers
        .toReversed()
        .flatMap(({ folder }) => [...direct(folder, arrows)].sort().map((to) => `    ${node(folder)} --> ${node(to)}`));
    return [
        ["| folder | holds |", "| --- | --- |", ...rows].join("\n"),
        ["```mermaid", "flowchart TD", ...lines, "```"].join("\n"),
    ].join("\n\n");
}

/** Arrows of a folder without those that another one of its arrows implies. */
function direct(folder, arrows) {
    const targets = arrows.get(folder) ?? new Set();
    const implied = new Set([...targets].flatMap((target) => [...below(target, arrows)]));
    return [...targets].filter((target) => !implied.has(target));
}

function below(folder, arrows) {
    const targets = arrows.get(folder) ?? new Set();
    return new Set([...targets].flatMap((target) => [target, ...below(target, arrows)]));
}

function isOurs(file) {
    return file.startsWith("src/");
}

function folderOf(file) {
    return path.dirname(path.relative("src", file));
}

function shown(folder) {
    return folder === "." ? "src" : folder;
}

function node(folder) {
    return `${shown(folder).replaceAll("/", "_").replaceAll("-", "_")}["${shown(folder)}"]`;
}
