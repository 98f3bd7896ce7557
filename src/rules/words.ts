import { oneOf } from "../checks/known-arguments";
import type { JobState, KubernetesDeploymentMode, UpgradeMode } from "../flink/types/deployment";

/** The words of a job's `state`. */
export const jobStates = oneOf<JobState>({ running: true, suspended: true });

/** The words of a job's `upgradeMode`. */
export const upgradeModes = oneOf<UpgradeMode>({ "last-state": true, savepoint: true, stateless: true });

/** The words of a cluster's `mode`. */
export const deploymentModes = oneOf<KubernetesDeploymentMode>({ native: true, standalone: true });
