import type { OperatorHandle } from "../../contracts/platform";
import type { FlinkOptions, JobSpec } from "../../flink/types/deployment";
import { compareVersions } from "../../flink/versions";
import type { Wanted } from "../../readiness/observation";
import type { Readiness } from "../../readiness/readiness";

/** A job with what decides in which state it should be. */
export interface JobToAwait {
    readonly job: JobSpec;
    /** The resource's own Flink options. */
    readonly flinkConfiguration: FlinkOptions | undefined;
    readonly readiness: Readiness;
    /** Name of the session cluster that it runs on. @default none: it is an application */
    readonly sessionCluster?: string;
}

// https://issues.apache.org/jira/browse/FLINK-33763
const redeploySince = "1.8.0";
const restartKey = "kubernetes.operator.job.restart.failed";

/** The state that a job is to reach. */
export function wantedOfJob(
    { job, flinkConfiguration, readiness, sessionCluster }: JobToAwait,
    operator: Pick<OperatorHandle, "release" | "configuration">,
): Wanted {
    const place = sessionCluster === undefined ? {} : { sessionCluster };
    if (job.state === "suspended") {
        return { kind: "suspendedJob", ...place };
    }
    const restart = flinkConfiguration?.[restartKey] ?? operator.configuration[restartKey];
    return {
        kind: "runningJob",
        mayFinish: readiness.mayFinish ?? true,
        restartedWhenFailed: String(restart) === "true",
        mayRedeploy: compareVersions(operator.release, redeploySince) >= 0,
        ...place,
    };
}
