// From nothing to a RUNNING job: `pulumi up` with the package, with a plain program, and `kubectl apply` of the same
// manifests.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { apply, remove } from "./manifests.mjs";
import { median } from "./median.mjs";
import { belongsTo } from "./objects.mjs";

const secondsSince = (start) => (performance.now() - start) / 1000;

/** Whether a job is RUNNING and STABLE; not if it is not there. */
function isRunning({ namespace, name }) {
    try {
        const { status } = JSON.parse(
            execFileSync("kubectl", ["get", "flinkdeployment", name, "--namespace", namespace, "--output", "json"], {
                stdio: ["ignore", "pipe", "ignore"],
            }),
        );
        return status?.jobStatus?.state === "RUNNING" && status.lifecycleState === "STABLE";
    } catch {
        return false;
    }
}

/** Seconds until a job is seen RUNNING, and until what brings it up has ended. */
async function untilRunning(job, bring) {
    const begin = performance.now();
    const ended = bring().then(() => secondsSince(begin));
    while (!isRunning(job)) {
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const running = secondsSince(begin);
    return { running, ended: await ended };
}

/**
 * Measures one way to bring a job up: on an empty cluster with the platform, and then, once the job has been taken away
 * with its namespace, on the platform that is there. Leaves an empty cluster.
 */
async function measureWay(job, { bring, takeJob, clean }) {
    const fromNothing = await untilRunning(job, bring);
    await takeJob();
    const again = await untilRunning(job, bring);
    await clean();
    return { fromNothing, again };
}

/**
 * Measures the ways to bring a job up in turn, after a run that warms the file cache and tells the manifests.
 *
 * @param job its name and its namespace, in which nothing else is.
 * @param mine a project with the package, and `withJob` and `withoutJob`, which change its settings.
 * @param plain a project with the plain program; it makes what is written to `objectsFile`.
 * @returns for each way the median seconds of its steps, `fromNothing` and `again`.
 */
export async function measureRunning(job, { mine, plain, objectsFile, rounds }) {
    mine.withJob();
    mine.up();
    const objects = mine.objects();
    const manifests = objects.map(({ inputs }) => inputs);
    const ofJob = belongsTo(job.namespace);
    const write = (list) => fs.writeFileSync(objectsFile, JSON.stringify(list));
    const cleanOf = (project) => async () => {
        await remove(manifests);
        project.forget();
    };
    await cleanOf(mine)();
    const ways = {
        package: {
            bring: () => (mine.withJob(), mine.startUp()),
            takeJob: () => (mine.withoutJob(), mine.up()),
            clean: cleanOf(mine),
        },
        plain: {
            bring: () => (write(objects), plain.startUp()),
            takeJob: () => (write(objects.filter(({ inputs }) => !ofJob(inputs))), plain.up()),
            clean: cleanOf(plain),
        },
        kubectl: {
            bring: () => apply(manifests),
            takeJob: () => remove(manifests.filter(ofJob)),
            clean: () => remove(manifests),
        },
    };
    const samples = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
        for (const [name, way] of Object.entries(ways)) {
            samples[name].push(await measureWay(job, way));
        }
    }
    return Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, middleOf(list)]));
}

/** The median of each number of each step. */
function middleOf(samples) {
    const middle = (step) => ({
        running: median(samples.map((sample) => sample[step].running)),
        ended: median(samples.map((sample) => sample[step].ended)),
    });
    return { fromNothing: middle("fromNothing"), again: middle("again") };
}
