import type { Problem } from "../checks/findings";
import { choiceProblems, shown, unless } from "../checks/values";
import { parseFlinkDuration } from "../flink/units";
import { isSet, known } from "./inputs";

const prefix = "kubernetes.operator.bluegreen.";

/** Options of the switch between two versions. */
export const switchOptions = {
    abort: `${prefix}abort.grace-period`,
    deletion: `${prefix}deployment-deletion.delay`,
    interval: `${prefix}reconciliation.reschedule-interval`,
} as const;

/**
 * Their defaults in seconds. Source:
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator-api/src/main/java/org/apache/flink/kubernetes/operator/api/spec/FlinkBlueGreenDeploymentConfigOptions.java
 */
const defaultSeconds = { abort: 600, deletion: 0, interval: 15 } as const;

type Options = Readonly<Record<string, unknown>> | undefined;

/** Problems of the options of a switch: of one that it cannot read the operator fails in every look at the resource. */
export function switchOptionProblems(configuration: Options): Problem[] {
    return Object.entries(configuration ?? {}).flatMap(([key, value]) => {
        const path = `spec.configuration["${key}"]`;
        const names: readonly string[] = Object.values(switchOptions);
        if (!names.includes(key)) {
            return choiceProblems("spec.configuration", key, names);
        }
        const text = known(value);
        return isSet(text)
            ? unless(secondsOf(text) !== undefined, path, `must be a duration such as "10 min", got ${shown(text)}`)
            : [];
    });
}

/** The time of an option in seconds, its default where it is left out or not known. */
export function switchSeconds(configuration: Options, option: keyof typeof switchOptions): number {
    const text = known(configuration?.[switchOptions[option]]);
    return secondsOf(text) ?? defaultSeconds[option];
}

function secondsOf(text: unknown): number | undefined {
    return typeof text === "string" ? parseFlinkDuration(text) : undefined;
}
