// Prints times and memory side by side: the package against an empty program, a plain program and kubectl.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { measureImport } from "./import.mjs";
import { median } from "./median.mjs";
import { objectsOf, withPlainSecret } from "./objects.mjs";
import { project, usePulumi } from "./project.mjs";
import { measureRunning } from "./running.mjs";

const root = path.resolve(import.meta.dirname, "..");
const workspace = path.join(root, ".tools", "bench");
const kubeconfig = path.join(workspace, "kubeconfig");
const previews = 5;
const runs = 3;

fs.rmSync(workspace, { recursive: true, force: true });
usePulumi(root, workspace);
Object.assign(process.env, {
    KUBECONFIG: kubeconfig,
    BENCH_PACKAGE: root,
    BENCH_OBJECTS: path.join(workspace, "objects.json"),
});

const job = (namespace) => ({
    namespace,
    flinkVersion: "1.18",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    jobManager: { memoryMiB: 1024, cpu: 0.1 },
    taskManager: { memoryMiB: 1024, cpu: 0.1 },
});
// By default the operator looks at a job that starts every 10 s: as much as what is to be measured.
const watchClosely = {
    "kubernetes.operator.observer.progress-check.interval": "1 s",
    "kubernetes.operator.observer.rest-ready.delay": "1 s",
};
const settings = (applications) =>
    JSON.stringify({
        config: {
            "flink-platform:cluster": { cloud: "local" },
            "flink-platform:operator": { release: "1.7.0", configuration: watchClosely },
            "flink-platform:applications": applications,
        },
    });

const programs = path.join(root, "bench", "programs");
const create = (name, program, applications = {}) =>
    project(workspace, name, path.join(programs, program), settings(applications));

/** A change of the stack file. */
const withApplications =
    (applications) =>
    ({ config, ...rest }) => ({ ...rest, config: { ...config, "flink-platform:applications": applications } });

/** Prints a row at once: the next one may take minutes. */
const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);
const ratio = (what, mine, other, unit, goal) =>
    row(
        what,
        `${mine.toFixed(1)} ${unit}`,
        other.map(([name, value]) => `${name} ${value.toFixed(1)} ${unit}`).join(", "),
        other.map(([, value]) => `${(mine / value).toFixed(2)} ×`).join(", "),
        goal,
    );

/** The median time and memory of several previews of programs, taken in turn; a first round warms the file cache. */
function measurePreviews(projects) {
    const samples = projects.map(() => []);
    for (let round = 0; round <= previews; round++) {
        projects.forEach(({ preview }, index) => samples[index].push(preview()));
    }
    return samples.map((list) => ({
        seconds: median(list.slice(1).map((sample) => sample.seconds)),
        memoryMiB: median(list.slice(1).map((sample) => sample.memoryMiB)),
    }));
}

/** Writes what the package's program declares as plain data, for the program written by hand. */
function writeObjects(preview) {
    const { steps } = JSON.parse(preview("--json", "--show-secrets").stdout);
    const objects = objectsOf(steps.map(({ newState }) => newState)).map(withPlainSecret);
    fs.writeFileSync(process.env.BENCH_OBJECTS, JSON.stringify(objects));
    return objects.length;
}

execFileSync(
    "devcluster",
    ["up", "--name", "bench", "--kubeconfig", kubeconfig, "--images", path.join(root, ".tools", "images")],
    { stdio: "inherit" },
);
try {
    const imports = measureImport(root);
    const more = imports.package.milliseconds - imports.imported.milliseconds;
    row("measure", "package", "beside", "ratio or difference", "goal");
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

    const jobs = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`job-${index}`, job("bench-jobs")]));
    const mine = create("package", "package.js", jobs);
    const count = writeObjects(mine.preview);
    const [withPackage, plain, empty] = measurePreviews([
        mine,
        create("plain", "plain.js"),
        create("empty", "empty.js"),
    ]);
    ratio(
        `preview of ${count} objects`,
        withPackage.seconds,
        [
            ["plain program", plain.seconds],
            ["empty program", empty.seconds],
        ],
        "s",
        "at most 1.15 × plain",
    );
    ratio(
        "memory of the program",
        withPackage.memoryMiB,
        [
            ["plain program", plain.memoryMiB],
            ["empty program", empty.memoryMiB],
        ],
        "MiB",
        "",
    );

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
            objectsFile: process.env.BENCH_OBJECTS,
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
} finally {
    execFileSync("devcluster", ["down", "--name", "bench"], { stdio: "inherit" });
}
