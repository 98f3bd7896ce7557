import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startCommand, type Ended } from "../../support/command";

/** A project's way of finding packages. */
export interface Project {
    readonly moduleResolution: "node10" | "node16" | "nodenext" | "bundler";
    /** `type` of its package.json. */
    readonly type: "commonjs" | "module";
}

const moduleOf = { node10: "commonjs", node16: "node16", nodenext: "nodenext", bundler: "esnext" } as const;

/** Compiles a program below a folder with packages, as a user's project of this kind does; returns what the compiler says. */
export async function compile(
    folder: string,
    { moduleResolution, type }: Project,
    compiler: string,
    program: string,
    options: Readonly<Record<string, unknown>> = {},
): Promise<Ended> {
    const project = mkdtempSync(join(folder, `${moduleResolution}-`));
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type }));
    writeFileSync(join(project, "index.ts"), program);
    return compileFiles(project, { moduleResolution, ...options }, compiler, ["index.ts"]);
}

/** Compiles files of a project whose folder lies in one with packages. */
export function compileFiles(
    project: string,
    options: Pick<Project, "moduleResolution"> & Readonly<Record<string, unknown>>,
    compiler: string,
    files: readonly string[],
): Promise<Ended> {
    const compilerOptions = {
        target: "es2022",
        lib: ["es2022"],
        module: moduleOf[options.moduleResolution],
        types: ["node"],
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        ...options,
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    return runNode(project, [join("..", "node_modules", compiler, "bin", "tsc"), "--project", "."]);
}

/** Runs Node in a folder. */
export function runNode(folder: string, args: readonly string[]): Promise<Ended> {
    const env = { ...process.env, NODE_OPTIONS: "" };
    return startCommand(process.execPath, args, { cwd: folder, env, detached: true }).ended;
}
