import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { startCommand, type Ended, type Started } from "../../support/command";
import { levelFolder } from "./level-folder";

/** One step of a preview, as `--json` tells it. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    readonly diffReasons?: readonly string[];
    readonly newState?: { readonly type: string; readonly inputs: Record<string, any> };
    readonly oldState?: { readonly type: string; readonly inputs: Record<string, any> };
}

let count = 0;

/** A stack in a project folder of its own, with what the tests ask of Pulumi's CLI. */
export abstract class PulumiStack {
    /** The stack's name and what tells it from those of other tests, which may run at the same time. */
    protected readonly ownName: string;
    readonly folder: string;

    protected constructor(name: string) {
        count += 1;
        this.ownName = `${name}-${process.pid}-${count}`;
        this.folder = join(levelFolder(), this.ownName);
    }

    up(...options: string[]): Promise<Ended> {
        return this.pulumi(["up", "--yes", "--skip-preview", ...options]);
    }

    preview(...options: string[]): Promise<Ended> {
        return this.pulumi(["preview", ...options]);
    }

    /** Steps of a preview, which must succeed. */
    async steps(...options: string[]): Promise<Step[]> {
        const { code, output } = await this.preview("--json", ...options);
        assert.equal(code, 0, output);
        return JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)).steps;
    }

    destroy(...options: string[]): Promise<Ended> {
        return this.pulumi(["destroy", "--yes", "--skip-preview", ...options]);
    }

    /** The stack's state as JSON text; secrets are encrypted. */
    async state(): Promise<string> {
        return (await this.pulumi(["stack", "export"])).output;
    }

    pulumi(args: readonly string[]): Promise<Ended> {
        return this.start(args).ended;
    }

    /** Starts a command of the CLI, for tests that meddle with it while it runs. */
    start(args: readonly string[]): Started {
        return this.spawn("pulumi", [...args, "--non-interactive", "--color", "never"]);
    }

    /** Starts a program in the stack's folder and environment. */
    protected spawn(program: string, args: readonly string[]): Started {
        return startCommand(program, args, { cwd: this.folder, env: this.environment(), detached: true });
    }

    remove(): void {
        rmSync(this.folder, { recursive: true, force: true });
    }

    /** Makes the stack, once its project is there. */
    protected async init(): Promise<void> {
        const { code, output } = await this.pulumi(["stack", "init", "dev"]);
        if (code !== 0) {
            throw new Error(output);
        }
    }

    /** What the stack's commands find in their environment. */
    protected abstract environment(): NodeJS.ProcessEnv;

    /** What every stack's find: a backend of their own, no cluster by chance, and nothing that is downloaded. */
    protected sharedEnvironment(home: string): NodeJS.ProcessEnv {
        return {
            ...process.env,
            PULUMI_HOME: home,
            PULUMI_BACKEND_URL: `file://${this.folder}/backend`,
            PULUMI_CONFIG_PASSPHRASE: "engine",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_IGNORE_AMBIENT_PLUGINS: "false",
            KUBECONFIG: "/nowhere",
        };
    }
}
