import fc from "fast-check";
import { asked } from "./operator-cases";
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
        const set = Object.entries(options).flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]));
        return asked({ spec: { [field]: undefined }, options: Object.fromEntries(set) });
    });
}
