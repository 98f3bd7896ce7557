import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { workspace } from "./workspace";

/** What a command printed and how it ended. */
export interface Run {
    readonly code: number;
    readonly output: string;
    readonly seconds: number;
}

/** A stack of the package's own program, on the cluster of the tests. */
export class Stack {
    private readonly settings: string;

    constructor(readonly name: string) {
        this.settings = path.join(workspace, "stacks", `Pulumi.${name}.yaml`);
    }

    /** Writes the stack file; the salt that Pulumi keeps in it stays. */
    configure(blocks: Readonly<Record<string, unknown>>): void {
        const config = Object.fromEntries(
            Object.entries(blocks).map(([key, value]) => [`flink-platform:${key}`, value]),
        );
        const salt = fs.existsSync(this.settings)
            ? /^encryptionsalt:.*$/m.exec(fs.readFileSync(this.settings, "utf8"))?.[0]
            : undefined;
        fs.writeFileSync(this.settings, [salt ?? "", stringify({ config })].join("\n"));
    }

    async up(...flags: string[]): Promise<Run> {
        await pulumi("stack", "select", this.name, "--create", "--non-interactive");
        return this.run("up", "--yes", "--skip-preview", ...flags);
    }

    preview(...flags: string[]): Promise<Run> {
        return this.run("preview", ...flags);
    }

    destroy(): Promise<Run> {
        return this.run("destroy", "--yes", "--skip-preview", "--remove");
    }

    private run(command: string, ...flags: string[]): Promise<Run> {
        return pulumi(command, "--stack", this.name, "--non-interactive", "--color", "never", ...flags);
    }
}

/** Runs the Pulumi CLI in the tests' project; a run that fails is an answer, not an error. */
function pulumi(...args: string[]): Promise<Run> {
    const start = Date.now();
    return new Promise((resolve, reject) => {
        const child = spawn("pulumi", args, { cwd: workspace, stdio: ["ignore", "pipe", "pipe"] });
        let output = "";
        child.stdout.on("data", (text) => (output += text));
        child.stderr.on("data", (text) => (output += text));
        child.on("error", reject);
        child.on("close", (code) => resolve({ code: code ?? -1, output, seconds: (Date.now() - start) / 1000 }));
    });
}
