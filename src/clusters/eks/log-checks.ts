import type { Problem } from "../../checks/findings";
import { choiceProblems, repeatProblems, unless } from "../../checks/values";
import { eksControlPlaneLogs } from "./choices";
import type { EksSettings } from "./settings";

/** Problems of what is logged and for how long. */
export function logProblems(settings: EksSettings): Problem[] {
    const { controlPlaneLogs } = settings;
    return [
        ...controlPlaneLogs.flatMap((log, index) => [
            ...choiceProblems(`controlPlaneLogs[${index}]`, log, eksControlPlaneLogs),
            ...repeatProblems("controlPlaneLogs", controlPlaneLogs, index),
        ]),
        ...retentionProblems(settings),
    ];
}

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const retentionDays = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

function retentionProblems({ logRetentionDays }: EksSettings): Problem[] {
    return unless(
        retentionDays.includes(logRetentionDays),
        "logRetentionDays",
        `must be one of ${retentionDays.join(", ")}, got ${logRetentionDays}`,
    );
}
