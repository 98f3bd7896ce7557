import { memoryReader, type FlinkProcess, type MemoryOptions, type MemoryReader } from "./memory-options";
import { mib } from "./units";

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

/** Larger than any machine. */
const largestProcessMiB = 2 ** 24;

/** How a size does with the options: `never` if it is the options that do not fit each other. */
export type Fit = "fits" | "tooSmall" | "tooLarge" | "never";

/** Sizes that Flink starts a process in. */
export interface MemoryLimits {
    readonly leastMiB: number;
    /** Infinity where there is no limit. */
    readonly mostMiB: number;
}

/** Memory of a Flink process. */
export interface ProcessMemory {
    /** Judges a size; without one, the options alone. */
    fit(processMiB: number | undefined, options: MemoryOptions): Fit;
    /** The sizes that fit; undefined if none does. Costs far more than `fit`. */
    limits(options: MemoryOptions): MemoryLimits | undefined;
}

/** What Flink's own memory is made of, in bytes. */
interface Parts {
    /** The whole, if the options say it: `never` if they contradict each other, undefined if the process's size decides. */
    readonly total: number | "never" | undefined;
    /** Judges a whole that the process's size decides. */
    fit(total: number): Fit;
}

export const jobManagerMemory = processMemory("jobmanager", jobManagerParts);
export const taskManagerMemory = processMemory("taskmanager", taskManagerParts);

/**
 * Source: `ProcessMemoryUtils` and its neighbours in
 * https://github.com/apache/flink/tree/release-1.20.1/flink-runtime/src/main/java/org/apache/flink/runtime/util/config/memory
 */
function processMemory(process: FlinkProcess, partsOf: (reader: MemoryReader) => Parts): ProcessMemory {
    const fit: ProcessMemory["fit"] = (processMiB, options) => {
        const reader = memoryReader(process, options);
        const overhead = reader.range("jvm-overhead", defaults.jvmOverheadMiB);
        const parts = partsOf(reader);
        if (!overhead.isSound || parts.total === "never") {
            return "never";
        }
        if (processMiB === undefined) {
            return parts.total === undefined ? "never" : "fits";
        }
        const withoutMetaspace = processMiB * mib - reader.size("jvm-metaspace.size", defaults.jvmMetaspaceMiB);
        if (parts.total !== undefined) {
            return within(withoutMetaspace - parts.total, overhead);
        }
        const total = withoutMetaspace - overhead.of(processMiB * mib);
        return total < 0 ? "tooSmall" : parts.fit(total);
    };
    return { fit, limits: (options) => limitsOf((processMiB) => fit(processMiB, options)) };
}

function within(size: number, { min, max }: { readonly min: number; readonly max: number }): Fit {
    return size < min ? "tooSmall" : size > max ? "tooLarge" : "fits";
}

function jobManagerParts(reader: MemoryReader): Parts {
    const [heap, whole] = [reader.optionalSize("heap.size"), reader.optionalSize("flink.size")];
    const asked = reader.optionalSize("off-heap.size");
    const offHeap = asked ?? defaults.jobManagerOffHeapMiB * mib;
    const fit: Parts["fit"] = (total) => (total > offHeap ? "fits" : "tooSmall");
    if (heap === undefined) {
        return { total: whole === undefined || fit(whole) === "fits" ? whole : "never", fit };
    }
    // With both given, what is off the heap is the rest.
    const fits = whole === undefined || (asked === undefined ? heap <= whole : heap + asked === whole);
    return { total: fits ? (whole ?? heap + offHeap) : "never", fit };
}

function taskManagerParts(reader: MemoryReader): Parts {
    const [taskHeap, managed] = [reader.optionalSize("task.heap.size"), reader.optionalSize("managed.size")];
    const whole = reader.optionalSize("flink.size");
    const network = reader.range("network", defaults.networkMiB);
    const managedFraction = managed === undefined ? reader.fraction("managed.fraction", defaults.managedFraction) : 0;
    const fixed =
        reader.size("framework.heap.size", defaults.frameworkHeapMiB) +
        reader.size("framework.off-heap.size", defaults.frameworkOffHeapMiB) +
        reader.size("task.off-heap.size", defaults.taskOffHeapMiB) +
        (taskHeap ?? 0);
    const fit: Parts["fit"] = (total) => {
        const rest = total - fixed - (managed ?? Math.floor(total * managedFraction));
        // With the heap given, the network gets what is left; otherwise its fraction of the whole.
        return taskHeap === undefined ? (network.of(total) <= rest ? "fits" : "tooSmall") : within(rest, network);
    };
    if (!network.isSound || !(managedFraction >= 0 && managedFraction < 1)) {
        return { total: "never", fit };
    }
    if (whole !== undefined) {
        return { total: fit(whole) === "fits" ? whole : "never", fit };
    }
    const others = taskHeap === undefined || managed === undefined ? undefined : fixed + managed;
    const ofOthers = network.fraction / (1 - network.fraction);
    const between = (size: number) => Math.max(network.min, Math.min(network.max, size));
    return { total: others === undefined ? undefined : others + between(Math.floor(others * ofOthers)), fit };
}

/** Limits of what fits: a size that is too small is so with less too, and one that is too large with more. */
function limitsOf(fit: (processMiB: number) => Fit): MemoryLimits | undefined {
    const leastMiB = firstMiB((processMiB) => fit(processMiB) !== "tooSmall");
    if (leastMiB === Infinity || fit(leastMiB) !== "fits") {
        return undefined;
    }
    return { leastMiB, mostMiB: firstMiB((processMiB) => fit(processMiB) === "tooLarge") - 1 };
}

/** The first number of MiB for which something holds, as it does for all larger ones; Infinity if it does for none. */
function firstMiB(holds: (processMiB: number) => boolean): number {
    if (!holds(largestProcessMiB)) {
        return Infinity;
    }
    let before = -1;
    let first = largestProcessMiB;
    while (first - before > 1) {
        const middle = Math.floor((before + first) / 2);
        if (holds(middle)) {
            first = middle;
        } else {
            before = middle;
        }
    }
    return first;
}
