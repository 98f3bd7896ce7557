import type { Problem } from "../checks/findings";
import { operatorReaches, type RuleContext } from "./context";
import type { EffectiveConfiguration, SetOption } from "./effective-configuration";
import { unless } from "../checks/values";

/**
 * Names of one option, the strongest first: Flink reads the first that is set. What an operator knows depends on the
 * Flink that is built into it: 1.17 in release 1.7, 1.19 in 1.10, 1.20 from 1.11 on (FLINK-37236).
 */
export type OptionNames = readonly string[];

/** High availability; source: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#high-availability. */
export const highAvailabilityMode: OptionNames = ["high-availability.type", "recovery.mode", "high-availability"];

/** Options for the folder of checkpoints. The first name is new in Flink 1.20. */
export function checkpointDirectory(context: RuleContext): OptionNames {
    const older = ["state.checkpoints.dir", "state.backend.fs.checkpointdir"];
    return operatorReaches(context, "1.11.0") ? ["execution.checkpointing.dir", ...older] : older;
}

/** Options for the folder of savepoints. The first name is new in Flink 1.20. */
export function savepointDirectory(context: RuleContext): OptionNames {
    const older = ["state.savepoints.dir", "savepoints.state.backend.fs.dir"];
    return operatorReaches(context, "1.11.0") ? ["execution.checkpointing.savepoint-dir", ...older] : older;
}

/** The option under the first of its names that is set. */
export function optionOf(configuration: EffectiveConfiguration, names: OptionNames): SetOption | undefined {
    return names.map((name) => configuration.get(name)).find((option) => option !== undefined);
}

/** Whether an option certainly has no text: not set, or blank. */
export function isBlank(configuration: EffectiveConfiguration, names: OptionNames): boolean {
    const option = optionOf(configuration, names);
    return option === undefined || option.text?.trim() === "";
}

/**
 * Whether high availability is certainly off: `standalone` is an old word for `NONE`.
 * Source: https://github.com/apache/flink/blob/release-2.2.0/flink-runtime/src/main/java/org/apache/flink/runtime/jobmanager/HighAvailabilityMode.java
 */
export function isHighAvailabilityOff(configuration: EffectiveConfiguration): boolean {
    const option = optionOf(configuration, highAvailabilityMode);
    return option === undefined || ["NONE", "STANDALONE"].includes(option.text?.toUpperCase() ?? "");
}

/** An option that is a switch: its value, undefined if it is not known yet or wrong, and what is wrong. */
export interface Switch {
    readonly value: boolean | undefined;
    readonly problems: readonly Problem[];
}

/** Reads a switch as Flink does: `true` or `false` in any case, nothing else. */
export function switchOf(configuration: EffectiveConfiguration, names: OptionNames, defaultValue: boolean): Switch {
    const option = optionOf(configuration, names);
    if (option === undefined) {
        return { value: defaultValue, problems: [] };
    }
    const { path, text } = option;
    const value = new Map([
        ["true", true],
        ["false", false],
    ]).get(text?.toLowerCase() ?? "");
    const isWrong = text !== undefined && value === undefined;
    return { value, problems: unless(!isWrong, path, `must be true or false, got "${text}"`) };
}
