import { mib, parseResourceMemory } from "../flink/units";
import type { FlinkResource } from "./flink-resource";
import { at, isGiven, notKnown } from "./known-values";

/** Parameters of the policy on resources. */
export interface LimitsConfig {
    /** Memory of a JobManager or TaskManager, in MiB. @default no limit */
    readonly maxMemoryMiB?: number;
    /** CPUs of a JobManager or TaskManager. @default no limit */
    readonly maxCpu?: number;
    /** Parallelism of a job. @default no limit */
    readonly maxParallelism?: number;
}

/** Processes of a job that ask for nothing, or for too much. */
export function limitViolations({ kind, spec, job }: FlinkResource, config: LimitsConfig): string[] {
    const parallelism = at(job, "parallelism");
    const processes = kind === "FlinkDeployment" ? ["jobManager", "taskManager"] : [];
    return [
        ...processes.flatMap((process) => processViolations(process, at(spec, process), config)),
        ...mostViolation("spec.job.parallelism", parallelism, config.maxParallelism),
    ];
}

function processViolations(process: string, fields: unknown, { maxMemoryMiB, maxCpu }: LimitsConfig): string[] {
    const path = `spec.${process}.resource`;
    const [memory, cpu] = ["memory", "cpu"].map((field) => at(fields, "resource", field));
    const bytes = typeof memory === "string" ? parseResourceMemory(memory) : undefined;
    const isLarge = bytes !== undefined && maxMemoryMiB !== undefined && bytes > maxMemoryMiB * mib;
    return [
        ...missing(`${path}.memory`, memory),
        ...missing(`${path}.cpu`, cpu),
        ...(isLarge ? [`${path}.memory must be at most ${maxMemoryMiB} MiB, got "${String(memory)}"`] : []),
        ...mostViolation(`${path}.cpu`, cpu, maxCpu),
    ];
}

function missing(path: string, value: unknown): string[] {
    return isGiven(value) ? [] : [`${path} must be set, got nothing`];
}

function mostViolation(path: string, value: unknown, most: number | undefined): string[] {
    const isMore = value !== notKnown && most !== undefined && Number(value) > most;
    return isMore ? [`${path} must be at most ${most}, got ${String(value)}`] : [];
}
