import * as path from "node:path";
import type { Problem } from "../../checks/findings";
import { argumentProblems, type KnownOf } from "../../checks/known-arguments";
import { shown, textProblems, unless } from "../../checks/values";
import { isSet } from "../../rules/inputs";
import { contentProblems } from "./content";
import { filePath, type FileSource } from "./files";
import { keyReferenceProblems } from "./key-references";
import { textOfFile } from "./read-files";

const knownSource = {
    secret: true,
    configMap: true,
    key: true,
    content: true,
    file: true,
} satisfies KnownOf<FileSource>;

const sources = ["secret", "configMap", "content", "file"] as const;

/** Problems of files: of their paths, and of what they hold. */
export function fileProblems(files: unknown): Problem[] {
    const isMap = typeof files === "object" && files !== null && !Array.isArray(files);
    return Object.entries(isMap ? files : {}).flatMap(([place, source]: [string, unknown]) => [
        ...placeProblems(filePath(place), place),
        ...sourceProblems(filePath(place), source),
    ]);
}

/** A path in the container, in the one form that can be compared with others. */
function placeProblems(at: string, place: string): Problem[] {
    const isPlain = path.posix.isAbsolute(place) && path.posix.normalize(place) === place && !/\/$|:/.test(place);
    return unless(isPlain, at, `must be the absolute path of a file, without "..", "//" and ":", got ${shown(place)}`);
}

function sourceProblems(at: string, source: unknown): Problem[] {
    if (typeof source !== "object" || source === null || Array.isArray(source)) {
        return [{ path: at, problem: `must be a source such as { content }, got ${shown(source)}` }];
    }
    const unknown = argumentProblems(source, knownSource, `${at}.`);
    const given = sources.filter((name) => isSet((source as FileSource)[name]));
    const [only] = given;
    if (only === undefined || given.length > 1) {
        const got = only === undefined ? "none" : given.join(" and ");
        return [...unknown, { path: at, problem: `must have one of ${sources.join(", ")}, got ${got}` }];
    }
    return [...unknown, ...contentsProblems(at, only, source as FileSource)];
}

function contentsProblems(at: string, only: (typeof sources)[number], source: FileSource): Problem[] {
    const { key, content, file } = source;
    if (only === "secret" || only === "configMap") {
        return keyReferenceProblems(at, { ...source, key: key as string });
    }
    const noKey = unless(!isSet(key), `${at}.key`, `cannot be combined with ${only}, got ${shown(key)}; remove it`);
    return [...noKey, ...(only === "content" ? inPlaceProblems(at, content) : localProblems(at, file))];
}

function inPlaceProblems(at: string, content: unknown): Problem[] {
    const awaited = `must be plain text, got ${shown(content)}; make a ConfigMap or Secret of it in the program and name that here`;
    return typeof content === "object"
        ? [{ path: `${at}.content`, problem: awaited }]
        : [
              ...textProblems(`${at}.content`, content),
              ...(typeof content === "string" ? contentProblems(`${at}.content`, content) : []),
          ];
}

function localProblems(at: string, file: unknown): Problem[] {
    if (typeof file !== "string") {
        return [{ path: `${at}.file`, problem: `must be the path of a local file, got ${shown(file)}` }];
    }
    const read = textOfFile(file);
    return "problem" in read
        ? [{ path: `${at}.file`, problem: read.problem }]
        : contentProblems(`${at}.file`, read.text);
}
