import type { FlinkSessionJobSpec } from "../../flink/types/deployment";
import { specOfSessionJob } from "../../impact/session-job";
import { isSet } from "../../rules/inputs";
import { argumentOfOption } from "../application/configuration";
import type { DeclaredCluster } from "../deployment/declared-cluster";
import type { ChangedJob } from "../deployment/impact-hook";
import type { ResourcePlace } from "../deployment/resource";
import { argumentOf } from "./in-arguments";
import { isOptionOfJobs } from "./reserved-options";
import type { SessionJobSettings } from "./settings";

/** A session job whose changes are told and judged. */
export function changedSessionJob(
    { component, name, platform }: ResourcePlace,
    { acceptStateLoss, spec }: SessionJobSettings,
    cluster: DeclaredCluster | undefined,
    inWords: ChangedJob["inWords"],
): ChangedJob {
    return {
        component,
        kind: "FlinkSessionJob",
        name,
        inWords,
        operator: platform.operator,
        showsImpact: platform.showImpact ?? true,
        accepted: acceptStateLoss,
        leavesUpgradeModeOut: !isSet(spec.job?.upgradeMode),
        asDecided: (version) => specOfSessionJob(version as unknown as FlinkSessionJobSpec, cluster?.spec),
    };
}

/** The argument that a changed field of the FlinkSessionJob comes from. */
export function argumentOfField(path: string): string {
    const option = /^spec\.flinkConfiguration\["(.+)"\]$/.exec(path)?.[1];
    const argument = option === undefined || isOptionOfJobs(option) ? undefined : argumentOfOption(option);
    return argument ?? argumentOf(path);
}
