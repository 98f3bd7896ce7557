import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { compareVersions } from "../../flink/versions";
import { applicationDefaults, type FlinkJobArgs, type ProcessArgs, type SavepointFormat } from "./args";

/** Flink options by key. */
export type FlinkConfiguration = Readonly<Record<string, pulumi.Input<string>>>;

/** Names of options that Flink has renamed, for one Flink version. */
export interface OptionNames {
    readonly checkpointDirectory: string;
    readonly savepointDirectory: string;
    readonly incrementalCheckpoints: string;
    readonly stateBackend: string;
    readonly highAvailability: string;
}

/**
 * The names that a Flink version and every operator release agree on. Flink 2 has the new ones alone in its
 * documentation; operator 1.7 only knows the old ones, and it runs nothing newer than Flink 1.19.
 * Sources: https://nightlies.apache.org/flink/flink-docs-release-2.0/docs/deployment/config/ and
 * https://nightlies.apache.org/flink/flink-docs-release-1.16/docs/deployment/config/.
 */
export function optionNames(flinkVersion: string): OptionNames {
    const isAtLeast = (version: string) => compareVersions(flinkVersion, version) >= 0;
    return {
        checkpointDirectory: isAtLeast("2.0") ? "execution.checkpointing.dir" : "state.checkpoints.dir",
        savepointDirectory: isAtLeast("2.0") ? "execution.checkpointing.savepoint-dir" : "state.savepoints.dir",
        incrementalCheckpoints: isAtLeast("2.0") ? "execution.checkpointing.incremental" : "state.backend.incremental",
        stateBackend: isAtLeast("1.18") ? "state.backend.type" : "state.backend",
        highAvailability: isAtLeast("1.17") ? "high-availability.type" : "high-availability",
    };
}

/** Where an application keeps its state: one folder for each purpose below `root`. */
export function stateConfiguration(names: OptionNames, root: pulumi.Input<string>): FlinkConfiguration {
    return {
        [names.checkpointDirectory]: pulumi.interpolate`${root}/checkpoints`,
        [names.savepointDirectory]: pulumi.interpolate`${root}/savepoints`,
        [names.highAvailability]: "kubernetes",
        "high-availability.storageDir": pulumi.interpolate`${root}/high-availability`,
        // State may outgrow memory, and a checkpoint then only writes what changed.
        [names.stateBackend]: "rocksdb",
        [names.incrementalCheckpoints]: "true",
    };
}

/** Options that follow from an application's own arguments. */
export function jobConfiguration(args: FlinkJobArgs, flinkVersion: string): FlinkConfiguration {
    const defaults = applicationDefaults;
    const intervalSeconds = args.checkpointIntervalSeconds ?? defaults.checkpointIntervalSeconds;
    const savepointOnDelete = args.savepointOnDelete ?? defaults.savepointOnDelete;
    return {
        "execution.checkpointing.interval": `${intervalSeconds} s`,
        "taskmanager.numberOfTaskSlots": String(args.taskManager?.taskSlots ?? defaults.taskManager.taskSlots),
        "kubernetes.jobmanager.cpu.limit-factor": limitFactor(args.jobManager, defaults.jobManager),
        "kubernetes.taskmanager.cpu.limit-factor": limitFactor(args.taskManager, defaults.taskManager),
        "kubernetes.operator.job.savepoint-on-deletion": String(savepointOnDelete),
        "kubernetes.operator.savepoint.format.type": args.savepointFormat ?? defaultSavepointFormat(flinkVersion),
    };
}

/**
 * Flink 2 has state that it accesses asynchronously, which no canonical savepoint can hold: each try would restart the
 * job. Flink 1 has none, and its own default serves more purposes.
 */
function defaultSavepointFormat(flinkVersion: string): SavepointFormat {
    return compareVersions(flinkVersion, "2.0") >= 0 ? "NATIVE" : "CANONICAL";
}

/** Flink takes a pod's limit as a multiple of its request. */
function limitFactor(args: ProcessArgs | undefined, defaults: Required<Pick<ProcessArgs, "cpu" | "cpuLimit">>): string {
    const cpu = args?.cpu ?? defaults.cpu;
    const cpuLimit = args?.cpuLimit ?? Math.max(cpu, defaults.cpuLimit);
    return String(cpuLimit / cpu);
}

/** Options that arguments or the platform set, and what to use instead. */
const reservedOptions: Readonly<Record<string, string>> = {
    "execution.checkpointing.dir": "the platform puts it under the state store",
    "state.checkpoints.dir": "the platform puts it under the state store",
    "execution.checkpointing.savepoint-dir": "the platform puts it under the state store",
    "state.savepoints.dir": "the platform puts it under the state store",
    "high-availability": "the platform sets it",
    "high-availability.type": "the platform sets it",
    "high-availability.storageDir": "the platform puts it under the state store",
    "high-availability.cluster-id": "the operator sets it",
    "kubernetes.cluster-id": "the operator sets it",
    "kubernetes.namespace": "the operator sets it",
    "kubernetes.service-account": "the platform sets it",
    "kubernetes.container.image": "use image",
    "kubernetes.container.image.ref": "use image",
    "execution.checkpointing.interval": "use checkpointIntervalSeconds",
    "taskmanager.numberOfTaskSlots": "use taskManager.taskSlots",
    "parallelism.default": "use parallelism",
    "jobmanager.memory.process.size": "use jobManager.memoryMiB",
    "taskmanager.memory.process.size": "use taskManager.memoryMiB",
    "kubernetes.jobmanager.replicas": "use jobManager.replicas",
    "kubernetes.jobmanager.cpu": "use jobManager.cpu",
    "kubernetes.jobmanager.cpu.amount": "use jobManager.cpu",
    "kubernetes.jobmanager.cpu.limit-factor": "use jobManager.cpuLimit",
    "kubernetes.taskmanager.cpu": "use taskManager.cpu",
    "kubernetes.taskmanager.cpu.amount": "use taskManager.cpu",
    "kubernetes.taskmanager.cpu.limit-factor": "use taskManager.cpuLimit",
    "kubernetes.operator.job.savepoint-on-deletion": "use savepointOnDelete",
    "kubernetes.operator.savepoint.format.type": "use savepointFormat",
};

/** What is wrong with the options that a user sets: those that are somebody else's. */
export function reservedOptionProblems(configuration: FlinkJobArgs["flinkConfiguration"] = {}): Problem[] {
    return Object.keys(configuration).flatMap((key) => {
        const remedy = reservedOptions[key];
        return remedy === undefined
            ? []
            : [{ path: `flinkConfiguration["${key}"]`, problem: `must not be set: ${remedy}` }];
    });
}
