import { jobManagerMemory, taskManagerMemory, type ProcessMemory } from "../flink/memory";
import { memoryOptionProblem, type FlinkProcess, type MemoryOptions } from "../flink/memory-options";
import type { FlinkDeploymentSpec, ResourceSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { mib, parseFlinkMemory, parseKubernetesQuantity, parseResourceMemory } from "../flink/units";
import type { EffectiveConfiguration, SetOption } from "./effective-configuration";
import { isSet } from "./inputs";
import { problemIf } from "../checks/values";

/** One kind of Flink process. */
interface Process {
    readonly field: "jobManager" | "taskManager";
    /** Prefix of its options. */
    readonly prefix: FlinkProcess;
    readonly model: ProcessMemory;
    /** Sets of options of which Flink can derive the rest, the strongest first. */
    readonly sufficient: readonly (readonly string[])[];
}

// https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/memory/mem_setup/#configure-total-memory
const processes: readonly Process[] = [
    {
        field: "jobManager",
        prefix: "jobmanager",
        model: jobManagerMemory,
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
        model: taskManagerMemory,
        sufficient: [
            ["taskmanager.memory.task.heap.size", "taskmanager.memory.managed.size"],
            ["taskmanager.memory.task.heap.size", "taskmanager.memory.size"],
            ["taskmanager.memory.flink.size"],
        ],
    },
];

/** Memory is given, can be read and is enough, and so is storage: rules 20 to 22 and 25 to 27, and Flink's limits. */
export function resourceProblems(spec: FlinkDeploymentSpec, configuration: EffectiveConfiguration): Problem[] {
    return processes.flatMap((process) => {
        const resource = spec[process.field]?.resource;
        const optionProblems = unreadableProblems(process, configuration);
        return [
            ...optionProblems,
            ...memoryProblems(process, resource, configuration, optionProblems.length === 0),
            ...storageProblems(process.field, resource),
        ];
    });
}

/** Flink reads each option for the parts of its memory, but for the fraction of managed memory that has a size. */
function unreadableProblems({ prefix }: Process, configuration: EffectiveConfiguration): Problem[] {
    const hasManagedSize = ["taskmanager.memory.managed.size", "taskmanager.memory.size"].some((key) =>
        configuration.has(key),
    );
    const isRead = (key: string) => !hasManagedSize || key !== "taskmanager.memory.managed.fraction";
    return [...configuration.values()]
        .filter(({ key }) => isRead(key))
        .flatMap(({ key, path, text }) =>
            problemIf(path, text === undefined ? undefined : memoryOptionProblem(prefix, key, text)),
        );
}

function memoryProblems(
    process: Process,
    resource: ResourceSpec | undefined,
    configuration: EffectiveConfiguration,
    isReadable: boolean,
): Problem[] {
    const path = `spec.${process.field}.resource.memory`;
    const memory: unknown = resource?.memory;
    const { size, problems } = isSet(memory)
        ? sizeOfResource(path, memory)
        : sizeOfConfiguration(process, path, configuration);
    return size === undefined || !isReadable ? [...problems] : limitProblems(process, size, configuration);
}

/** A process's size and where it is set; no bytes if only the sizes of its parts are. */
interface Size {
    readonly path: string;
    readonly bytes: number | undefined;
    readonly text: string | undefined;
}

/** Subject of the judgement; undefined if nothing can be said, or something else is wrong. */
interface Sized {
    readonly size: Size | undefined;
    readonly problems: readonly Problem[];
}

function sizeOfResource(path: string, memory: unknown): Sized {
    const bytes = typeof memory === "string" ? parseResourceMemory(memory) : undefined;
    const problem = `must be a size such as "2048m" (MiB) or "2Gi", got ${JSON.stringify(memory)}`;
    return bytes === undefined
        ? { size: undefined, problems: [{ path, problem }] }
        : { size: { path, bytes, text: String(memory) }, problems: [] };
}

/** Without `resource.memory` the configuration must say enough. */
function sizeOfConfiguration(process: Process, path: string, configuration: EffectiveConfiguration): Sized {
    const isSufficient = process.sufficient.some((keys) => keys.every((key) => configuration.has(key)));
    const option = configuration.get(`${process.prefix}.memory.process.size`);
    if (option === undefined) {
        return isSufficient
            ? { size: { path, bytes: undefined, text: undefined }, problems: [] }
            : {
                  size: undefined,
                  problems: [{ path, problem: `is required: the memory of the process, such as "2048m"` }],
              };
    }
    const { text } = option;
    if (text === undefined) {
        return { size: undefined, problems: [] };
    }
    const bytes = parseFlinkMemory(text);
    const problem = `must be a size such as "2048m" (MiB), got "${text}"`;
    return bytes === undefined
        ? { size: undefined, problems: [{ path: option.path, problem }] }
        : { size: { path: option.path, bytes, text }, problems: [] };
}

// "taskmanager.memory.managed.size", "jobmanager.heap.mb", "taskmanager.network.memory.min" yes; "jobmanager.rpc.port" no
const ofMemory = /^\w+\.(memory|heap|network\.memory)\./;

/** A size that leaves Flink's own parts too little or too much is refused when the pods are made. */
function limitProblems(
    { prefix, model }: Process,
    { path, bytes, text }: Size,
    configuration: EffectiveConfiguration,
): Problem[] {
    const parts = [...configuration.values()].filter(({ key }) => key.startsWith(`${prefix}.`) && ofMemory.test(key));
    if (parts.some((option) => option.text === undefined)) {
        return [];
    }
    const options = textByKey(parts);
    const fit = model.fit(bytes === undefined ? undefined : bytes / mib, options);
    if (fit === "fits") {
        return [];
    }
    const limits = model.limits(options);
    if (fit === "never" || limits === undefined) {
        return [{ path, problem: `has no size that fits the "${prefix}.memory" options that are set; change those` }];
    }
    const { leastMiB, mostMiB } = limits;
    return fit === "tooSmall"
        ? [{ path, problem: `must be at least ${leastMiB}m, which Flink's own parts need, got "${text}"` }]
        : [
              {
                  path,
                  problem: `must be at most ${mostMiB}m, which the "${prefix}.memory" options add up to, got "${text}"`,
              },
          ];
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
