import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { OperatorRelease } from "../versions";

/** The fields of a resource definition that are read here; the rest passes through. */
export interface Definition {
    readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
    readonly spec: object;
}

/** The definitions in this build of the package. */
export interface DefinitionFiles {
    has(release: OperatorRelease, kind: string): boolean;
    read(release: OperatorRelease, kind: string): Definition;
}

const packageName = "pulumi-flink-platform";

// A definition has up to 170 kB and does not change while the program runs.
const read = new Map<string, Definition>();

/** The files that `scripts/crds.mjs` leaves in `dist/crds`. */
export const definitionFiles: DefinitionFiles = {
    has: (release, kind) => fs.existsSync(fileOf(release, kind)),
    read: (release, kind) => {
        const file = fileOf(release, kind);
        const definition = read.get(file) ?? (JSON.parse(fs.readFileSync(file, "utf8")) as Definition);
        read.set(file, definition);
        return definition;
    },
};

function fileOf(release: OperatorRelease, kind: string): string {
    return path.join(packageFolder(), "dist", "crds", release, `${kind}.json`);
}

/** The package's own folder; a program that a bundler has made of it finds it as any other program does. */
function packageFolder(): string {
    const manifest = manifestAbove(__dirname) ?? manifestFoundFrom(__filename);
    if (manifest === undefined) {
        throw new pulumi.RunError(
            "pulumi-flink-platform: its resource definitions are not beside the bundled program; keep the package out of the bundle, as esbuild does with --external:pulumi-flink-platform",
        );
    }
    return path.dirname(manifest);
}

/** The nearest package.json, if it is this package's: sources and compiled files lie at different depths below it. */
function manifestAbove(folder: string): string | undefined {
    const file = path.join(folder, "package.json");
    if (fs.existsSync(file)) {
        return JSON.parse(fs.readFileSync(file, "utf8")).name === packageName ? file : undefined;
    }
    return folder === path.dirname(folder) ? undefined : manifestAbove(path.dirname(folder));
}

function manifestFoundFrom(file: string): string | undefined {
    try {
        // Not `require`, which a bundler rewrites.
        return createRequire(file).resolve(`${packageName}/package.json`);
    } catch {
        return undefined;
    }
}
