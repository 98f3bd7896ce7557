import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { apiOf, type Api } from "./api";
import { startCommand, type Ended, type Started } from "./command";

const repository = resolve(__dirname, "../../..");

let count = 0;

/** A project of its own, with one stack, a namespace and a program. */
export class ScratchStack {
    readonly namespace: string;
    readonly folder: string;
    private readonly environment: NodeJS.ProcessEnv;

    private constructor(
        name: string,
        readonly api: Api,
    ) {
        count += 1;
        this.namespace = `${name}-${process.pid}-${count}`;
        const level = process.env["ENGINE_FOLDER"] ?? "";
        this.folder = join(level, this.namespace);
        this.environment = {
            ...process.env,
            PULUMI_HOME: join(level, "home"),
            PULUMI_BACKEND_URL: `file://${this.folder}/backend`,
            PULUMI_CONFIG_PASSPHRASE: "engine",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_IGNORE_AMBIENT_PLUGINS: "false",
            KUBECONFIG: "/nowhere",
        };
        this.give({});
    }

    /** @param program source of a CommonJS module; `support` is what `program.cjs` exports */
    static async create(name: string, program: string): Promise<ScratchStack> {
        const stack = new ScratchStack(name, await apiOf(join(process.env["ENGINE_FOLDER"] ?? "", "kubeconfig")));
        mkdirSync(join(stack.folder, "backend"), { recursive: true });
        // The language host asks for every provider that it finds in the program's own folder, used or not.
        mkdirSync(join(stack.folder, "program"));
        mkdirSync(join(stack.folder, "node_modules"));
        symlinkSync(repository, join(stack.folder, "node_modules", "pulumi-flink-platform"));
        symlinkSync(join(repository, "node_modules", "@pulumi"), join(stack.folder, "node_modules", "@pulumi"));
        writeFileSync(
            join(stack.folder, "Pulumi.yaml"),
            `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\nmain: program/index.js\n`,
        );
        writeFileSync(join(stack.folder, "package.json"), JSON.stringify({ name, private: true }));
        stack.write(program);
        await stack.api.createNamespace(stack.namespace);
        const { code, output } = await stack.pulumi(["stack", "init", "dev"]);
        if (code !== 0) {
            throw new Error(output);
        }
        return stack;
    }

    /** The API server's kubeconfig, as the programs get it. */
    get kubeconfig(): string {
        return readFileSync(join(this.folder, "..", "kubeconfig"), "utf8");
    }

    /** Replaces the program. */
    write(program: string): void {
        const support = JSON.stringify(join(__dirname, "program.cjs"));
        const names = "FlinkDeployment, given, job, k8s, makeProvider, marker, platform, pulumi";
        writeFileSync(
            join(this.folder, "program", "index.js"),
            `const { ${names} } = require(${support});\n${program}\n`,
        );
    }

    /** Values that the program finds in `given`, beside the kubeconfig and its namespace. */
    give(values: object): void {
        this.environment["ENGINE_TEST"] = JSON.stringify({
            kubeconfig: readFileSync(join(this.folder, "..", "kubeconfig"), "utf8"),
            namespace: this.namespace,
            ...values,
        });
    }

    up(...options: string[]): Promise<Ended> {
        return this.pulumi(["up", "--yes", "--skip-preview", ...options]);
    }

    preview(...options: string[]): Promise<Ended> {
        return this.pulumi(["preview", ...options]);
    }

    destroy(...options: string[]): Promise<Ended> {
        return this.pulumi(["destroy", "--yes", "--skip-preview", ...options]);
    }

    /** The stack's state as JSON text. */
    async state(): Promise<string> {
        return (await this.pulumi(["stack", "export"])).output;
    }

    pulumi(args: readonly string[]): Promise<Ended> {
        return this.start(args).ended;
    }

    /** Runs a script in the stack's folder and environment. */
    node(args: readonly string[]): Promise<Ended> {
        return this.spawn("node", args).ended;
    }

    /** Starts a command, for tests that meddle with it while it runs. */
    start(args: readonly string[]) {
        return this.spawn("pulumi", [...args, "--non-interactive", "--color", "never"]);
    }

    private spawn(program: string, args: readonly string[]): Started {
        return startCommand(program, args, { cwd: this.folder, env: this.environment });
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** The CLI's exit code for a failed update. */
export const failed = 1;

/** No stack trace, and none of the SDK's own complaints. */
export function assertPlain({ output }: Ended): void {
    assert.doesNotMatch(output, /\n\s+at |promises were still active|unhandled exception|Calling \[toString\]/);
}

/** The errors at the end of a command's output, sorted, by the resource that they stand at: `orders: FlinkDeployment …`. */
export function errorsOf({ output }: Ended): string[] {
    const diagnostics = output.slice(output.lastIndexOf("Diagnostics:"));
    const errors: string[] = [];
    let resource = "";
    for (const line of diagnostics.split("\n")) {
        const header = /^ {2}\S+ \((.+)\):/.exec(line); // "  kubernetes:…:FlinkDeployment (orders):"
        const error = /^ {4}error: (.*)$/.exec(line);
        resource = header?.[1] ?? resource;
        if (error !== null) {
            errors.push(`${resource}: ${error[1]}`);
        }
    }
    return errors.sort();
}
