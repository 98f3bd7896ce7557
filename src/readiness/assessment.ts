import {
    notDeployed,
    notSubmitted,
    notTakenUp,
    refused,
    rolledBack,
    unrecoverable,
    unwritable,
    withoutStatus,
} from "./change-rules";
import { asWanted, ended, restarting } from "./job-rules";
import { lookAt, type Assessment, type Rule } from "./look";
import type { Observation, Wanted } from "./observation";
import { jobManagerTrouble, taskManagerTrouble } from "./process-rules";
import { assessSnapshot } from "./snapshot-rules";
import { assessSwitch } from "./switch-rules";
import { describeProgress } from "./text";

// In the order in which they count: the first that says anything wins.
const rules: readonly Rule[] = [
    asWanted,
    refused,
    rolledBack,
    ended,
    unrecoverable,
    unwritable,
    notDeployed,
    notSubmitted,
    notTakenUp,
    jobManagerTrouble,
    restarting,
    taskManagerTrouble,
    ({ error }) => error && { kind: "trouble", trouble: "otherError", reason: `the operator reports: ${error.text}` },
];

/** Judges one observation by itself. */
export function assess(wanted: Wanted, observation: Observation): Assessment {
    if (wanted.kind === "takenSnapshot") {
        return assessSnapshot(observation);
    }
    if (wanted.kind === "activeVersion") {
        return assessSwitch(wanted, observation, assess);
    }
    const { status } = observation;
    if (observation.deleting || status?.lifecycleState === "DELETING" || status?.lifecycleState === "DELETED") {
        return { kind: "final", reason: "it is being deleted", current: true };
    }
    if (status?.lifecycleState === undefined) {
        return withoutStatus(observation);
    }
    const look = lookAt(wanted, observation, status);
    for (const rule of rules) {
        const assessment = rule(look);
        if (assessment !== undefined) {
            return assessment;
        }
    }
    const progress = describeProgress(look);
    const { outdated } = look;
    return {
        kind: "underway",
        progress: outdated === undefined ? progress : `${progress}; outdated: ${outdated.text}`,
    };
}
