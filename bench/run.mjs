// Prints times and memory side by side: the package against an empty program, a plain program and kubectl. All parts, or
// those that are named: `node bench/run.mjs curve`.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { printCurve } from "./curve.mjs";
import { measureImport } from "./import.mjs";
import { measureJudgement } from "./judgement.mjs";
import { measurePreviews, writeObjects } from "./previews.mjs";
import { project, usePulumi } from "./project.mjs";
import { measureRunning } from "./running.mjs";
import { job, jobs, settings, withApplications } from "./stack.mjs";
import { head, ratio, row } from "./table.mjs";
import { measureValidation } from "./validation.mjs";

const root = path.resolve(import.meta.dirname, "..");
const workspace = path.join(root, ".tools", "bench");
const kubeconfig = path.join(workspace, "kubeconfig");
const objectsFile = path.join(workspace, "objects.json");
const previews = 5;
const runs = 3;

const create = (name, program, applications = {}) =>
    project(workspace, name, path.join(root, "bench", "programs", program), settings(applications));

const headOfMeasures = () => head("measure", "package", "beside", "ratio or difference", "goal");

function importPart() {
    headOfMeasures();
    const imports = measureImport(root);
    const more = imports.package.milliseconds - imports.imported.milliseconds;
    row(
        "import",
        `${imports.package.milliseconds.toFixed(0)} ms`,
        `what it imports ${imports.imported.milliseconds.toFixed(0)} ms`,
        `${more < 0 ? "" : "+"}${more.toFixed(0)} ms`,
        "at most +150 ms",
    );
    for (const cloud of ["eks", "gke", "aks"]) {
        ratio(
            `start of a program with ${cloud}`,
            imports[cloud].milliseconds,
            [["with local", imports.local.milliseconds]],
            "ms",
            "at most 1.2 ×",
        );
    }
}

function validationPart() {
    headOfMeasures();
    const { first, thousand } = measureValidation(root);
    row(
        "CPU of comparing one spec with its definition, the library's and the file's too",
        `${first.toFixed(0)} ms`,
        "",
        "",
        "",
    );
    row("CPU of comparing 1,000 more", `${thousand.toFixed(0)} ms`, "", "", "");
    const { checks, impact } = measureJudgement(root);
    const both = `${((checks + impact) / 1e3).toFixed(2)} s`;
    const parts = `checks ${checks.toFixed(0)} ms, impact ${impact.toFixed(0)} ms`;
    row("CPU of checks, rules and impact of 1,000 applications", both, parts, "", "at most 2 s");
}

function previewPart() {
    headOfMeasures();
    const mine = create("package", "package.js", jobs(20, "bench-jobs"));
    const count = writeObjects(mine, objectsFile);
    const projects = [mine, create("plain", "plain.js"), create("empty", "empty.js")];
    const [withPackage, plain, empty] = measurePreviews(projects, previews);
    const beside = (measure) => [
        ["plain program", plain[measure]],
        ["empty program", empty[measure]],
    ];
    ratio(`preview of ${count} objects`, withPackage.seconds, beside("seconds"), "s", "at most 1.15 × plain");
    ratio("memory of the program", withPackage.memoryMiB, beside("memoryMiB"), "MiB", "");
}

async function runningPart() {
    headOfMeasures();
    const running = create("running", "package.js");
    const ways = await measureRunning(
        { namespace: "bench-run", name: "measured" },
        {
            mine: {
                ...running,
                withJob: () => running.configure(withApplications({ measured: job("bench-run") })),
                withoutJob: () => running.configure(withApplications({})),
            },
            plain: create("running-plain", "plain.js"),
            objectsFile,
            rounds: runs,
        },
    );
    for (const [step, what] of [
        ["fromNothing", "from an empty cluster to a RUNNING job"],
        ["again", "one more job on that platform, to RUNNING"],
    ]) {
        const beside = [
            ["kubectl apply", ways.kubectl[step].running],
            ["plain program", ways.plain[step].running],
        ];
        ratio(what, ways.package[step].running, beside, "s", "at most 1.1 × kubectl");
        ratio("the same to the end of `pulumi up`", ways.package[step].ended, beside, "s", "");
    }
}

/** Runs something while there is a cluster behind the kubeconfig. */
async function withCluster(use) {
    const images = path.join(root, ".tools", "images");
    const up = ["up", "--name", "bench", "--kubeconfig", kubeconfig, "--images", images];
    execFileSync("devcluster", up, { stdio: "inherit" });
    try {
        await use();
    } finally {
        execFileSync("devcluster", ["down", "--name", "bench"], { stdio: "inherit" });
    }
}

/** Runs something with a kubeconfig that leads nowhere: a preview of the package asks nothing of a cluster. */
function withoutCluster(use) {
    const nowhere = {
        "current-context": "bench",
        contexts: [{ name: "bench", context: { cluster: "bench", user: "bench" } }],
        clusters: [{ name: "bench", cluster: { server: "https://127.0.0.1:1" } }],
        users: [{ name: "bench", user: { token: "none" } }],
    };
    fs.writeFileSync(kubeconfig, JSON.stringify(nowhere));
    use();
}

const parts = {
    import: importPart,
    validation: validationPart,
    preview: () => withCluster(previewPart),
    curve: () => withoutCluster(() => printCurve(create, objectsFile)),
    running: () => withCluster(runningPart),
};

const asked = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
    throw new Error(`no part ${unknown.join(", ")}; parts: ${Object.keys(parts).join(", ")}`);
}
fs.rmSync(workspace, { recursive: true, force: true });
usePulumi(root, workspace);
Object.assign(process.env, { KUBECONFIG: kubeconfig, BENCH_PACKAGE: root, BENCH_OBJECTS: objectsFile });
for (const name of asked) {
    await parts[name]();
}
