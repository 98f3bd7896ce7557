import assert from "node:assert/strict";
import fc from "fast-check";
import { jobManagerMemory, taskManagerMemory, type Fit } from "../../src/flink/memory";
import { memoryOptionProblem } from "../../src/flink/memory-options";

// Each number is the first size that Flink 1.17's own calculator takes; Infinity where it takes none.
type Case = readonly [option: string, value: string, leastMiB: number];

const taskManager: readonly Case[] = [
    ["managed.size", "0", 768],
    ["managed.size", "1g", 1871],
    ["managed.fraction", "0", 768],
    ["managed.fraction", "0.9", Infinity],
    ["task.heap.size", "512m", 1835],
    ["task.off-heap.size", "256m", 1473],
    ["framework.heap.size", "256m", 1217],
    ["framework.off-heap.size", "0", 769],
    ["network.min", "256m", 1302],
    ["network.max", "32m", Infinity],
    ["network.fraction", "0.4", 1729],
    ["jvm-metaspace.size", "512m", 1238],
    ["jvm-overhead.min", "1g", 1814],
    ["jvm-overhead.fraction", "0.5", 1579],
    ["flink.size", "800m", 1248],
    ["flink.size", "500m", Infinity],
];

const jobManager: readonly Case[] = [
    ["off-heap.size", "256m", 705],
    ["jvm-metaspace.size", "128m", 449],
    ["jvm-overhead.min", "512m", 897],
    ["jvm-overhead.fraction", "0.5", 769],
    ["heap.size", "512m", 1088],
    ["flink.size", "500m", 948],
    ["flink.size", "100m", Infinity],
];

const leastMiB = (memory: typeof jobManagerMemory, options: Record<string, string>) =>
    memory.limits(options)?.leastMiB ?? Infinity;

describe("least memory of Flink's processes", () => {
    it("is 982 MiB for a TaskManager with Flink's defaults", () => {
        assert.deepEqual(taskManagerMemory.limits({}), { leastMiB: 982, mostMiB: Infinity });
    });
    it("is 577 MiB for a JobManager with Flink's defaults", () => {
        assert.equal(leastMiB(jobManagerMemory, {}), 577);
    });
    for (const [option, value, least] of taskManager) {
        it(`is ${least} MiB for a TaskManager with ${option} ${value}`, () => {
            assert.equal(leastMiB(taskManagerMemory, { [`taskmanager.memory.${option}`]: value }), least);
        });
    }
    for (const [option, value, least] of jobManager) {
        it(`is ${least} MiB for a JobManager with ${option} ${value}`, () => {
            assert.equal(leastMiB(jobManagerMemory, { [`jobmanager.memory.${option}`]: value }), least);
        });
    }
    it("takes an option that it cannot read for one that is not set", () => {
        assert.equal(leastMiB(taskManagerMemory, { "taskmanager.memory.managed.size": "much" }), 982);
    });
    it("grows with every part", () => {
        const sizes = fc.integer({ min: 0, max: 4096 });
        fc.assert(
            fc.property(sizes, sizes, (managedMiB, moreMiB) => {
                const least = (sizeMiB: number) =>
                    leastMiB(taskManagerMemory, { "taskmanager.memory.managed.size": `${sizeMiB}m` });
                assert.ok(least(managedMiB + moreMiB) >= least(managedMiB) + moreMiB);
            }),
        );
    });
});

describe("memory of a process whose parts are given", () => {
    const parts = { "taskmanager.memory.task.heap.size": "512m", "taskmanager.memory.managed.size": "256m" };
    const fits = (options: Record<string, string>, sizes: readonly (number | undefined)[]): Fit[] =>
        sizes.map((sizeMiB) => taskManagerMemory.fit(sizeMiB, options));

    it("has a most, as the overhead has", () => {
        assert.deepEqual(taskManagerMemory.limits(parts), { leastMiB: 1586, mostMiB: 2417 });
        assert.deepEqual(fits(parts, [1585, 1586, 2417, 2418]), ["tooSmall", "fits", "fits", "tooLarge"]);
    });
    it("needs no size", () => assert.deepEqual(fits(parts, [undefined]), ["fits"]));
    it("reads older names", () => {
        const older = { "taskmanager.memory.task.heap.size": "512m", "taskmanager.memory.size": "256m" };
        assert.deepEqual(taskManagerMemory.limits(older), taskManagerMemory.limits(parts));
        const heap = (options: Record<string, string>) => jobManagerMemory.limits(options);
        assert.deepEqual(heap({ "jobmanager.heap.mb": "512" }), heap({ "jobmanager.memory.heap.size": "512m" }));
        assert.deepEqual(heap({ "jobmanager.heap.size": "512m" }), heap({ "jobmanager.memory.heap.size": "512m" }));
    });
    it("fits no size where the parts contradict each other", () => {
        const range = { "taskmanager.memory.network.min": "2m", "taskmanager.memory.network.max": "1m" };
        assert.deepEqual(fits(range, [2048]), ["never"]);
        assert.deepEqual(fits({ "taskmanager.memory.jvm-overhead.fraction": "1" }, [2048]), ["never"]);
        assert.equal(taskManagerMemory.limits(range), undefined);
    });
});

describe("options for memory", () => {
    it("are sizes and parts of a whole", () => {
        const problems = [
            memoryOptionProblem("taskmanager", "taskmanager.memory.managed.size", "much"),
            memoryOptionProblem("taskmanager", "taskmanager.memory.size", "1Gi"),
            memoryOptionProblem("taskmanager", "taskmanager.memory.network.fraction", "1"),
            memoryOptionProblem("jobmanager", "jobmanager.heap.mb", "1g"),
        ];
        assert.deepEqual(problems, [
            `must be a size such as "512m" (MiB), got "much"`,
            `must be a size such as "512m" (MiB), got "1Gi"`,
            `must be a number of at least 0 and less than 1, got "1"`,
            `must be a whole number of MiB, got "1g"`,
        ]);
    });
    it("are fine as Flink reads them, and others are not its business", () => {
        const problems = [
            memoryOptionProblem("taskmanager", "taskmanager.memory.managed.size", "1 gb"),
            memoryOptionProblem("taskmanager", "taskmanager.memory.managed.fraction", "0.4f"),
            memoryOptionProblem("jobmanager", "jobmanager.heap.mb", "1024"),
            memoryOptionProblem("jobmanager", "taskmanager.memory.managed.size", "much"),
            memoryOptionProblem("taskmanager", "taskmanager.memory.managed.consumer-weights", "OPERATOR:70"),
        ];
        assert.deepEqual(problems, [undefined, undefined, undefined, undefined, undefined]);
    });
});
