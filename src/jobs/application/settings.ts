import type * as pulumi from "@pulumi/pulumi";
import type { FilesystemPlugin } from "../../contracts/cluster";
import type {
    FlinkScalar,
    ImagePullPolicy,
    JobState,
    KubernetesDeploymentMode,
    UpgradeMode,
} from "../../flink/types/deployment";
import { compareVersions, defaultFlinkVersion, flinkRelease } from "../../flink/versions";
import { flatOptions } from "../../rules/effective-configuration";
import type { Readiness } from "../../readiness/readiness";
import { defaultDeleteTimeoutSeconds } from "../deployment/deletion";
import type { AcceptedStateLoss } from "../deployment/state-loss";
import type { Environment } from "./environment";
import type { ReadFiles } from "./files";
import { readFiles } from "./read-files";
import type { FlinkClusterArgs, FlinkJobArgs, ProcessArgs, SavepointFormat } from "./args";
import { readScript, type ScriptSettings } from "./script-file";
import type { PythonArgs } from "./source-args";
import type { UserTemplates } from "./user-templates";

/** Resources of one kind of process. */
type ProcessResources = Required<Omit<ProcessArgs, "podTemplate">>;

/** Values that applications and session clusters share, with every one decided. What is undefined has no default. */
export interface ClusterSettings extends UserTemplates {
    readonly namespace: string;
    /** Flink version as `major.minor`. */
    readonly flinkVersion: string;
    /** Exact Flink version in the image. */
    readonly flinkPatch: string;
    /** Undefined only for a version that the package does not know, which the checks refuse. */
    readonly image: pulumi.Input<string> | undefined;
    readonly imagePullPolicy: ImagePullPolicy | undefined;
    /** Undefined leaves it to the operator, which takes `native`. */
    readonly mode: KubernetesDeploymentMode | undefined;
    readonly checkpointIntervalSeconds: number;
    readonly savepointFormat: SavepointFormat;
    readonly deleteTimeoutSeconds: number;
    readonly restartNonce: number | undefined;
    readonly jobManager: ProcessResources & { readonly replicas: number };
    readonly taskManager: ProcessResources & { readonly taskSlots: number; readonly replicas: number | undefined };
    /** Plugins in addition to those that the state store and the job's files need. */
    readonly plugins: readonly FilesystemPlugin[];
    /** The user's own Flink options, as flat keys. */
    readonly flinkConfiguration: Readonly<Record<string, pulumi.Input<FlinkScalar>>>;
    readonly environment: Environment;
    /** Those of this machine are read. */
    readonly files: ReadFiles;
    readonly logConfiguration: FlinkClusterArgs["logConfiguration"];
    readonly ingress: FlinkClusterArgs["ingress"];
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly readiness: Readiness;
}

/** An application's arguments with every value decided. What is undefined has no default. */
export interface JobSettings extends ClusterSettings {
    /** Name in Kubernetes and of the folder of its state. */
    readonly jobName: string;
    readonly jar: pulumi.Input<string> | undefined;
    /** The script of `sql`. */
    readonly script: ScriptSettings | undefined;
    readonly python: PythonArgs | undefined;
    readonly entryClass: string | undefined;
    readonly args: readonly pulumi.Input<string>[] | undefined;
    readonly parallelism: number;
    readonly scaledByOthers: boolean;
    readonly state: JobState;
    readonly upgradeMode: UpgradeMode;
    readonly savepointOnDelete: boolean;
    readonly initialSavepointPath: pulumi.Input<string> | undefined;
    readonly savepointRedeployNonce: number | undefined;
    readonly allowNonRestoredState: boolean;
    readonly acceptStateLoss: AcceptedStateLoss | undefined;
}

const defaults = {
    jobManager: { memoryMiB: 1024, cpu: 0.5, cpuLimit: 2, replicas: 1 },
    taskManager: { memoryMiB: 2048, cpu: 1, cpuLimit: 2, taskSlots: 1 },
} as const;

/** Decides everything that the arguments of a cluster leave open, whether they are right or not. */
export function clusterSettings(args: FlinkClusterArgs): ClusterSettings {
    const flinkVersion = String(args.flinkVersion ?? defaultFlinkVersion); // a number is refused by the checks
    const release = flinkRelease(flinkVersion);
    const { jobManager, taskManager } = args;
    return {
        namespace: args.namespace,
        flinkVersion,
        // The checks want both given for a version without a known release.
        flinkPatch: args.flinkPatchVersion ?? release?.patch ?? flinkVersion,
        image: args.image ?? release?.image,
        imagePullPolicy: args.imagePullPolicy,
        mode: args.mode,
        checkpointIntervalSeconds: args.checkpointIntervalSeconds ?? 60,
        savepointFormat: args.savepointFormat ?? defaultSavepointFormat(flinkVersion),
        deleteTimeoutSeconds: args.deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
        restartNonce: args.restartNonce,
        jobManager: {
            ...processSettings(jobManager, defaults.jobManager),
            replicas: jobManager?.replicas ?? defaults.jobManager.replicas,
        },
        taskManager: {
            ...processSettings(taskManager, defaults.taskManager),
            taskSlots: taskManager?.taskSlots ?? defaults.taskManager.taskSlots,
            replicas: taskManager?.replicas,
        },
        plugins: args.plugins ?? [],
        flinkConfiguration: Object.fromEntries(flatOptions(args.flinkConfiguration)),
        environment: definedOf(args.environment),
        files: readFiles(definedOf(args.files)),
        podTemplate: args.podTemplate,
        processTemplates: { jobManager: jobManager?.podTemplate, taskManager: taskManager?.podTemplate },
        logConfiguration: args.logConfiguration,
        ingress: args.ingress,
        labels: args.labels ?? {},
        annotations: args.annotations ?? {},
        readiness: args.readiness ?? {},
    };
}

/** Entries that are not left out. */
function definedOf<Value>(entries: Readonly<Record<string, Value>> | undefined): Readonly<Record<string, Value>> {
    return Object.fromEntries(
        Object.entries(entries ?? {}).filter(([, value]) => value !== undefined && value !== null),
    );
}

/**
 * Decides everything that an application's arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function jobSettings(name: string, args: FlinkJobArgs): JobSettings {
    return {
        ...clusterSettings(args),
        jobName: args.jobName ?? name,
        jar: args.jar,
        script: readScript(args.sql),
        python: args.python,
        entryClass: args.entryClass,
        args: args.args,
        parallelism: args.parallelism ?? 1,
        scaledByOthers: args.scaledByOthers ?? false,
        state: args.state ?? "running",
        upgradeMode: args.upgradeMode ?? "last-state",
        savepointOnDelete: args.savepointOnDelete ?? false,
        initialSavepointPath: args.initialSavepointPath,
        savepointRedeployNonce: args.savepointRedeployNonce,
        allowNonRestoredState: args.allowNonRestoredState ?? false,
        acceptStateLoss: args.acceptStateLoss,
    };
}

function processSettings(args: ProcessArgs | undefined, ofKind: ProcessResources): ProcessResources {
    const cpu = args?.cpu ?? ofKind.cpu;
    return {
        memoryMiB: args?.memoryMiB ?? ofKind.memoryMiB,
        cpu,
        cpuLimit: args?.cpuLimit ?? Math.max(cpu, ofKind.cpuLimit),
    };
}

/**
 * Flink 2 has state that it accesses asynchronously, which no canonical savepoint can hold: each try would restart the
 * job. Flink 1 has none, and its own default serves more purposes.
 */
function defaultSavepointFormat(flinkVersion: string): SavepointFormat {
    return compareVersions(flinkVersion, "2.0") >= 0 ? "NATIVE" : "CANONICAL";
}
