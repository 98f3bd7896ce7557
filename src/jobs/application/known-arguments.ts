import { listOf, oneOf, type KnownOf } from "../../checks/known-arguments";
import type { FilesystemPlugin } from "../../contracts/cluster";
import { deploymentModes, jobStates, upgradeModes } from "../../rules/words";
import { knownReadiness } from "../deployment/known-arguments";
import { knownStateLoss } from "../deployment/state-loss";
import type { FlinkClusterArgs, FlinkJobArgs, ProcessArgs, SavepointFormat } from "./args";
import type { PythonArgs, SqlArgs } from "./source-args";

const knownProcess = { memoryMiB: true, cpu: true, cpuLimit: true, podTemplate: true } satisfies KnownOf<ProcessArgs>;

/** Arguments that applications and session clusters share. */
export const knownClusterArgs = {
    namespace: true,
    flinkVersion: true,
    image: true,
    imagePullPolicy: true,
    flinkPatchVersion: true,
    checkpointIntervalSeconds: true,
    savepointFormat: oneOf<SavepointFormat>({ CANONICAL: true, NATIVE: true }),
    deleteTimeoutSeconds: true,
    restartNonce: true,
    mode: deploymentModes,
    jobManager: { ...knownProcess, replicas: true } satisfies KnownOf<NonNullable<FlinkClusterArgs["jobManager"]>>,
    taskManager: { ...knownProcess, taskSlots: true, replicas: true } satisfies KnownOf<
        NonNullable<FlinkClusterArgs["taskManager"]>
    >,
    plugins: listOf<FilesystemPlugin>({
        "flink-s3-fs-presto": true,
        "flink-s3-fs-hadoop": true,
        "flink-gs-fs-hadoop": true,
        "flink-azure-fs-hadoop": true,
    }),
    flinkConfiguration: "map",
    environment: "map",
    files: "map",
    podTemplate: true,
    logConfiguration: true,
    ingress: true,
    labels: "map",
    annotations: "map",
    readiness: knownReadiness,
} satisfies KnownOf<FlinkClusterArgs>;

/** Arguments of an application, its platform aside. */
export const knownJobArgs = {
    ...knownClusterArgs,
    jobName: true,
    jar: true,
    sql: { script: true, file: true } satisfies KnownOf<SqlArgs>,
    python: {
        file: true,
        module: true,
        files: "list",
        requirements: true,
        archives: "list",
        interpreter: true,
    } satisfies KnownOf<PythonArgs>,
    entryClass: true,
    args: "list",
    parallelism: true,
    scaledByOthers: "switch",
    state: jobStates,
    upgradeMode: upgradeModes,
    savepointOnDelete: "switch",
    initialSavepointPath: true,
    savepointRedeployNonce: true,
    allowNonRestoredState: "switch",
    acceptStateLoss: knownStateLoss,
} satisfies KnownOf<FlinkJobArgs>;
