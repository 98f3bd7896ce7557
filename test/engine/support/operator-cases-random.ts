import fc from "fast-check";
import type { JobSpec } from "../../../src/flink/types/deployment";
import { asked, askedSessionJob } from "./operator-cases";
import type { Question } from "./operator-validator";

const sizes = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 4096 }).map((mib) => `${mib}m`) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 2 ** 32 }).map(String) },
    { weight: 12, arbitrary: fc.constantFrom("64m", "128m", "192m", "256m", "512m", "1g", "2 gb") },
    { weight: 1, arbitrary: fc.constantFrom("much", "1Gi") },
);
const fractions = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 999 }).map((part) => String(part / 1000)) },
    { weight: 1, arbitrary: fc.constantFrom("1", "-0.1", "half", "0.5f") },
);

/** Options for the memory of a process. */
function memoryOptions(prefix: string, sizeNames: readonly string[], fractionNames: readonly string[]) {
    const of = (names: readonly string[], values: fc.Arbitrary<string>) =>
        names.map((name) => [`${prefix}.memory.${name}`, rarely(values)] as const);
    return fc.record(Object.fromEntries([...of(sizeNames, sizes), ...of(fractionNames, fractions)]));
}

/** One in three; the rest is not set. */
function rarely(values: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> {
    return fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values });
}

const jvm = ["jvm-metaspace.size", "jvm-overhead.min", "jvm-overhead.max", "flink.size"];
const framework = ["framework.heap.size", "framework.off-heap.size", "task.heap.size", "task.off-heap.size"];

/** Processes whose memory comes from their options alone, some of them with sizes that fit each other. */
const processes = fc.oneof(
    fc.record({
        field: fc.constant("jobManager"),
        options: memoryOptions(
            "jobmanager",
            [...jvm, "process.size", "heap.size", "off-heap.size"],
            ["jvm-overhead.fraction"],
        ),
    }),
    fc.record({
        field: fc.constant("taskManager"),
        options: memoryOptions(
            "taskmanager",
            [...jvm, ...framework, "process.size", "managed.size", "network.min", "network.max"],
            ["jvm-overhead.fraction", "managed.fraction", "network.fraction"],
        ),
    }),
);

/** So many specs, the same in each run. */
export function randomMemory(count: number, seed: number): Question[] {
    return fc.sample(processes, { numRuns: count, seed }).map(({ field, options }) => {
        return asked({ spec: { [field]: undefined }, options: given(options) });
    });
}

/** One of these; undefined takes a field away. */
const one = <T>(...values: T[]) => fc.constantFrom(...values);

const defaultsPrefix = "kubernetes.operator.default-configuration";

/** What several rules are about at once: any of it may be wrong. */
const mixtures = fc.record({
    kind: one("application", "application", "session cluster", "session job"),
    flinkVersion: one("v1_15", "v1_18"),
    options: fc.record({
        "high-availability.type": one("kubernetes", "kubernetes", "NONE", "standalone", "zookeeper"),
        "state.checkpoints.dir": one("s3://a", "s3://a", "", " "),
        "state.savepoints.dir": one("s3://a", "s3://a", "", " "),
        "kubernetes.operator.deployment.rollback.enabled": one(undefined, undefined, "true", "no"),
        "kubernetes.operator.cluster.health-check.enabled": one(undefined, undefined, "true"),
        "kubernetes.operator.jm-deployment-recovery.enabled": one(undefined, undefined, "true", "false"),
        "kubernetes.operator.periodic.savepoint.interval": one(undefined, undefined, "1h"),
        "job.autoscaler.enabled": one(undefined, "true"),
        "job.autoscaler.target.utilization": one(undefined, "0.7", "1.4", "-1"),
        "job.autoscaler.utilization.target": one(undefined, "2"), // a later release's name
    }),
    operator: fc.record({
        "kubernetes.cluster-id": one(undefined, undefined, undefined, "a"),
        "high-availability": one(undefined, "kubernetes"),
        [`${defaultsPrefix}.namespace.shop.state.savepoints.dir`]: one(undefined, "s3://b"),
        [`${defaultsPrefix}.flink-version.v1_18.state.checkpoints.dir`]: one(undefined, "s3://b"),
    }),
    job: fc.record({
        upgradeMode: one<JobSpec["upgradeMode"]>("last-state", "savepoint", "stateless", undefined),
        parallelism: one(undefined, 0, 1, 4),
        savepointTriggerNonce: one(undefined, 1),
    }),
    jobManagers: one(undefined, 1, 2, 0),
    taskManagers: one(undefined, undefined, 1, 0),
});

/** So many specs with something wrong or nothing, the same in each run. */
export function randomSpecs(count: number, seed: number): Question[] {
    return fc.sample(mixtures, { numRuns: count, seed }).map((mixture) => {
        const operator = given(mixture.operator);
        const cluster = {
            operator,
            options: given(mixture.options),
            spec: { flinkVersion: mixture.flinkVersion, job: undefined },
            jobManager: { resource: { memory: "2g" }, ...given({ replicas: mixture.jobManagers }) },
            taskManager: { resource: { memory: "2g" }, ...given({ replicas: mixture.taskManagers }) },
        };
        if (mixture.kind === "application") {
            return asked({ ...cluster, job: mixture.job, spec: { flinkVersion: mixture.flinkVersion } });
        }
        return mixture.kind === "session cluster"
            ? asked(cluster)
            : askedSessionJob({ job: mixture.job, cluster, operator });
    });
}

/** An object without the fields that are undefined. */
function given<T>(fields: Readonly<Record<string, T | undefined>>): Record<string, T> {
    return Object.fromEntries(
        Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
}
