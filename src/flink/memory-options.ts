import { mib, parseFlinkMemory, parseJavaNumber } from "./units";

/** Flink options by key, as text. */
export type MemoryOptions = Readonly<Record<string, string | undefined>>;

const jvm = ["jvm-metaspace.size", "jvm-overhead.min", "jvm-overhead.max"] as const;

/** Options for the memory of each process, below `jobmanager.memory.` and `taskmanager.memory.`: sizes, and parts of a whole. */
const names = {
    jobmanager: {
        sizes: [...jvm, "flink.size", "heap.size", "off-heap.size"],
        fractions: ["jvm-overhead.fraction"],
    },
    taskmanager: {
        sizes: [
            ...jvm,
            "flink.size",
            "framework.heap.size",
            "framework.off-heap.size",
            "task.heap.size",
            "task.off-heap.size",
            "managed.size",
            "network.min",
            "network.max",
        ],
        fractions: ["jvm-overhead.fraction", "managed.fraction", "network.fraction"],
    },
} as const;

/** A process of Flink, as its options name it. */
export type FlinkProcess = keyof typeof names;

/**
 * Older names, which the Flink of each operator reads too.
 * Source: "Deprecated Keys" of https://github.com/apache/flink/blob/release-1.20.1/flink-core/src/main/java/org/apache/flink/configuration/TaskManagerOptions.java
 */
const olderNames: Readonly<Record<string, readonly string[]>> = {
    "jobmanager.memory.heap.size": ["jobmanager.heap.size"],
    "taskmanager.memory.managed.size": ["taskmanager.memory.size"],
    "taskmanager.memory.network.min": ["taskmanager.network.memory.min"],
    "taskmanager.memory.network.max": ["taskmanager.network.memory.max"],
    "taskmanager.memory.network.fraction": ["taskmanager.network.memory.fraction"],
};

const heapInMiB = "jobmanager.heap.mb";

/** A range of sizes in bytes, and the part of a whole that lies in it. */
export interface MemoryRange {
    readonly min: number;
    readonly max: number;
    readonly fraction: number;
    /** Whether Flink takes it. */
    readonly isSound: boolean;
    /** Its part of `total`, kept within the range. */
    of(total: number): number;
}

/** Reads a process's options, sizes in bytes. What cannot be read counts as not set. */
export interface MemoryReader {
    size(name: string, defaultMiB: number): number;
    optionalSize(name: string): number | undefined;
    range(
        name: string,
        defaultMiB: { readonly min: number; readonly max: number; readonly fraction: number },
    ): MemoryRange;
    fraction(name: string, defaultFraction: number): number;
}

/** Reads the options of one process. */
export function memoryReader(process: FlinkProcess, options: MemoryOptions): MemoryReader {
    const textOf = (name: string) =>
        keysOf(`${process}.memory.${name}`)
            .map((key) => options[key])
            .find((text) => text !== undefined) ?? "";
    const heapMiB = process === "jobmanager" ? parseJavaNumber(options[heapInMiB] ?? "") : undefined;
    const optionalSize = (name: string) =>
        parseFlinkMemory(textOf(name)) ?? (name === "heap.size" && heapMiB !== undefined ? heapMiB * mib : undefined);
    const size = (name: string, defaultMiB: number) => optionalSize(name) ?? defaultMiB * mib;
    // Flink's are floats, and it decides by a byte.
    const fraction = (name: string, defaultFraction: number) =>
        Math.fround(parseJavaNumber(textOf(name)) ?? defaultFraction);
    return {
        size,
        optionalSize,
        fraction,
        range: (name, defaultMiB) => {
            const [min, max] = [size(`${name}.min`, defaultMiB.min), size(`${name}.max`, defaultMiB.max)];
            const part = fraction(`${name}.fraction`, defaultMiB.fraction);
            return {
                min,
                max,
                fraction: part,
                isSound: min <= max && isFraction(part),
                of: (total) => Math.max(min, Math.min(max, Math.floor(total * part))),
            };
        },
    };
}

/** Problem of the text of an option for the memory of a process; undefined for any other option too. */
export function memoryOptionProblem(process: FlinkProcess, key: string, text: string): string | undefined {
    const isAmong = (all: readonly string[]) => all.some((name) => keysOf(`${process}.memory.${name}`).includes(key));
    if (isAmong(names[process].sizes) && parseFlinkMemory(text) === undefined) {
        return `must be a size such as "512m" (MiB), got "${text}"`;
    }
    if (isAmong(names[process].fractions) && !isFraction(parseJavaNumber(text))) {
        return `must be a number of at least 0 and less than 1, got "${text}"`;
    }
    const isWrong = process === "jobmanager" && key === heapInMiB && !/^\+?\d+$/.test(text); // "1024" yes, "1g" no
    return isWrong ? `must be a whole number of MiB, got "${text}"` : undefined;
}

/** An option's names, the strongest first. */
function keysOf(key: string): readonly string[] {
    return [key, ...(olderNames[key] ?? [])];
}

function isFraction(value: number | undefined): boolean {
    return value !== undefined && value >= 0 && value < 1;
}
