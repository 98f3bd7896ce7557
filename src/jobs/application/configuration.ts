import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import type { ClusterFacts } from "../../contracts/cluster";
import { periodicSavepointOptions, periodicSavepointRemedy } from "../deployment/periodic-savepoints";
import { compareVersions } from "../../flink/versions";
import { flinkDuration } from "../../flink/units";
import { autoscalerConfiguration } from "../autoscaler/options";
import { folderIn, type Folder } from "./folders";
import type { ClusterSettings, JobSettings } from "./settings";
import { storeOptionRemedy } from "./store-options";
import { unless } from "../../checks/values";

/** Flink options by key. */
export type FlinkConfiguration = Readonly<Record<string, pulumi.Input<string>>>;

/** Names of options that Flink has renamed, for one Flink version. */
export interface OptionNames {
    readonly checkpointDirectory: string;
    readonly savepointDirectory: string;
    readonly incrementalCheckpoints: string;
    readonly retainedCheckpoints: string;
    readonly stateBackend: string;
    readonly highAvailability: string;
}

/**
 * The names that a Flink version and every operator release agree on. Flink 2 has only the new ones in its
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
        retainedCheckpoints: isAtLeast("2.0")
            ? "execution.checkpointing.num-retained"
            : "state.checkpoints.num-retained",
        stateBackend: isAtLeast("1.18") ? "state.backend.type" : "state.backend",
        highAvailability: isAtLeast("1.17") ? "high-availability.type" : "high-availability",
    };
}

/** Folders of a cluster's state: one for each purpose, below `root`. */
export function stateConfiguration(names: OptionNames, root: Folder): FlinkConfiguration {
    return {
        [names.checkpointDirectory]: folderIn(root, "checkpoints"),
        [names.savepointDirectory]: folderIn(root, "savepoints"),
        [names.highAvailability]: "kubernetes",
        "high-availability.storageDir": folderIn(root, "high-availability"),
        // State may outgrow memory, and a checkpoint then only writes what changed.
        [names.stateBackend]: "rocksdb",
        [names.incrementalCheckpoints]: "true",
    };
}

/** Options that follow from the arguments of any cluster. */
export function clusterConfiguration(settings: ClusterSettings): FlinkConfiguration {
    const { jobManager, taskManager, retainedCheckpoints } = settings;
    const retained = optionNames(settings.flinkVersion).retainedCheckpoints;
    return {
        ...(retainedCheckpoints === undefined ? {} : { [retained]: String(retainedCheckpoints) }),
        "execution.checkpointing.interval": flinkDuration(settings.checkpointIntervalSeconds),
        "taskmanager.numberOfTaskSlots": String(taskManager.taskSlots),
        // Flink takes a pod's limit as a multiple of its request.
        "kubernetes.jobmanager.cpu.limit-factor": String(jobManager.cpuLimit / jobManager.cpu),
        "kubernetes.taskmanager.cpu.limit-factor": String(taskManager.cpuLimit / taskManager.cpu),
        "kubernetes.operator.savepoint.format.type": settings.savepointFormat,
    };
}

/** Options that follow from a job's arguments alone. */
export function jobConfiguration({
    savepointOnDelete,
    autoscaler,
    periodicSavepoints,
}: Pick<JobSettings, "savepointOnDelete" | "autoscaler" | "periodicSavepoints">): FlinkConfiguration {
    return {
        "kubernetes.operator.job.savepoint-on-deletion": String(savepointOnDelete),
        ...autoscalerConfiguration(autoscaler),
        ...periodicSavepointOptions(periodicSavepoints),
    };
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
    "execution.checkpointing.num-retained": "use retainedCheckpoints",
    "state.checkpoints.num-retained": "use retainedCheckpoints",
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
    ...periodicSavepointRemedy,
};

/** Remedy for an option that arguments or the platform set; undefined for any other. */
export function optionRemedy(key: string): string | undefined {
    return Object.hasOwn(reservedOptions, key) ? reservedOptions[key] : undefined;
}

/** Arguments of a job, which a session cluster has not. */
const jobArguments: readonly string[] = ["use parallelism", "use savepointOnDelete", "use periodicSavepoints"];

/** The argument that sets an option; undefined for one that no argument sets. */
export function argumentOfOption(key: string): string | undefined {
    return /^use (\S+)$/.exec(optionRemedy(key) ?? "")?.[1];
}

/** Problems of the options that a user sets: those that another argument or the platform sets, or that the store refuses. */
export function reservedOptionProblems(
    { flinkConfiguration, flinkPatch }: Pick<ClusterSettings, "flinkConfiguration" | "flinkPatch">,
    { refusedOptions, store }: Pick<ClusterFacts, "refusedOptions" | "store">,
    hasJob = true,
): Problem[] {
    return Object.keys(flinkConfiguration).flatMap((key) => {
        const remedy = optionRemedy(key) ?? refusedOptions[key] ?? storeOptionRemedy(key, store, flinkPatch);
        const ofJobs = !hasJob && remedy !== undefined && jobArguments.includes(remedy) ? " of its jobs" : "";
        return unless(remedy === undefined, `flinkConfiguration["${key}"]`, `cannot be set here; ${remedy}${ofJobs}`);
    });
}
