import { oneOf, type KnownOf } from "../../checks/known-arguments";
import { deploymentModes, jobStates, upgradeModes } from "../../rules/words";
import { knownReadiness } from "../deployment/known-arguments";
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
    scaledByOthers: true,
    state: jobStates,
    upgradeMode: upgradeModes,
    checkpointIntervalSeconds: true,
    savepointOnDelete: true,
    deleteTimeoutSeconds: true,
    savepointFormat: oneOf<SavepointFormat>({ CANONICAL: true, NATIVE: true }),
    initialSavepointPath: true,
    savepointRedeployNonce: true,
    allowNonRestoredState: true,
    restartNonce: true,
    mode: deploymentModes,
    jobManager: { ...knownProcess, replicas: true } satisfies KnownOf<NonNullable<FlinkJobArgs["jobManager"]>>,
    taskManager: { ...knownProcess, taskSlots: true, replicas: true } satisfies KnownOf<
        NonNullable<FlinkJobArgs["taskManager"]>
    >,
    plugins: "list",
    flinkConfiguration: "map",
    podTemplate: true,
    logConfiguration: true,
    ingress: true,
    labels: "map",
    annotations: "map",
    readiness: knownReadiness,
} satisfies KnownOf<FlinkJobArgs>;
