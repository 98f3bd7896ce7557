import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const repository = resolve(__dirname, "../../..");

/** Makes a project of Pulumi's in a folder, with this package in it and a place for its state. */
export function writeProject(folder: string, name: string): void {
    mkdirSync(join(folder, "backend"), { recursive: true });
    // The language host asks for every provider that it finds in the program's own folder, used or not.
    mkdirSync(join(folder, "program"));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(repository, join(folder, "node_modules", "pulumi-flink-platform"));
    symlinkSync(join(repository, "node_modules", "@pulumi"), join(folder, "node_modules", "@pulumi"));
    writeFileSync(
        join(folder, "Pulumi.yaml"),
        `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\nmain: program/index.js\n`,
    );
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true }));
}

/** Writes the project's program: source of a CommonJS module, with what `program.cjs` exports. */
export function writeProgram(folder: string, program: string): void {
    const support = JSON.stringify(join(__dirname, "program.cjs"));
    const names =
        "FlinkApplication, FlinkDeployment, given, job, k8s, makeProvider, marker, platform, platformWithStore, pulumi, renderedPlatform";
    writeFileSync(join(folder, "program", "index.js"), `const { ${names} } = require(${support});\n${program}\n`);
}
