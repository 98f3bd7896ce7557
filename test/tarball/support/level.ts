import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";
import { levelFolder, levelKubeconfig } from "../../engine/support/level-folder";
import { newest, oldest, type Dependencies } from "./dependencies";
import { archive, newestPeers, oldestPeers, repository } from "./folders";

const run = promisify(execFile);

/** Packs this checkout and installs the archive twice, with the newest peers and with the oldest. */
export async function mochaGlobalSetup(): Promise<void> {
    process.env["PATH"] = [process.env["PATH"], join(repository, ".tools", "bin")].join(delimiter);
    process.env["ENGINE_FOLDER"] = mkdtempSync(join(tmpdir(), "tarball-"));
    try {
        mkdirSync(join(levelFolder(), "home"));
        writeFileSync(join(levelFolder(), "home", "logs"), ""); // a file here keeps the CLI from writing logs of runs
        writeFileSync(levelKubeconfig(), unreachableKubeconfig);
        await pack();
        await install(newestPeers(), newest());
        await install(oldestPeers(), oldest());
    } catch (error) {
        await mochaGlobalTeardown(); // mocha itself does not, once the set-up has failed
        throw error;
    }
}

export async function mochaGlobalTeardown(): Promise<void> {
    await run("rm", ["-rf", levelFolder()]); // a hundred thousand files, which Node takes minutes for
}

/** Packs what a clone of this checkout would hold, with a file in `dist` that no source makes. */
async function pack(): Promise<void> {
    const clone = join(levelFolder(), "clone");
    mkdirSync(join(clone, "dist", "clusters"), { recursive: true });
    const copied = 'git ls-files -co --exclude-standard | tar -cf - -T - | tar -xf - -C "$0"';
    await run("bash", ["-c", copied, clone], { cwd: repository });
    symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"));
    const definitions = join(repository, "dist", "crds");
    if (existsSync(definitions)) {
        await run("cp", ["-R", definitions, join(clone, "dist", "crds")]);
    }
    writeFileSync(join(clone, "dist", "clusters", "removed.js"), "");
    const env = { ...process.env, FLINK_RELEASES: "available", NODE_OPTIONS: "" };
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", levelFolder()], { cwd: clone, env });
    const [{ filename }] = JSON.parse(stdout);
    if (join(levelFolder(), filename) !== archive()) {
        throw new Error(`npm pack made ${filename}; the level looks for ${archive()}`);
    }
}

/** Installs packages as a user does: npm refuses peers that do not fit together. */
async function install(folder: string, dependencies: Dependencies): Promise<void> {
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, dependencies }));
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
    await run("npm", ["install", ...quiet], { cwd: folder, env: { ...process.env, NODE_OPTIONS: "" } });
    const { version } = JSON.parse(
        readFileSync(join(folder, "node_modules", "pulumi-flink-platform", "package.json"), "utf8"),
    );
    if (version === undefined) {
        throw new Error(`${folder} holds no pulumi-flink-platform`);
    }
}
