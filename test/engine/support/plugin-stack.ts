import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { levelFolder } from "./level-folder";
import { PulumiStack } from "./pulumi-stack";

const repository = resolve(__dirname, "../../..");

/** A program in YAML, which reaches the package through its plugin. */
export class PluginStack extends PulumiStack {
    readonly namespace = this.ownName;

    /** @param project content of Pulumi.yaml, which names the plugin below `node_modules` */
    static async create(name: string, project: object): Promise<PluginStack> {
        const stack = new PluginStack(name);
        // Pulumi keeps the schema beside the plugin's folder, and does not see that the package was built anew.
        rmSync(join(repository, "schema-flink-platform.json"), { force: true });
        mkdirSync(join(stack.folder, "backend"), { recursive: true });
        mkdirSync(join(stack.folder, "node_modules"));
        symlinkSync(repository, join(stack.folder, "node_modules", "pulumi-flink-platform"));
        stack.write(project);
        await stack.init();
        return stack;
    }

    /** Replaces Pulumi.yaml. */
    write(project: object): void {
        writeFileSync(join(this.folder, "Pulumi.yaml"), stringify(project));
    }

    protected environment(): NodeJS.ProcessEnv {
        return this.sharedEnvironment(join(levelFolder(), "home"));
    }
}
