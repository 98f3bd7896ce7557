import { execFile, spawn } from "node:child_process";
import type { Server } from "node:net";
import { promisify } from "node:util";
import { clusterName } from "./workspace";

const run = promisify(execFile);

/** A process of the node: the way into its network and its files. */
export async function nodeProcess(): Promise<string> {
    const { stdout } = await run("devcluster", ["status", "--name", clusterName]);
    const [, id] = /nsenter --target (\d+)/.exec(stdout) ?? [];
    if (id === undefined) {
        throw new Error(`devcluster status names no process of the node:\n${stdout}`);
    }
    return id;
}

/**
 * Lets a server of this process answer on an address of the node's.
 *
 * @param address by default loopback, which programs of the node reach; `0.0.0.0` is reached by pods too
 */
export async function listenOnNode(server: Server, port: number, address = "127.0.0.1"): Promise<void> {
    // A socket belongs to the network it was made in, whichever process holds it later.
    const makeSocket = `require("node:net").createServer().listen(${port}, "${address}", function () { process.send("made", this); })`;
    const command = ["--target", await nodeProcess(), "--net", process.execPath, "--eval", makeSocket];
    const maker = spawn("nsenter", command, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const socket = await new Promise<unknown>((done, fail) => {
        maker.once("message", (_, handle) => done(handle));
        maker.once("error", fail);
        maker.once("exit", (code) => fail(new Error(`no socket on port ${port} of the node: exit status ${code}`)));
    });
    maker.kill();
    await new Promise<void>((done) => server.listen(socket, done));
}

/** Removes images by name or digest, with what only they hold; those that are not there are fine. */
export async function removeFromNode(...images: string[]): Promise<void> {
    const remove = ["ctr", "--namespace", "k8s.io", "images", "remove", "--sync", ...images];
    await run("nsenter", ["--target", await nodeProcess(), "--mount", ...remove]);
}
