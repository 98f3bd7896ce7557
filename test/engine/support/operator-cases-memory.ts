import type { FlinkOptions } from "../../../src/flink/types/deployment";
import { asked, row, type OperatorCase } from "./operator-cases";

// Sizes that are large enough for both processes.
const takenSizes = [
    "2048m",
    "2g",
    "2Gi",
    "2gi",
    "2 gb",
    "2G",
    "2147483648",
    "2048Mi",
    "2097152k",
    "2e9",
    "+2Gi",
    "2.Gi",
];
const refusedSizes = ["", " ", "g", "2.5g", "-2g", "2 x", "2,048m", "9223372036854775808", "99999999999g", "9E"];
const takenStorage = ["1Gi", "1.5Gi", "1G", "1e9", "+1Gi", "1.Gi", "500m", "0"];
const refusedStorage = ["", "1gb", "1 Gi", "g", "1GiB", "1,5Gi"];

const processes = [
    { field: "jobManager", prefix: "jobmanager", rules: { needed: 20, memory: 21, storage: 22 } },
    { field: "taskManager", prefix: "taskmanager", rules: { needed: 25, memory: 26, storage: 27 } },
] as const;

/** Options that say enough, or too little, of a process's memory where its resource does not. */
const options: Record<(typeof processes)[number]["prefix"], { taken: FlinkOptions[]; refused: FlinkOptions[] }> = {
    jobmanager: {
        taken: [
            { "jobmanager.memory.process.size": "577m" },
            { "jobmanager.memory.flink.size": "1g" },
            { "jobmanager.memory.heap.size": "1" },
            { "jobmanager.heap.size": "1g" },
            { "jobmanager.heap.mb": "1024" },
            { "jobmanager.memory.flink.size": "1g", "jobmanager.memory.heap.size": "1g" },
            { "jobmanager.memory.process.size": "2g", "jobmanager.memory.flink.size": "1g" },
        ],
        refused: [
            {},
            { "jobmanager.memory.process.size": "576m" },
            { "jobmanager.memory.process.size": "" },
            { "jobmanager.memory.flink.size": "128m" },
            { "jobmanager.memory.heap.size": "much" },
            { "jobmanager.heap.mb": "much" },
            { "jobmanager.memory.flink.size": "1g", "jobmanager.memory.heap.size": "2g" },
            {
                "jobmanager.memory.flink.size": "1g",
                "jobmanager.memory.heap.size": "512m",
                "jobmanager.memory.off-heap.size": "256m",
            },
            { "jobmanager.memory.process.size": "1g", "jobmanager.memory.flink.size": "1g" },
            { "jobmanager.memory.process.size": "4g", "jobmanager.memory.heap.size": "512m" },
            { "jobmanager.memory.process.size": "2g", "jobmanager.memory.jvm-overhead.fraction": "1" },
            { "jobmanager.memory.process.size": "2g", "jobmanager.memory.jvm-overhead.min": "2g" },
        ],
    },
    taskmanager: {
        taken: [
            { "taskmanager.memory.process.size": "982m" },
            { "taskmanager.memory.flink.size": "800m" },
            { "taskmanager.memory.task.heap.size": "1", "taskmanager.memory.managed.size": "0" },
            { "taskmanager.memory.task.heap.size": "1g", "taskmanager.memory.size": "1g" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.memory.network.fraction": "0" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.network.memory.max": "64m" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.cpu.cores": "0.1" },
        ],
        refused: [
            {},
            { "taskmanager.memory.process.size": "981m" },
            { "taskmanager.memory.task.heap.size": "1g" },
            { "taskmanager.heap.size": "1g" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.memory.task.off-heap.size": "much" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.memory.managed.fraction": "1.5" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.memory.jvm-overhead.fraction": "-1" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.network.memory.min": "3g" },
            {
                "taskmanager.memory.process.size": "4g",
                "taskmanager.memory.task.heap.size": "512m",
                "taskmanager.memory.managed.size": "256m",
            },
            { "taskmanager.memory.process.size": "2g", "taskmanager.cpu.cores": "0" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.cpu.cores": "many" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.numberOfTaskSlots": "0" },
            { "taskmanager.memory.process.size": "2g", "taskmanager.numberOfTaskSlots": "many" },
        ],
    },
};

export const memoryCases: readonly OperatorCase[] = processes.flatMap(({ field, prefix, rules }) => [
    ...takenSizes.map((memory) => row(rules.memory, `takes ${memory}`, asked({ [field]: { resource: { memory } } }))),
    ...refusedSizes.map((memory) =>
        row(rules.memory, `refuses "${memory}"`, asked({ [field]: { resource: { memory } } }), "resource memory"),
    ),
    ...takenStorage.map((ephemeralStorage) =>
        row(rules.storage, `takes ${ephemeralStorage}`, asked({ [field]: storage(ephemeralStorage) })),
    ),
    ...refusedStorage.map((ephemeralStorage) =>
        row(rules.storage, `refuses "${ephemeralStorage}"`, asked({ [field]: storage(ephemeralStorage) }), "storage"),
    ),
    ...options[prefix].taken.map((given) =>
        row(rules.needed, `takes ${JSON.stringify(given)}`, asked({ spec: { [field]: undefined }, options: given })),
    ),
    ...options[prefix].refused.map((given) =>
        row(
            rules.needed,
            `refuses ${JSON.stringify(given)}`,
            asked({ spec: { [field]: undefined }, options: given }),
            "resource memory must be defined",
        ),
    ),
    row(
        rules.needed,
        "takes a size of the operator's configuration",
        asked({ spec: { [field]: undefined }, operator: { [`${prefix}.memory.process.size`]: "1600m" } }),
    ),
]);

function storage(ephemeralStorage: string): object {
    return { resource: { memory: "2g", ephemeralStorage } };
}
