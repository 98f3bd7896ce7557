import { spawn, type ChildProcess } from "node:child_process";

/** How a command ended. */
export interface Ended {
    readonly code: number | null;
    readonly output: string;
    readonly seconds: number;
}

/** A command that runs, and how it will have ended. */
export interface Started {
    readonly process: ChildProcess;
    readonly ended: Promise<Ended>;
}

/**
 * Starts a command.
 *
 * @param options `detached` puts it in a process group of its own, as a terminal does: Ctrl-C of the tests passes it by;
 *     `timeout` is the time in milliseconds after which it is asked to end
 */
export function startCommand(
    program: string,
    args: readonly string[],
    options: {
        readonly cwd: string;
        readonly env: NodeJS.ProcessEnv;
        readonly detached: boolean;
        readonly timeout?: number;
    },
): Started {
    const started = Date.now();
    const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const ended = new Promise<Ended>((done, fail) => {
        child.on("error", fail);
        child.on("close", (code) => done({ code, output, seconds: (Date.now() - started) / 1000 }));
    });
    return { process: child, ended };
}
