import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Starts an API server with its controllers and no node, and writes its kubeconfig. */
export async function startControlPlane(name: string, kubeconfig: string): Promise<void> {
    await run("devcluster", ["up", "--control-plane", "--name", name, "--kubeconfig", kubeconfig]);
}

/** Ends a control plane; nothing of it stays. */
export async function stopControlPlane(name: string): Promise<void> {
    await run("devcluster", ["down", "--name", name]);
}
