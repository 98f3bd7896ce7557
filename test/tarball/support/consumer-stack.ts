import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { folderVariable } from "../../doubles/folder";
import { levelFolder, levelKubeconfig } from "../../engine/support/level-folder";
import { PulumiStack } from "../../engine/support/pulumi-stack";
import { installedPackage, newestPeers } from "./folders";

const bin = resolve(__dirname, "../../doubles/bin");

export const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

/** A user's project with a stack `dev`, which runs the installed archive. Its kubeconfig leads nowhere. */
export class ConsumerStack extends PulumiStack {
    private readonly doubles = join(levelFolder(), `${this.ownName}-doubles`);

    /** A project made by `pulumi new` from a template that the package ships, with the packages of a folder. */
    static async fromTemplate(template: string, packages = newestPeers()): Promise<ConsumerStack> {
        const stack = ConsumerStack.empty(template);
        const source = join(installedPackage(), "templates", template);
        const named = ["--name", `acme-${template}`, "--description", "Jobs of acme"];
        const made = await stack.pulumi(["new", source, "--force", "--yes", "--generate-only", ...named]);
        if (made.code !== 0) {
            throw new Error(made.output);
        }
        symlinkSync(join(packages, "node_modules"), join(stack.folder, "node_modules"));
        await stack.init();
        return stack;
    }

    /** A copy of an example that the package ships. */
    static async fromExample(example: string): Promise<ConsumerStack> {
        const stack = ConsumerStack.empty(example);
        cpSync(join(installedPackage(), "examples", example), stack.folder, { recursive: true });
        symlinkSync(join(newestPeers(), "node_modules"), join(stack.folder, "node_modules"));
        await stack.init();
        return stack;
    }

    private static empty(name: string): ConsumerStack {
        const stack = new ConsumerStack(name);
        mkdirSync(join(stack.folder, "backend"), { recursive: true });
        mkdirSync(stack.doubles);
        return stack;
    }

    /** Numbers of resources of these types that a preview of the stack shows. */
    async previewed(types: readonly string[]): Promise<number[]> {
        const shown = (await this.steps()).map(({ newState }) => newState?.type);
        return types.map((type) => shown.filter((other) => other === type).length);
    }

    /** Sets a value of the stack's configuration; `path` as `pulumi config set --path` takes it. */
    async set(path: string, value: string, ...options: string[]): Promise<void> {
        const { code, output } = await this.pulumi(["config", "set", "--path", path, value, ...options]);
        if (code !== 0) {
            throw new Error(output);
        }
    }

    override remove(): void {
        super.remove();
        rmSync(this.doubles, { recursive: true });
    }

    protected environment(): NodeJS.ProcessEnv {
        const shared = Object.entries(this.sharedEnvironment(join(levelFolder(), "home")));
        const own = shared.filter(([name]) => !/^(AWS|GOOGLE|CLOUDSDK|ARM|AZURE)_/.test(name));
        return {
            ...Object.fromEntries(own),
            PULUMI_BACKEND_URL: `file://${this.folder}/backend`,
            KUBECONFIG: levelKubeconfig(),
            PATH: [bin, process.env["PATH"]].join(delimiter),
            [folderVariable]: this.doubles,
        };
    }
}
