import { listOf, oneOf, type KnownOf } from "../../checks/known-arguments";
import type { FilesystemPlugin } from "../../contracts/cluster";
import { deploymentModes, jobStates, upgradeModes } from "../../rules/words";
import { knownReadiness } from "../deployment/known-arguments";
import { knownStateLoss } from "../deployment/state-loss";
import type { FlinkJobArgs, ProcessArgs, SavepointFormat } from "./args";

const knownProcess = { memoryMiB: true, cpu: true, cpuLimit: true } satisfies KnownOf<ProcessArgs>;

/** Arguments of an application, its platform aside. */
export const knownJobArgs = {
    jobName: true,
    namespace: true,
    flinkVersion: true,
    image: true,
    imagePullPolicy: true,
    flinkPatchVersion: true,
    jar: true,
    entryClass: true,
    args: "list",
    parallelism: true,
    scaledByOthers: "switch",
    state: jobStates,
    upgradeMode: upgradeModes,
    checkpointIntervalSeconds: true,
    savepointOnDelete: "switch",
    deleteTimeoutSeconds: true,
    savepointFormat: oneOf<SavepointFormat>({ CANONICAL: true, NATIVE: true }),
    initialSavepointPath: true,
    savepointRedeployNonce: true,
    allowNonRestoredState: "switch",
    acceptStateLoss: knownStateLoss,
    restartNonce: true,
    mode: deploymentModes,
    jobManager: { ...knownProcess, replicas: true } satisfies KnownOf<NonNullable<FlinkJobArgs["jobManager"]>>,
    taskManager: { ...knownProcess, taskSlots: true, replicas: true } satisfies KnownOf<
        NonNullable<FlinkJobArgs["taskManager"]>
    >,
    plugins: listOf<FilesystemPlugin>({
        "flink-s3-fs-presto": true,
        "flink-s3-fs-hadoop": true,
        "flink-gs-fs-hadoop": true,
        "flink-azure-fs-hadoop": true,
    }),
    flinkConfiguration: "map",
    podTemplate: true,
    logConfiguration: true,
    ingress: true,
    labels: "map",
    annotations: "map",
    readiness: knownReadiness,
} satisfies KnownOf<FlinkJobArgs>;
