import * as pulumi from "@pulumi/pulumi";
import { lint, rule } from "./rule-case";
import { application, sessionJob } from "./subjects";

const unknown = pulumi.output("late");
const processes = [
    { field: "jobManager", prefix: "jobmanager", rules: { given: 20, memory: 21, storage: 22 }, leastMiB: 577 },
    { field: "taskManager", prefix: "taskmanager", rules: { given: 25, memory: 26, storage: 27 }, leastMiB: 982 },
] as const;

export const resourceCases = processes.flatMap(({ field, prefix, rules, leastMiB }) => {
    const withResource = (resource: object, options = {}, operator = {}) =>
        application({ [field]: { resource }, options, operator });
    const size = `${prefix}.memory.process.size`;
    return [
        rule([rules.given], `rejects a ${field} without memory`, () => withResource({ cpu: 1 }), [
            `spec.${field}.resource.memory is required: the memory of the process, such as "2048m"`,
        ]),
        rule(
            [rules.given],
            `takes a ${field} whose memory the operator's configuration gives`,
            () => withResource({}, {}, { [size]: "2g" }),
            [],
        ),
        rule(
            [rules.given],
            `takes a ${field} whose parts give its memory`,
            () => withResource({}, { [`${prefix}.memory.flink.size`]: "1g" }),
            [],
        ),
        rule(
            [rules.given],
            `takes a ${field} whose memory is not known yet`,
            () => withResource({}, { [size]: unknown }),
            [],
        ),
        rule(
            [rules.given],
            `rejects a ${field} whose configured memory is too little`,
            () => withResource({}, { [size]: "300m" }),
            [
                `spec.flinkConfiguration["${size}"] must be at least ${leastMiB}m, which Flink's own parts need, got "300m"`,
            ],
        ),
        rule(
            [rules.given],
            `rejects a ${field} whose configured memory is no size`,
            () => withResource({}, { [size]: "2Gi" }),
            [`spec.flinkConfiguration["${size}"] must be a size such as "2048m" (MiB), got "2Gi"`],
        ),
        ...["2g", "2Gi", "2048m", "2048 mb"].map((memory) =>
            rule([rules.memory], `takes a ${field} of ${memory}`, () => withResource({ memory }), []),
        ),
        ...["1.5Gi", "lots", "", "-1g"].map((memory) =>
            rule([rules.memory], `rejects a ${field} of "${memory}"`, () => withResource({ memory }), [
                `spec.${field}.resource.memory must be a size such as "2048m" (MiB) or "2Gi", got "${memory}"`,
            ]),
        ),
        rule([rules.memory], `rejects a ${field} whose memory is a number`, () => withResource({ memory: 2048 }), [
            `spec.${field}.resource.memory must be a size such as "2048m" (MiB) or "2Gi", got 2048`,
        ]),
        rule(
            [rules.storage],
            `takes a ${field} with 1.5Gi of storage`,
            () => withResource({ memory: "2g", ephemeralStorage: "1.5Gi" }),
            [],
        ),
        rule(
            [rules.storage],
            `rejects a ${field} with 1g of storage`,
            () => withResource({ memory: "2g", ephemeralStorage: "1g" }),
            [`spec.${field}.resource.ephemeralStorage must be a quantity such as "10Gi", got "1g"`],
        ),
        lint(`rejects a ${field} below what Flink needs`, () => withResource({ memory: `${leastMiB - 1}m` }), [
            `spec.${field}.resource.memory must be at least ${leastMiB}m, which Flink's own parts need, got "${leastMiB - 1}m"`,
        ]),
        lint(`takes a ${field} of just what Flink needs`, () => withResource({ memory: `${leastMiB}m` }), []),
        lint(
            `rejects a ${field} whose options fit no size`,
            () => withResource({ memory: "2g" }, { [`${prefix}.memory.flink.size`]: "100m" }),
            [
                `spec.${field}.resource.memory has no size that fits the "${prefix}.memory" options that are set; change those`,
            ],
        ),
        lint(
            `says nothing of the floor of a ${field} with an option that is not known yet`,
            () => withResource({ memory: "100m" }, { [`${prefix}.memory.jvm-metaspace.size`]: unknown }),
            [],
        ),
    ];
});

const workerOption = (key: string) => `spec.flinkConfiguration["${key}"]`;

export const workerCases = [
    rule(
        [25],
        "rejects amounts of a TaskManager that are none",
        () =>
            application({
                options: {
                    "taskmanager.numberOfTaskSlots": 0,
                    "taskmanager.cpu.cores": "many",
                    "external-resource.gpu.amount": "1.5",
                },
            }),
        [
            `${workerOption("taskmanager.numberOfTaskSlots")} must be a whole number of at least 1, got "0"`,
            `${workerOption("taskmanager.cpu.cores")} must be a number above 0, got "many"`,
            `${workerOption("external-resource.gpu.amount")} must be a whole number, got "1.5"`,
        ],
    ),
    rule(
        [25],
        "takes amounts, known or not",
        () =>
            application({
                options: {
                    "taskmanager.numberOfTaskSlots": unknown,
                    "taskmanager.cpu.cores": 0.5,
                    "external-resource.gpu.amount": 1,
                },
            }),
        [],
    ),
    rule(
        [25],
        "rejects an option for memory that is no size, and one that is no part of a whole",
        () =>
            application({
                options: {
                    "taskmanager.memory.task.off-heap.size": "1Gi",
                    "taskmanager.memory.network.fraction": 1,
                    "jobmanager.memory.heap.size": "much",
                },
            }),
        [
            `${workerOption("jobmanager.memory.heap.size")} must be a size such as "512m" (MiB), got "much"`,
            `${workerOption("taskmanager.memory.task.off-heap.size")} must be a size such as "512m" (MiB), got "1Gi"`,
            `${workerOption("taskmanager.memory.network.fraction")} must be a number of at least 0 and less than 1, got "1"`,
        ],
    ),
    rule(
        [25],
        "takes a fraction that a size makes idle",
        () =>
            application({
                options: { "taskmanager.memory.managed.fraction": "1", "taskmanager.memory.managed.size": "64m" },
            }),
        [],
    ),
    rule(
        [25],
        "rejects more memory than the options add up to",
        () =>
            application({
                taskManager: { resource: { memory: "4g" } },
                options: { "taskmanager.memory.task.heap.size": "512m", "taskmanager.memory.managed.size": "256m" },
            }),
        [
            `spec.taskManager.resource.memory must be at most 2417m, which the "taskmanager.memory" options add up to, got "4g"`,
        ],
    ),
];

const scaled = (options: object, release: "1.7.0" | "1.8.0" | "1.10.0" | "1.11.0" | "1.14.0" | "1.15.0" = "1.15.0") =>
    application({ release, options: { "job.autoscaler.enabled": "true", ...options } });
const path = (key: string) => `spec.flinkConfiguration["job.autoscaler.${key}"]`;
const wrongPeriod = `must hold times such as "9:30-10:30" or cron expressions of Quartz such as "* * 9-11 * * ?"`;

export const autoscalerCases = [
    rule(
        [35, 36, 37, 38, 39, 40, 41, 42],
        "rejects everything that is out of its limits at once",
        () =>
            scaled({
                "job.autoscaler.scale-down.max-factor": -0.1,
                "job.autoscaler.scale-up.max-factor": "x",
                "job.autoscaler.utilization.target": 1.5,
                "job.autoscaler.target.utilization.boundary": -1,
                "job.autoscaler.utilization.max": 1.1,
                "job.autoscaler.utilization.min": -0.1,
                "job.autoscaler.observed-scalability.coefficient-min": 0,
                "job.autoscaler.excluded.periods": "noon",
            }),
        [
            `${path("scale-down.max-factor")} must be at least 0, got -0.1`,
            `${path("scale-up.max-factor")} must be a number, got "x"`,
            `${path("utilization.target")} must be from 0 to 1, got 1.5`,
            `${path("utilization.max")} must be from 0 to 1, got 1.1`,
            `${path("utilization.min")} must be from 0 to 1, got -0.1`,
            `${path("target.utilization.boundary")} must be at least 0, got -1`,
            `${path("observed-scalability.coefficient-min")} must be from 0.01 to 1, got 0`,
            `${path("excluded.periods")} ${wrongPeriod}, got "noon"`,
        ],
    ),
    rule(
        [35],
        "says nothing of an autoscaler that is off",
        () => application({ options: { "job.autoscaler.scale-down.max-factor": -1 } }),
        [],
    ),
    rule(
        [35],
        "rejects a switch that is neither true nor false",
        () => application({ options: { "job.autoscaler.enabled": "on" } }),
        [`${path("enabled")} must be true or false, got "on"`],
    ),
    rule(
        [36],
        "reads the names of older operators",
        () =>
            application({
                options: {
                    "kubernetes.operator.job.autoscaler.enabled": true,
                    "kubernetes.operator.job.autoscaler.scale-up.max-factor": -1,
                },
            }),
        [
            `spec.flinkConfiguration["kubernetes.operator.job.autoscaler.scale-up.max-factor"] must be at least 0, got -1`,
        ],
    ),
    rule(
        [37, 39, 40],
        "bounds the utilization by the default target",
        () => scaled({ "job.autoscaler.utilization.max": 0.6, "job.autoscaler.utilization.min": 0.8 }),
        [
            `${path("utilization.max")} must be from 0.7 to 1, got 0.6`,
            `${path("utilization.min")} must be from 0 to 0.7, got 0.8`,
        ],
    ),
    rule(
        [37, 39, 40],
        "sets no bound by a target that is not known yet",
        () =>
            scaled({
                "job.autoscaler.utilization.target": unknown,
                "job.autoscaler.utilization.max": 0.1,
                "job.autoscaler.utilization.min": 0.9,
            }),
        [],
    ),
    rule(
        [37],
        "bounds the target below alone before operator 1.11",
        () => scaled({ "job.autoscaler.target.utilization": 1.5, "job.autoscaler.utilization.max": 9 }, "1.10.0"),
        [],
    ),
    rule(
        [37],
        "bounds the older name above from operator 1.11 on",
        () => scaled({ "job.autoscaler.target.utilization": 1.5 }, "1.11.0"),
        [`${path("target.utilization")} must be from 0 to 1, got 1.5`],
    ),
    rule(
        [37],
        "rejects a target below 0 in operator 1.7",
        () => scaled({ "job.autoscaler.target.utilization": -1 }, "1.7.0"),
        [`${path("target.utilization")} must be at least 0, got -1`],
    ),
    rule(
        [41],
        "does not bound scalability before operator 1.15",
        () => scaled({ "job.autoscaler.observed-scalability.coefficient-min": 0 }, "1.14.0"),
        [],
    ),
    rule(
        [42],
        "does not read periods before operator 1.8",
        () => scaled({ "job.autoscaler.excluded.periods": "noon" }, "1.7.0"),
        [],
    ),
    rule(
        [42],
        "takes periods of each form, as text or list",
        () => [
            ...scaled({
                "job.autoscaler.excluded.periods":
                    "9:30-10:30; * * 9-11,14-16 * * ?;22:00:00-23:59:59 && * * * ? * 2-6",
            }),
            ...scaled({ job: { autoscaler: { excluded: { periods: ["9:30-10:30", "0 0 12 L * ?"] } } } }, "1.8.0"),
        ],
        [],
    ),
    rule(
        [42],
        "rejects each wrong period",
        () =>
            scaled({
                "job.autoscaler.excluded.periods": "22:00-6:00;* * * * * *;9:00-10:00 && 11:00-12:00;9:30-10:30",
            }),
        [
            `${path("excluded.periods")} ${wrongPeriod}, got "22:00-6:00"`,
            `${path("excluded.periods")} ${wrongPeriod}, got "* * * * * *"`,
            `${path("excluded.periods")} must join at most one span of time and one cron expression with &&, got "9:00-10:00 && 11:00-12:00"`,
        ],
    ),
    rule(
        [35],
        "judges a session job's own options too",
        () =>
            sessionJob({
                spec: {
                    flinkConfiguration: { "job.autoscaler.enabled": true, "job.autoscaler.scale-down.max-factor": -1 },
                },
            }),
        [`${path("scale-down.max-factor")} must be at least 0, got -1`],
    ),
];
