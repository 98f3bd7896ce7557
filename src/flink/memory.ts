import { mib, parseFlinkMemory } from "./units";

/** Flink options by key, as text. */
export type MemoryOptions = Readonly<Record<string, string | undefined>>;

/**
 * Flink's defaults, sizes in MiB. Sources:
 * https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/memory/mem_setup_tm/,
 * https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/memory/mem_setup_jobmanager/ and, for the numbers,
 * https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#memory-configuration.
 */
const defaults = {
    jvmMetaspaceMiB: 256, // {job,task}manager.memory.jvm-metaspace.size
    jvmOverheadMiB: { min: 192, max: 1024, fraction: 0.1 }, // {job,task}manager.memory.jvm-overhead.*
    jobManagerOffHeapMiB: 128, // jobmanager.memory.off-heap.size
    frameworkHeapMiB: 128, // taskmanager.memory.framework.heap.size
    frameworkOffHeapMiB: 128, // taskmanager.memory.framework.off-heap.size
    taskOffHeapMiB: 0, // taskmanager.memory.task.off-heap.size
    managedFraction: 0.4, // taskmanager.memory.managed.fraction
    networkMiB: { min: 64, max: Infinity, fraction: 0.1 }, // taskmanager.memory.network.*
} as const;

/** Below this heap Flink warns: "Configure JVM Heap" in mem_setup_jobmanager. */
const recommendedJobManagerHeapMiB = 128;

/** Larger than any machine. */
export const largestProcessMiB = 2 ** 24;

/** Memory that a Flink process needs. */
export interface MemoryFloor {
    /** Whether Flink starts the process in so much memory. */
    fits(processMiB: number, options: MemoryOptions): boolean;
    /** MiB below which it does not; Infinity if no size fits the options. Costs far more than `fits`. */
    leastMiB(options: MemoryOptions): number;
}

export const jobManagerMemory = memoryFloor((processMiB, options) => jobManagerHeap(processMiB, options) > 0);
export const taskManagerMemory = memoryFloor(taskManagerFits);

function memoryFloor(fits: MemoryFloor["fits"]): MemoryFloor {
    return { fits, leastMiB: (options) => leastMiB((processMiB) => fits(processMiB, options)) };
}

/** MiB from which a JobManager has the heap that Flink recommends; Infinity if no size does. */
export function recommendedJobManagerMemoryMiB(options: MemoryOptions = {}): number {
    return leastMiB((processMiB) => jobManagerHeap(processMiB, options) >= recommendedJobManagerHeapMiB * mib);
}

/** Bytes of heap in a JobManager; negative if its other parts leave none. */
function jobManagerHeap(processMiB: number, options: MemoryOptions): number {
    const reader = optionReader("jobmanager.memory", options);
    const flink = totalFlinkMemory(processMiB, reader);
    const heap = flink - reader.size("off-heap.size", defaults.jobManagerOffHeapMiB);
    const asked = reader.optionalSize("heap.size");
    return asked === undefined ? heap : heap >= asked ? asked : -1;
}

function taskManagerFits(processMiB: number, options: MemoryOptions): boolean {
    const reader = optionReader("taskmanager.memory", options);
    const flink = totalFlinkMemory(processMiB, reader);
    const managed =
        reader.optionalSize("managed.size") ??
        Math.floor(flink * reader.number("managed.fraction", defaults.managedFraction));
    const network = reader.range("network", defaults.networkMiB);
    const taskHeap = reader.optionalSize("task.heap.size");
    // With the heap given, the network gets what is left; otherwise its fraction of the whole.
    const networkNeeded = taskHeap === undefined ? network.of(flink) : network.min;
    const needed =
        reader.size("framework.heap.size", defaults.frameworkHeapMiB) +
        reader.size("framework.off-heap.size", defaults.frameworkOffHeapMiB) +
        reader.size("task.off-heap.size", defaults.taskOffHeapMiB) +
        (taskHeap ?? 0) +
        managed +
        networkNeeded;
    return network.min <= network.max && needed <= flink;
}

/** Bytes of a process that are Flink's own: what the JVM's metaspace and overhead leave. */
function totalFlinkMemory(processMiB: number, reader: OptionReader): number {
    const process = processMiB * mib;
    const overhead = reader.range("jvm-overhead", defaults.jvmOverheadMiB);
    const metaspace = reader.size("jvm-metaspace.size", defaults.jvmMetaspaceMiB);
    const asked = reader.optionalSize("flink.size");
    if (asked !== undefined) {
        return asked + metaspace + overhead.min <= process ? asked : 0;
    }
    return process - metaspace - overhead.of(process);
}

interface OptionReader {
    size(key: string, defaultMiB: number): number;
    optionalSize(key: string): number | undefined;
    number(key: string, defaultNumber: number): number;
    range(
        key: string,
        defaultMiB: { min: number; max: number; fraction: number },
    ): { min: number; max: number; of(total: number): number };
}

/** Reads options below a prefix, sizes in bytes. What cannot be read counts as not set. */
function optionReader(prefix: string, options: MemoryOptions): OptionReader {
    const optionalSize = (key: string) => parseFlinkMemory(options[`${prefix}.${key}`] ?? "");
    const size = (key: string, defaultMiB: number) => optionalSize(key) ?? defaultMiB * mib;
    const number = (key: string, defaultNumber: number) => {
        const value = Number.parseFloat(options[`${prefix}.${key}`] ?? "");
        return Math.fround(Number.isNaN(value) ? defaultNumber : value); // Flink's are floats, and it decides by a byte
    };
    const range: OptionReader["range"] = (key, defaultMiB) => {
        const min = size(`${key}.min`, defaultMiB.min);
        const max = size(`${key}.max`, defaultMiB.max);
        const fraction = number(`${key}.fraction`, defaultMiB.fraction);
        return { min, max, of: (total) => Math.max(min, Math.min(max, Math.floor(total * fraction))) };
    };
    return { size, optionalSize, number, range };
}

/** The least number of MiB that fits; what fits also does with more. */
function leastMiB(fits: (processMiB: number) => boolean): number {
    if (!fits(largestProcessMiB)) {
        return Infinity;
    }
    let tooSmall = 0;
    let enough = largestProcessMiB;
    while (enough - tooSmall > 1) {
        const middle = Math.floor((tooSmall + enough) / 2);
        if (fits(middle)) {
            enough = middle;
        } else {
            tooSmall = middle;
        }
    }
    return enough;
}
