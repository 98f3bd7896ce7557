import type { KnownOf } from "../../checks/known-arguments";
import { jobStates, upgradeModes } from "../../rules/words";
import { knownMetadata, knownReadiness } from "../deployment/known-arguments";
import { knownPeriodicSavepoints } from "../deployment/periodic-savepoints";
import { knownStateLoss } from "../deployment/state-loss";
import type { FlinkSessionJobArgs, FlinkSessionJobSpecArgs } from "./args";

/** Arguments of a session job. */
export const knownSessionJobArgs = {
    platform: true,
    sessionCluster: true,
    jobName: true,
    namespace: true,
    jar: true,
    entryClass: true,
    args: "list",
    parallelism: true,
    state: jobStates,
    upgradeMode: upgradeModes,
    savepointOnDelete: "switch",
    deleteTimeoutSeconds: true,
    initialSavepointPath: true,
    savepointRedeployNonce: true,
    periodicSavepoints: knownPeriodicSavepoints,
    restoreFrom: true,
    allowNonRestoredState: "switch",
    acceptStateLoss: knownStateLoss,
    restartNonce: true,
    flinkConfiguration: "map",
    labels: "map",
    annotations: "map",
    readiness: knownReadiness,
} satisfies KnownOf<FlinkSessionJobArgs>;

/** Arguments of a session job by its spec; what that may hold is for the definition to say. */
export const knownSessionJobSpecArgs = {
    platform: true,
    metadata: knownMetadata,
    spec: "map",
    sessionCluster: true,
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
    acceptStateLoss: knownStateLoss,
} satisfies KnownOf<FlinkSessionJobSpecArgs>;
