import type { Alert, AlertArgs, AlertsArgs, Severity } from "./args";
import type { AlertDefinition, ThresholdName, ThresholdValues } from "./definition";
import { alertDefinitions, isJobAlert } from "./definitions";

/** One alert with every value decided. */
export interface AlertSetting {
    readonly definition: AlertDefinition;
    /** The application that it is about; undefined for all those that have no values of their own. */
    readonly application: string | undefined;
    readonly severity: Severity;
    readonly forMinutes: number;
    readonly thresholds: ThresholdValues;
}

/** Alerts with every value decided. */
export interface AlertSettings {
    readonly enabled: boolean;
    /** The user says something of alerts, and wants them. */
    readonly isAsked: boolean;
    readonly clusterMetrics: boolean;
    /** Address of runbooks; undefined for those of the package. */
    readonly runbooks: string | undefined;
    /** Applications with values of their own for some alert, by alert. Its general rule leaves them out. */
    readonly setApart: Readonly<Partial<Record<Alert, readonly string[]>>>;
    /** Those that are enabled. */
    readonly alerts: readonly AlertSetting[];
}

type AnyArgs = AlertArgs & Readonly<Partial<Record<ThresholdName, number>>>;

/** Decides every value of the alerts. */
export function alertSettings(args: AlertsArgs = {}): AlertSettings {
    const applications = Object.entries(args.applications ?? {});
    const setApart: Partial<Record<Alert, readonly string[]>> = {};
    const alerts = alertDefinitions.flatMap((definition) => {
        const { alert } = definition;
        const general: AnyArgs = args[alert] ?? {};
        const own = isJobAlert(alert)
            ? applications.flatMap(([application, { enabled, ...values }]) => {
                  const theirs: AnyArgs | undefined = enabled === false ? { enabled } : values[alert];
                  return theirs === undefined ? [] : [{ application, args: { ...general, ...given(theirs) } }];
              })
            : [];
        setApart[alert] = own.map(({ application }) => application);
        return [{ application: undefined, args: general }, ...own]
            .filter((each) => each.args.enabled ?? true)
            .map((each) => settingOf(definition, each.application, each.args));
    });
    const { enabled = true, clusterMetrics = false, runbooks } = args;
    const isAsked = enabled && Object.values(args).some((value) => value !== undefined);
    return { enabled, isAsked, clusterMetrics, runbooks, setApart, alerts };
}

/** Values without those that are left out, which then are the general ones. */
function given(args: AnyArgs): AnyArgs {
    return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}

function settingOf(definition: AlertDefinition, application: string | undefined, args: AnyArgs): AlertSetting {
    const value = (name: ThresholdName) => args[name] ?? definition.thresholds[name]?.default ?? NaN;
    return {
        definition,
        application,
        severity: args.severity ?? definition.severity,
        forMinutes: args.forMinutes ?? definition.forMinutes,
        thresholds: {
            count: value("count"),
            windowMinutes: value("windowMinutes"),
            percent: value("percent"),
            seconds: value("seconds"),
            records: value("records"),
        },
    };
}
