import { Words, type Known } from "../../checks/known-arguments";
import type { FlinkJobArgs } from "./args";
import { knownJobArgs } from "./known-arguments";

/** Arguments that applications can share; the others say which job an application is, or speak of its own state. */
export const sharedArguments = [
    "flinkVersion",
    "image",
    "imagePullPolicy",
    "flinkPatchVersion",
    "parallelism",
    "scaledByOthers",
    "state",
    "upgradeMode",
    "checkpointIntervalSeconds",
    "savepointOnDelete",
    "periodicSavepoints",
    "retainedCheckpoints",
    "deleteTimeoutSeconds",
    "savepointFormat",
    "allowNonRestoredState",
    "restartNonce",
    "mode",
    "jobManager",
    "taskManager",
    "autoscaler",
    "disruption",
    "plugins",
    "flinkConfiguration",
    "environment",
    "files",
    "podTemplate",
    "logConfiguration",
    "ingress",
    "labels",
    "annotations",
    "readiness",
] as const satisfies readonly (keyof FlinkJobArgs)[];

/** Arguments of an application that others of its platform can have too. */
export type SharedArguments = Pick<FlinkJobArgs, (typeof sharedArguments)[number]>;

/** The same without what cannot be compared with an application's own. */
export type EnforcedArguments = Omit<SharedArguments, "podTemplate" | "jobManager" | "taskManager"> & {
    readonly jobManager?: Omit<NonNullable<SharedArguments["jobManager"]>, "podTemplate">;
    readonly taskManager?: Omit<NonNullable<SharedArguments["taskManager"]>, "podTemplate">;
};

/**
 * Arguments of every application of a platform. An application's own value wins; of labels, annotations, variables, files,
 * options, logging files and the parts of `jobManager`, `taskManager`, `autoscaler`, `disruption`, `periodicSavepoints` and
 * `readiness` each by itself, and pod templates are merged. Lists are replaced.
 */
export interface ApplicationDefaults extends SharedArguments {
    /** The same, but an application that says something else is refused. Not pod templates. @default none */
    readonly enforced?: EnforcedArguments;
}

const known: Readonly<Record<string, Known>> = Object.fromEntries(
    sharedArguments.map((name) => [name, knownJobArgs[name]]),
);
const knownEnforced = Object.fromEntries(
    Object.entries(withoutTemplate(known)).map(([name, form]) => {
        const hasTemplate = name === "jobManager" || name === "taskManager";
        return [name, hasTemplate ? withoutTemplate(form as typeof known) : form];
    }),
);

function withoutTemplate({ podTemplate: _, ...others }: typeof known): typeof known {
    return others;
}

/** Arguments that `applicationDefaults` can have. */
export const knownDefaults: Readonly<Record<string, Known>> = { ...known, enforced: knownEnforced };

/** Arguments whose entries are merged one by one: those of the user's own names, and those with parts. */
export const mergedArguments = sharedArguments.filter((name) => {
    const form: Known = knownJobArgs[name];
    return form === "map" || name === "logConfiguration" || (typeof form === "object" && !(form instanceof Words));
});
