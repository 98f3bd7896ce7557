// npm run repeat:mending -- [ROUNDS]: how often a job comes up whose first start had a typo. Each round deploys four jobs
// with a typo each, mends them and looks at what they started from. It is not part of `make test`: a round takes minutes.
import { setTimeout as sleep } from "node:timers/promises";
import { eventually, flinkRest, get, jobState, kubectl } from "../live/support/kubectl";
import {
    clusterBlock,
    mochaGlobalSetup,
    mochaGlobalTeardown,
    patientLeader,
    sharedOperator,
    stateMachine,
} from "../live/support/shared";
import { Stack } from "../live/support/stack";

const namespace = "mending";
const store = clusterBlock(namespace);

/** The typo of each job. */
const typos: Readonly<Record<string, object>> = {
    image: { image: "flink:no-such-tag" },
    class: { entryClass: "org.example.Missing" },
    memory: { jobManager: { memoryMiB: 900_000, cpu: 0.05 } },
    savepoint: { entryClass: "org.example.Missing" },
};

async function main(rounds: number): Promise<number> {
    const stack = new Stack("mending");
    const up = async (applications: object, waitForJobs = true) => {
        stack.configure({ cluster: store, operator: sharedOperator, applications, waitForJobs });
        const { code, output } = await stack.up();
        return { code, output };
    };
    const savepoint = await aSavepoint(up);
    const jobOf = (name: string) => ({
        ...stateMachine(namespace),
        flinkConfiguration: patientLeader(45, 40), // four of them start at once
        ...(name === "savepoint" ? { initialSavepointPath: savepoint } : {}),
    });
    let good = 0;
    for (let round = 1; round <= rounds; round += 1) {
        await up(
            Object.fromEntries(Object.entries(typos).map(([name, typo]) => [name, { ...jobOf(name), ...typo }])),
            false,
        );
        // By then every one of them has failed, and at another moment of its failure in each round.
        await sleep(20_000 + Math.random() * 20_000);
        const mended = await up(Object.fromEntries(Object.keys(typos).map((name) => [name, jobOf(name)])));
        const states = await Promise.all(Object.keys(typos).map((name) => stateOf(name, savepoint)));
        const ok = mended.code === 0 && states.every((state) => state.ok);
        good += ok ? 1 : 0;
        console.log(`round ${round}: ${ok ? "good" : "BAD"}: ${states.map(({ text }) => text).join(", ")}`);
        if (!ok) {
            console.log(mended.output);
            await printLogs();
        }
        await up({});
    }
    await stack.destroy();
    console.log(`${good} of ${rounds} rounds good`);
    return good === rounds ? 0 : 1;
}

/** Ends of the JobManagers' logs, which go with the jobs. */
async function printLogs(): Promise<void> {
    for (const name of Object.keys(typos)) {
        const pods = ["--selector", `app=${name},component=jobmanager`];
        const log = await kubectl("logs", "--namespace", namespace, ...pods, "--tail", "150").catch(String);
        console.log(`JobManager of ${name}:\n${log}`);
    }
}

/** The savepoint of a job that has run. */
async function aSavepoint(
    up: (applications: object) => Promise<{ code: number | null; output: string }>,
): Promise<string> {
    const job = { ...stateMachine(namespace), upgradeMode: "savepoint" };
    for (const state of ["running", "suspended"]) {
        const { code, output } = await up({ source: { ...job, state } });
        if (code !== 0) {
            throw new Error(output);
        }
    }
    const { status } = await get("flinkdeployment", "source", "--namespace", namespace);
    return status.jobStatus.savepointInfo.lastSavepoint.location;
}

/** Whether a job runs, from the savepoint if it was to start from one. */
async function stateOf(name: string, savepoint: string): Promise<{ ok: boolean; text: string }> {
    try {
        const state = await jobState(namespace, name);
        const { jobs } = await flinkRest(namespace, name, "/jobs/overview");
        const restored = await eventually("Flink's answer", 30, async () => {
            const { latest } = await flinkRest(namespace, name, `/jobs/${jobs[0].jid}/checkpoints`);
            return { path: latest.restored?.external_path };
        });
        const wanted = name === "savepoint" ? savepoint : undefined;
        return {
            ok: state === "RUNNING/STABLE" && restored.path === wanted,
            text: `${name} ${state} from ${restored.path ?? "nothing"}`,
        };
    } catch (error) {
        return { ok: false, text: `${name} ${String(error)}` };
    }
}

void (async () => {
    await mochaGlobalSetup();
    try {
        process.exitCode = await main(Number(process.argv[2] ?? 20));
    } finally {
        mochaGlobalTeardown();
    }
})();
