import type { FlinkVersion, JobSpec } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import { parseFlinkDuration } from "../flink/units";
import type { RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { checkpointDirectory, isHighAvailabilityOff, optionOf, savepointDirectory } from "./flink-options";
import { flinkReaches, minorOf } from "./flink-version";
import { isSet } from "./inputs";
import { isQuartzCron } from "./quartz-cron";
import { unless } from "../checks/values";

/** A job whose state would not survive what it should. Warnings. */
export function upgradeModeWarnings(job: JobSpec, configuration: EffectiveConfiguration): Problem[] {
    const path = "spec.job.upgradeMode";
    if (!isSet(job.upgradeMode)) {
        return [
            { path, problem: `is not set, so that every change of the job loses its state; set it to "last-state"` },
        ];
    }
    return ["last-state", "savepoint"].includes(job.upgradeMode) && isHighAvailabilityOff(configuration)
        ? [
              {
                  path,
                  problem:
                      `is "${job.upgradeMode}", which without high availability keeps state through a change, but not through the loss ` +
                      `of the JobManager; set "high-availability.type" to "kubernetes" and "high-availability.storageDir"`,
              },
          ]
        : [];
}

/** Folders of state on a pod's own disk. Warnings. */
export function localDirectoryWarnings(configuration: EffectiveConfiguration, context: RuleContext): Problem[] {
    const names = [checkpointDirectory(context), savepointDirectory(context), ["high-availability.storageDir"]];
    return names
        .map((oneName) => optionOf(configuration, oneName))
        .filter(isSet)
        .filter(({ text }) => text !== undefined && /^(file:|\/)/i.test(text))
        .map(({ path, text }) => ({
            path,
            problem: `is lost with the pod unless a shared volume is mounted there, got "${text}"; use an object store`,
        }));
}

/** Names that Flink got in a later version than the job's: the operator reads them, the job does not. */
const renamedOptions = [
    { key: "execution.checkpointing.dir", since: "1.20", older: "state.checkpoints.dir" },
    { key: "execution.checkpointing.savepoint-dir", since: "1.20", older: "state.savepoints.dir" },
    { key: "high-availability.type", since: "1.17", older: "high-availability" },
] as const;

/** Options that the job's Flink does not know yet. Warnings. */
export function unknownOptionWarnings(
    configuration: EffectiveConfiguration,
    flinkVersion: FlinkVersion | undefined,
): Problem[] {
    return renamedOptions.flatMap(({ key, since, older }) => {
        const option = configuration.get(key);
        return option === undefined || flinkVersion === undefined || flinkReaches(flinkVersion, since)
            ? []
            : [{ path: option.path, problem: `has no meaning for Flink ${minorOf(flinkVersion)}; use "${older}"` }];
    });
}

/** Schedules that the operator cannot read: it only logs that, and takes no snapshot. Warnings. */
export function scheduleWarnings(configuration: EffectiveConfiguration): Problem[] {
    return ["savepoint", "checkpoint"]
        .map((kind) => configuration.get(`kubernetes.operator.periodic.${kind}.interval`))
        .filter(isSet)
        .filter(
            ({ text }) => isSet(text) && text !== "" && parseFlinkDuration(text) === undefined && !isQuartzCron(text),
        )
        .map(({ path, text }) => ({
            path,
            problem: `must be a duration such as "1 h" or a cron expression of Quartz such as "0 0 * * * ?", got "${text}"`,
        }));
}

/** An official image whose tag says another Flink version. Warnings. */
export function imageWarnings(image: string | undefined, flinkVersion: FlinkVersion | undefined): Problem[] {
    const tagged = /(?:^|\/)flink:(\d+\.\d+)(?=[.-]|$)/.exec(image ?? "")?.[1]; // "flink:1.18.1", "mirror/flink:2.2" yes
    return unless(
        tagged === undefined || flinkVersion === undefined || tagged === minorOf(flinkVersion),
        "spec.image",
        `must have the Flink of spec.flinkVersion "${flinkVersion}", got "${image}"`,
    );
}
