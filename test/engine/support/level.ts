import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { apiOf } from "./api";
import { clearStage } from "./cast";
import { startControlPlane, stopControlPlane } from "./control-plane";
import { levelFolder, levelKubeconfig } from "./level-folder";

const repository = resolve(__dirname, "../../..");
const cluster = `engine-${process.pid}`;

/** Runs in every file. A hook at the top of a module that several import would run in the first file of each process only. */
export const mochaHooks = { afterEach: clearStage };

/** Starts the control plane that all of the level's tests share, and tells their processes where it is. */
export async function mochaGlobalSetup(): Promise<void> {
    process.env["PATH"] = [process.env["PATH"], join(repository, ".tools", "bin")].join(delimiter);
    if (!existsSync(join(repository, "dist", "index.js"))) {
        throw new Error("the package is not built; run `npm run build && npm run crds`");
    }
    process.env["ENGINE_FOLDER"] = mkdtempSync(join(tmpdir(), "engine-"));
    const kubeconfig = levelKubeconfig();
    try {
        await startControlPlane(cluster, kubeconfig);
        await (await apiOf(kubeconfig)).installDefinition("1.15.0", "FlinkDeployment");
    } catch (error) {
        await mochaGlobalTeardown(); // mocha itself does not, once the set-up has failed
        throw error;
    }
}

/** Ends the control plane; nothing of it stays. */
export async function mochaGlobalTeardown(): Promise<void> {
    await stopControlPlane(cluster);
    rmSync(levelFolder(), { recursive: true, force: true });
}
