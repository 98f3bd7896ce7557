import assert from "node:assert/strict";
import fc from "fast-check";
import { jobManagerMemory, taskManagerMemory } from "../../src/flink/memory";

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

describe("least memory of Flink's processes", () => {
    it("is 982 MiB for a TaskManager with Flink's defaults", () => assert.equal(taskManagerMemory.leastMiB({}), 982));
    it("is 577 MiB for a JobManager with Flink's defaults", () => {
        assert.equal(jobManagerMemory.leastMiB({}), 577);
    });
    for (const [option, value, leastMiB] of taskManager) {
        it(`is ${leastMiB} MiB for a TaskManager with ${option} ${value}`, () => {
            assert.equal(taskManagerMemory.leastMiB({ [`taskmanager.memory.${option}`]: value }), leastMiB);
        });
    }
    for (const [option, value, leastMiB] of jobManager) {
        it(`is ${leastMiB} MiB for a JobManager with ${option} ${value}`, () => {
            const options = { [`jobmanager.memory.${option}`]: value };
            assert.equal(jobManagerMemory.leastMiB(options), leastMiB);
        });
    }
    it("takes an option that it cannot read for one that is not set", () => {
        assert.equal(taskManagerMemory.leastMiB({ "taskmanager.memory.managed.size": "much" }), 982);
    });
    it("grows with every part", () => {
        const sizes = fc.integer({ min: 0, max: 4096 });
        fc.assert(
            fc.property(sizes, sizes, (managedMiB, moreMiB) => {
                const least = (sizeMiB: number) =>
                    taskManagerMemory.leastMiB({ "taskmanager.memory.managed.size": `${sizeMiB}m` });
                assert.ok(least(managedMiB + moreMiB) >= least(managedMiB) + moreMiB);
            }),
        );
    });
});
