import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { levelFolder } from "./level-folder";
import { writeProgram, writeProject } from "./project";
import { PulumiStack } from "./pulumi-stack";

/** An object of Kubernetes, as far as the tests look at it. */
export interface Rendered {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
    readonly spec?: any;
}

/**
 * A stack whose Kubernetes provider writes manifests and calls no cluster: after `up` everything is in the state as if it
 * had been made, so that later previews show what a change would do.
 */
export class RenderStack extends PulumiStack {
    private readonly given: string;

    private constructor(name: string) {
        super(name);
        this.given = JSON.stringify({ manifests: this.manifestFolder, kubeconfig: "" });
    }

    /** @param program source of a CommonJS module; `support` is what `program.cjs` exports */
    static async create(name: string, program: string): Promise<RenderStack> {
        const stack = new RenderStack(name);
        writeProject(stack.folder, name);
        stack.write(program);
        await stack.init();
        return stack;
    }

    /** Folder that the manifests are written to. */
    get manifestFolder(): string {
        return join(this.folder, "manifests");
    }

    /** Replaces the program. */
    write(program: string): void {
        writeProgram(this.folder, program);
    }

    /** The manifests of a kind, by the names of their objects. */
    manifests(kind: string): ReadonlyMap<string, Rendered> {
        const found = readdirSync(this.manifestFolder, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => load(readFileSync(join(entry.parentPath, entry.name), "utf8")))
            .map((object) => object as Rendered)
            .filter((object) => object.kind === kind);
        return new Map(found.map((object) => [object.metadata.name, object]));
    }

    protected environment(): NodeJS.ProcessEnv {
        // A provider that renders refuses to have a kubeconfig as well, also by the variable.
        const { KUBECONFIG: _, ...shared } = this.sharedEnvironment(join(levelFolder(), "home"));
        // It would also ask the cluster of a kubeconfig in the home folder.
        return { ...shared, HOME: this.folder, ENGINE_TEST: this.given };
    }
}
