// Runs a small Pulumi program through the real CLI and measures it.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { objectsOf } from "./objects.mjs";

/** Points this process and its children at a Pulumi without an account, with its files in `workspace`. */
export function usePulumi(root, workspace) {
    fs.mkdirSync(path.join(workspace, "backend"), { recursive: true });
    // Without a folder of this name the CLI writes no log of its own, which would take as long as the run.
    fs.mkdirSync(path.join(workspace, "home"));
    fs.writeFileSync(path.join(workspace, "home", "logs"), "");
    fs.symlinkSync(path.join(root, "node_modules"), path.join(workspace, "node_modules"));
    Object.assign(process.env, {
        PATH: `${path.join(root, ".tools", "bin")}:${process.env.PATH}`,
        PULUMI_HOME: path.join(workspace, "home"),
        PULUMI_BACKEND_URL: `file://${path.join(workspace, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "bench",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        NODE_OPTIONS: `--require ${path.join(root, "bench", "memory.cjs")}`,
    });
}

/**
 * A project with one program file and one stack.
 *
 * @param settings text of the stack file.
 */
export function project(workspace, name, programFile, settings) {
    const folder = path.join(workspace, name);
    fs.mkdirSync(folder);
    fs.copyFileSync(programFile, path.join(folder, "index.js"));
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, main: "index.js" }));
    fs.writeFileSync(
        path.join(folder, "Pulumi.yaml"),
        "name: flink-platform\nruntime: {name: nodejs, options: {typescript: false}}\n",
    );
    const settingsFile = path.join(folder, `Pulumi.${name}.yaml`);
    fs.writeFileSync(settingsFile, settings);
    const pulumi = (...args) => run(folder, [...args, "--stack", name, "--non-interactive"]);
    run(folder, ["stack", "init", name]);
    return {
        /** Changes the stack file; Pulumi keeps a key's salt in it. */
        configure: (change) =>
            fs.writeFileSync(settingsFile, stringify(change(parse(fs.readFileSync(settingsFile, "utf8"))))),
        preview: (...more) => pulumi("preview", ...more),
        up: () => pulumi("up", "--yes", "--skip-preview"),
        /** The same, without blocking: resolves once it has ended. */
        startUp: () => start(folder, ["up", "--yes", "--skip-preview", "--stack", name, "--non-interactive"]),
        /** What the stack has in Kubernetes. */
        objects: () => objectsOf(JSON.parse(pulumi("stack", "export", "--show-secrets").stdout).deployment.resources),
        /** Begins anew, with a stack that has nothing. */
        forget: () => {
            pulumi("stack", "rm", "--force", "--yes", "--preserve-config");
            run(folder, ["stack", "init", name]);
        },
    };
}

// bash counts what its children and theirs have used; its report goes to a file, apart from what Pulumi prints.
const timed = `TIMEFORMAT='%U %S'; { time "$@" 2>&3; } 3>&2 2>"$BENCH_CPU_FILE"`;

/**
 * Runs the CLI once: how long it took, the processor time of it and its plugins, the most memory that a Node process of
 * it held, and what it printed.
 */
function run(folder, args) {
    const cpuFile = path.join(folder, "cpu");
    const memoryFolder = path.join(folder, "memory");
    fs.rmSync(memoryFolder, { recursive: true, force: true });
    fs.mkdirSync(memoryFolder);
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync("bash", ["-c", timed, "bash", "pulumi", ...args], {
        cwd: folder,
        encoding: "utf8",
        maxBuffer: 256 * 2 ** 20,
        env: { ...process.env, BENCH_MEMORY_FOLDER: memoryFolder, BENCH_CPU_FILE: cpuFile },
    });
    const seconds = (performance.now() - start) / 1000;
    if (status !== 0) {
        throw new Error(`pulumi ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
    }
    const memory = fs
        .readdirSync(memoryFolder)
        .map((file) => Number(fs.readFileSync(path.join(memoryFolder, file), "utf8")));
    const [user, system] = fs.readFileSync(cpuFile, "utf8").trim().split(" ").map(Number);
    return { seconds, cpuSeconds: user + system, memoryMiB: Math.max(0, ...memory), stdout };
}

function start(folder, args) {
    const child = spawn("pulumi", args, { cwd: folder, stdio: "ignore" });
    return new Promise((resolve, reject) =>
        child.on("close", (status) =>
            status === 0 ? resolve() : reject(new Error(`pulumi ${args.join(" ")} ended with ${status}`)),
        ),
    );
}
