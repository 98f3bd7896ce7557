import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** Folder of the checkout. */
export const root = path.resolve(__dirname, "../../..");
/** Folder of everything that the cluster tests write. */
export const workspace = path.join(root, ".tools", "test");
/** Name of the cluster that the scenarios share. */
export const clusterName = "test";

/** Points every child process at the tests' own cluster and Pulumi state. */
export function useWorkspace(): void {
    fs.mkdirSync(path.join(workspace, "backend"), { recursive: true });
    // Without a folder of this name the CLI writes no log of its own, which would take as long as the run.
    fs.mkdirSync(path.join(workspace, "home"), { recursive: true });
    fs.writeFileSync(path.join(workspace, "home", "logs"), "");
    Object.assign(process.env, {
        PATH: `${path.join(root, ".tools", "bin")}:${process.env["PATH"]}`,
        KUBECONFIG: path.join(workspace, "kubeconfig"),
        PULUMI_HOME: path.join(workspace, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(workspace, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "test",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    });
}

/** Starts the shared cluster with every image loaded. */
export function startCluster(): void {
    const images = path.join(root, ".tools", "images");
    const kubeconfig = path.join(workspace, "kubeconfig");
    execFileSync("devcluster", ["up", "--name", clusterName, "--kubeconfig", kubeconfig, "--images", images], {
        stdio: "inherit",
    });
}

/** Ends it and removes what the tests wrote. */
export function stopCluster(): void {
    execFileSync("devcluster", ["down", "--name", clusterName], { stdio: "inherit" });
    fs.rmSync(workspace, { recursive: true, force: true });
}
