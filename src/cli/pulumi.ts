import { spawn } from "node:child_process";

/** What `pulumi preview --json` printed. */
export interface PulumiPreview {
    readonly json: string;
    /** Its output on standard error. */
    readonly messages: string;
}

/** Runs a preview of a stack in a folder. It may fail: what it prints then says why. */
export function previewOf(
    stack: string | undefined,
    folder: string,
    options: readonly string[],
): Promise<PulumiPreview> {
    // With what does not change: the operator's release and configuration decide what happens to jobs.
    const args = [
        "preview",
        "--json",
        "--show-sames",
        "--non-interactive",
        ...(stack === undefined ? [] : ["--stack", stack]),
    ];
    // https://www.pulumi.com/docs/iac/cli/environment-variables/: one document, and not one for each event.
    const { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: _, ...env } = process.env;
    const child = spawn("pulumi", [...args, ...options], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
    const texts = { json: "", messages: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.json += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.messages += text));
    return new Promise((resolve, reject) => {
        child.on("error", (error: NodeJS.ErrnoException) =>
            reject(
                error.code === "ENOENT"
                    ? new Error("preview: pulumi is not in the PATH; install it, or give its output with --from")
                    : error,
            ),
        );
        child.on("close", () => resolve(texts));
    });
}
