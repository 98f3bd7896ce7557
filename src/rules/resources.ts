import {
    jobManagerMemory,
    largestProcessMiB,
    taskManagerMemory,
    type MemoryFloor,
    type MemoryOptions,
} from "../flink/memory";
import type { FlinkDeploymentSpec, ResourceSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { mib, parseFlinkMemory, parseKubernetesQuantity, parseResourceMemory } from "../flink/units";
import type { EffectiveConfiguration, SetOption } from "./effective-configuration";
import { isSet } from "./inputs";

/** One kind of Flink process. */
interface Process {
    readonly field: "jobManager" | "taskManager";
    /** Prefix of its options. */
    readonly prefix: string;
    readonly floor: MemoryFloor;
    /** Sets of options of which Flink can derive the rest, the strongest first. */
    readonly sufficient: readonly (readonly string[])[];
}

// https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/memory/mem_setup/#configure-total-memory
const processes: readonly Process[] = [
    {
        field: "jobManager",
        prefix: "jobmanager",
        floor: jobManagerMemory,
        sufficient: [
            ["jobmanager.memory.heap.size"],
            ["jobmanager.heap.size"],
            ["jobmanager.heap.mb"],
            ["jobmanager.memory.flink.size"],
        ],
    },
    {
        field: "taskManager",
        prefix: "taskmanager",
        floor: taskManagerMemory,
        sufficient: [
            ["taskmanager.memory.task.heap.size", "taskmanager.memory.managed.size"],
            ["taskmanager.memory.flink.size"],
        ],
    },
];

/** Memory is given, can be read and is enough, and so is storage: rules 20 to 22 and 25 to 27, and Flink's floors. */
export function resourceProblems(spec: FlinkDeploymentSpec, configuration: EffectiveConfiguration): Problem[] {
    return processes.flatMap((process) => {
        const resource = spec[process.field]?.resource;
        return [...memoryProblems(process, resource, configuration), ...storageProblems(process.field, resource)];
    });
}

function memoryProblems(
    process: Process,
    resource: ResourceSpec | undefined,
    configuration: EffectiveConfiguration,
): Problem[] {
    const path = `spec.${process.field}.resource.memory`;
    const memory: unknown = resource?.memory;
    if (!isSet(memory)) {
        return configuredMemoryProblems(process, path, configuration);
    }
    const bytes = typeof memory === "string" ? parseResourceMemory(memory) : undefined;
    return bytes === undefined
        ? [{ path, problem: `must be a size such as "2048m" (MiB) or "2Gi", got ${JSON.stringify(memory)}` }]
        : floorProblems(process, path, { bytes, text: String(memory) }, configuration);
}

/** Without `resource.memory` the configuration must say enough. */
function configuredMemoryProblems(process: Process, path: string, configuration: EffectiveConfiguration): Problem[] {
    const isSufficient = process.sufficient.some((keys) => keys.every((key) => configuration.has(key)));
    const size = configuration.get(`${process.prefix}.memory.process.size`);
    if (size === undefined) {
        return isSufficient
            ? floorProblems(process, path, { bytes: Infinity, text: undefined }, configuration)
            : [{ path, problem: `is required: the memory of the process, such as "2048m"` }];
    }
    const { text } = size;
    const bytes = text === undefined ? Infinity : parseFlinkMemory(text);
    return bytes === undefined
        ? [{ path: size.path, problem: `must be a size such as "2048m" (MiB), got "${text}"` }]
        : floorProblems(process, size.path, { bytes, text }, configuration);
}

/** Less than Flink's own parts need is refused when the pods are made. */
function floorProblems(
    process: Process,
    path: string,
    memory: { readonly bytes: number; readonly text: string | undefined },
    configuration: EffectiveConfiguration,
): Problem[] {
    const parts = [...configuration.values()].filter(({ key }) => key.startsWith(`${process.prefix}.memory.`));
    if (parts.some(({ text }) => text === undefined)) {
        return [];
    }
    const options = textByKey(parts);
    if (process.floor.fits(Math.min(Math.floor(memory.bytes / mib), largestProcessMiB), options)) {
        return [];
    }
    const leastMiB = process.floor.leastMiB(options);
    if (leastMiB === Infinity) {
        return [
            {
                path,
                problem: `has no size that fits the "${process.prefix}.memory" options that are set; change those`,
            },
        ];
    }
    return [{ path, problem: `must be at least ${leastMiB}m, which Flink's own parts need, got "${memory.text}"` }];
}

function textByKey(options: readonly SetOption[]): MemoryOptions {
    return Object.fromEntries(options.map(({ key, text }) => [key, text]));
}

function storageProblems(field: Process["field"], resource: ResourceSpec | undefined): Problem[] {
    const storage: unknown = resource?.ephemeralStorage;
    if (!isSet(storage) || (typeof storage === "string" && parseKubernetesQuantity(storage) !== undefined)) {
        return [];
    }
    const path = `spec.${field}.resource.ephemeralStorage`;
    return [{ path, problem: `must be a quantity such as "10Gi", got ${JSON.stringify(storage)}` }];
}
