import * as fs from "node:fs";
import * as path from "node:path";
import { stringify } from "yaml";
import { startCommand, type Ended } from "../../support/command";
import { root, workspace } from "./workspace";

/** Time after which a run that hangs is ended: before the 10 minutes of its test or hook are over, so that its output is shown. */
const longestRunMs = 570_000;

/** Lines of errors that are repeated at most. */
const shownErrors = 8;

/** A run's end. A failed one has its errors once more at the end: a log that is cut at the front still shows them. */
function withErrorsLast(ended: Ended): Ended {
    const errors = ended.output.split("\n").filter((line) => /^\s*error: |^\s*\* /.test(line));
    if (ended.code === 0 || errors.length === 0) {
        return ended;
    }
    const shown = errors.slice(0, shownErrors).map((line) => line.trim().slice(0, 400));
    return { ...ended, output: [ended.output, "Errors:", ...shown].join("\n") };
}

/** A stack with a project folder of its own, on the cluster of the tests. */
export class Stack {
    private readonly folder: string;
    private readonly settings: string;

    /** @param program main module. @default the package's own program */
    constructor(
        readonly name: string,
        program = path.join(root, "dist", "main.js"),
    ) {
        this.folder = path.join(workspace, "projects", name);
        this.settings = path.join(this.folder, `Pulumi.${name}.yaml`);
        fs.mkdirSync(this.folder, { recursive: true });
        const runtime = { name: "nodejs", options: { typescript: false } };
        fs.writeFileSync(
            path.join(this.folder, "Pulumi.yaml"),
            stringify({ name: "flink-platform", main: program, runtime }),
        );
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

    /** Preview alone, of a stack that has been up. */
    preview(): Promise<Ended> {
        return this.pulumi("preview", "--stack", this.name);
    }

    async up(...flags: string[]): Promise<Ended> {
        await this.pulumi("stack", "select", this.name, "--create");
        return this.pulumi("up", "--stack", this.name, "--yes", "--skip-preview", ...flags);
    }

    /** Ends what the stack runs; a stack that is gone already is fine. */
    async destroy(...flags: string[]): Promise<Ended> {
        const { code } = await this.pulumi("stack", "select", this.name);
        return code === 0
            ? this.pulumi(
                  "destroy",
                  "--stack",
                  this.name,
                  "--yes",
                  "--skip-preview",
                  ...(flags.length > 0 ? flags : ["--remove"]),
              )
            : { code: 0, output: "", seconds: 0 };
    }

    /** Runs the CLI; a run that fails is an answer, not an error. */
    private pulumi(...args: string[]): Promise<Ended> {
        const options = { cwd: this.folder, env: process.env, detached: false, timeout: longestRunMs };
        const { ended } = startCommand("pulumi", [...args, "--non-interactive", "--color", "never"], options);
        return ended.then(withErrorsLast);
    }
}
