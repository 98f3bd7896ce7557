import * as fs from "node:fs";
import * as path from "node:path";
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
    return path.join(packageFolder(__dirname), "dist", "crds", release, `${kind}.json`);
}

/** The nearest folder with a package.json: sources and compiled files lie at different depths below it. */
function packageFolder(folder: string): string {
    return fs.existsSync(path.join(folder, "package.json")) ? folder : packageFolder(path.dirname(folder));
}
