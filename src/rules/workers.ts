import type { Problem } from "../checks/findings";
import { unless } from "../checks/values";
import { parseJavaNumber } from "../flink/units";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";

/** Amount of a device of a TaskManager, as in `external-resource.gpu.amount`. */
const deviceAmount = /^external-resource\.[^.]+\.amount$/;

/**
 * What a TaskManager has beside its memory is an amount: part of rule 25, and refused when the pods are made in any case.
 * Source: `createMemoryProcessSpec` of
 * https://github.com/apache/flink/blob/release-1.20.1/flink-runtime/src/main/java/org/apache/flink/runtime/clusterframework/TaskExecutorProcessUtils.java
 */
export function workerProblems(configuration: EffectiveConfiguration, { platform }: RuleContext): Problem[] {
    return [...configuration.values()].flatMap(({ key, path, text }) => {
        // What a platform sets is an argument of its own, and checked there.
        if (text === undefined || platform?.options.includes(key) === true) {
            return [];
        }
        if (key === "taskmanager.numberOfTaskSlots") {
            const isCount = isWhole(text) && Number(text) >= 1;
            return unless(isCount, path, `must be a whole number of at least 1, got "${text}"`);
        }
        if (key === "taskmanager.cpu.cores") {
            const cores = parseJavaNumber(text) ?? NaN;
            return unless(cores > 0 && cores < Infinity, path, `must be a number above 0, got "${text}"`);
        }
        return unless(!deviceAmount.test(key) || isWhole(text), path, `must be a whole number, got "${text}"`);
    });
}

/** Whether Java reads text as a whole number: "2", "+2" and "-1" yes; "2.0", " 2" and "" no. */
function isWhole(text: string): boolean {
    return /^[+-]?\d+$/.test(text);
}
