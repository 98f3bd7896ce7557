import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Ended } from "../../support/command";
import { apiOf, type Api } from "./api";
import { levelFolder, levelKubeconfig } from "./level-folder";
import { writeProgram, writeProject } from "./project";
import { PulumiStack } from "./pulumi-stack";

/** A project of its own, with one stack, a namespace and a program. */
export class ScratchStack extends PulumiStack {
    readonly namespace = this.ownName;
    private given = "";

    private constructor(
        name: string,
        readonly api: Api,
        private readonly kubeconfigFile: string,
    ) {
        super(name);
        this.give({});
    }

    /**
     * @param program source of a CommonJS module; `support` is what `program.cjs` exports
     * @param kubeconfigFile of another control plane than the one that the level's tests share
     */
    static async create(name: string, program: string, kubeconfigFile = levelKubeconfig()): Promise<ScratchStack> {
        const stack = new ScratchStack(name, await apiOf(kubeconfigFile), kubeconfigFile);
        writeProject(stack.folder, name);
        stack.write(program);
        await stack.api.createNamespace(stack.namespace);
        await stack.init();
        return stack;
    }

    /** The API server's kubeconfig, as the programs get it. */
    get kubeconfig(): string {
        return readFileSync(this.kubeconfigFile, "utf8");
    }

    /** Replaces the program. */
    write(program: string): void {
        writeProgram(this.folder, program);
    }

    /** Values that the program finds in `given`, beside the kubeconfig and its namespace. */
    give(values: object): void {
        this.given = JSON.stringify({
            kubeconfig: this.kubeconfig,
            namespace: this.namespace,
            ...values,
        });
    }

    /** Runs a script in the stack's folder and environment. */
    node(args: readonly string[]): Promise<Ended> {
        return this.spawn("node", args).ended;
    }

    protected environment(): NodeJS.ProcessEnv {
        return { ...this.sharedEnvironment(join(levelFolder(), "home")), ENGINE_TEST: this.given };
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
