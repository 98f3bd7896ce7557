import type { Problem } from "../checks/findings";
import { argumentProblems, readableArguments } from "../checks/known-arguments";
import { jobNameProblems } from "../checks/names";
import { textProblems, wholeNumberProblems } from "../checks/values";
import type { AlertArgs, AlertsArgs, ApplicationAlertsArgs } from "./args";
import type { AlertDefinition, Threshold } from "./definition";
import { alertDefinitions, isJobAlert } from "./definitions";
import { knownAlerts, knownApplicationAlerts } from "./known-arguments";

/** Longest time that a condition may have to hold: a day. */
const forMinutes: Threshold = { default: 0, least: 0, most: 1440 };

/** Everything that is wrong with the arguments of alerts. */
export function alertProblems(args: AlertsArgs | undefined, path = "alerts"): Problem[] {
    const readable = readableArguments<AlertsArgs>(args, knownAlerts);
    return [
        ...argumentProblems(args, knownAlerts, `${path}.`),
        ...textProblems(`${path}.runbooks`, readable.runbooks),
        ...alertDefinitions.flatMap((definition) =>
            valueProblems(`${path}.${definition.alert}`, definition, readable[definition.alert]),
        ),
        ...Object.entries(readable.applications ?? {}).flatMap(([name, values]) =>
            applicationProblems(`${path}.applications`, name, values),
        ),
    ];
}

function applicationProblems(path: string, name: string, args: ApplicationAlertsArgs): Problem[] {
    const own = `${path}.${name}`;
    const wrong = argumentProblems({ [name]: args }, { [name]: knownApplicationAlerts }, `${path}.`);
    const readable = readableArguments<ApplicationAlertsArgs>(
        typeof args === "object" ? args : undefined,
        knownApplicationAlerts,
    );
    return [
        ...jobNameProblems(own, name),
        ...wrong,
        ...alertDefinitions.flatMap((definition) =>
            isJobAlert(definition.alert)
                ? valueProblems(`${own}.${definition.alert}`, definition, readable[definition.alert])
                : [],
        ),
    ];
}

function valueProblems(path: string, definition: AlertDefinition, args: AlertArgs = {}): Problem[] {
    const values = args as Readonly<Record<string, number | undefined>>;
    return Object.entries({ forMinutes, ...definition.thresholds }).flatMap(([name, { least, most }]) =>
        wholeNumberProblems(`${path}.${name}`, values[name], least, most === Number.MAX_SAFE_INTEGER ? Infinity : most),
    );
}
