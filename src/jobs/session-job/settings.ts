import type { FlinkSessionJobSpec } from "../../flink/types/deployment";
import { compareVersions } from "../../flink/versions";
import { flatOptions } from "../../rules/effective-configuration";
import { defaultDeleteTimeoutSeconds } from "../deployment/deletion";
import { resourceSettings, type ResourceSettings } from "../deployment/resource-settings";
import type { RestoredSettings } from "../deployment/restore-from";
import { periodicSavepointOptions } from "../deployment/periodic-savepoints";
import type { AcceptedStateLoss } from "../deployment/state-loss";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import type { FlinkSessionJobSpecArgs, SessionJobFields } from "./args";

/** A FlinkSessionJob with every value decided. */
export interface SessionJobSettings extends ResourceSettings<FlinkSessionJobSpec>, RestoredSettings {
    readonly acceptStateLoss: AcceptedStateLoss | undefined;
}

/** A session job's cluster: by its name, and as it is declared if the same program does. */
export interface JobsCluster {
    readonly name: string;
    readonly declared: DeclaredCluster | undefined;
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 * @param operatorRelease number of the operator's release.
 */
export function sessionJobSettings(
    name: string,
    args: SessionJobFields,
    cluster: JobsCluster,
    operatorRelease: string,
): SessionJobSettings {
    const { initialSavepointPath, savepointRedeployNonce, entryClass, restartNonce } = args;
    return {
        name: args.jobName ?? name,
        // The checks want it where the cluster is not declared.
        namespace: args.namespace ?? cluster.declared?.namespace ?? "",
        labels: args.labels ?? {},
        annotations: args.annotations ?? {},
        spec: {
            deploymentName: cluster.name,
            job: {
                jarURI: args.jar,
                ...(entryClass === undefined ? {} : { entryClass }),
                ...(args.args === undefined ? {} : { args: args.args }),
                parallelism: args.parallelism ?? 1,
                state: args.state ?? "running",
                upgradeMode: args.upgradeMode ?? defaultUpgradeMode(operatorRelease),
                allowNonRestoredState: args.allowNonRestoredState ?? false,
                ...(initialSavepointPath === undefined ? {} : { initialSavepointPath }),
                ...(savepointRedeployNonce === undefined ? {} : { savepointRedeployNonce }),
            },
            flinkConfiguration: {
                "kubernetes.operator.job.savepoint-on-deletion": String(args.savepointOnDelete ?? false),
                ...periodicSavepointOptions(args.periodicSavepoints),
                ...Object.fromEntries(flatOptions(args.flinkConfiguration)),
            },
            ...(restartNonce === undefined ? {} : { restartNonce }),
        },
        readiness: args.readiness ?? {},
        deleteTimeoutSeconds: args.deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
        acceptStateLoss: args.acceptStateLoss,
    };
}

/** The same of a session job that is given by its spec. */
export function settingsOfSpec(name: string, args: Omit<FlinkSessionJobSpecArgs, "platform">): SessionJobSettings {
    return { ...resourceSettings(name, args), acceptStateLoss: args.acceptStateLoss };
}

/** Session jobs know `last-state` from operator 1.10 on: https://issues.apache.org/jira/browse/FLINK-35414. */
function defaultUpgradeMode(operatorRelease: string) {
    return compareVersions(operatorRelease, "1.10.0") >= 0 ? "last-state" : "savepoint";
}
