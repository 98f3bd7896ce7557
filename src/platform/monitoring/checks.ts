import type { AlertSettings } from "../../alerts/settings";
import type { Problem } from "../../checks/findings";
import { argumentProblems, oneOf, readableArguments, type KnownOf } from "../../checks/known-arguments";
import { dnsLabelProblems } from "../../checks/names";
import {
    choiceProblems,
    notTogetherProblems,
    repeatedProblems,
    shown,
    unless,
    wholeNumberProblems,
} from "../../checks/values";
import type { MetricsSink } from "../../contracts/cluster";
import { prometheusReporter } from "../../flink/prometheus-reporter";
import type { FlinkOperatorArgs } from "../operator/args";
import { labelProblems } from "../operator/checks";
import type { MonitoringArgs } from "./args";
import { googleGroup } from "./google";
import { knownMonitoringArgs } from "./known-arguments";
import { azureGroup } from "./pod-monitors";
import { jobMetricsPort, type ReporterArgs, type ReporterType } from "./reporters";
import { monitoringSettings, type MonitoringSettings } from "./settings";

/** Settings of monitoring, and everything that is wrong with its arguments. Paths begin with `monitoring`. */
export function checkMonitoring(
    args: MonitoringArgs | undefined,
    operator: FlinkOperatorArgs,
): { readonly settings: MonitoringSettings; readonly problems: readonly Problem[] } {
    if (args === undefined) {
        return { settings: monitoringSettings(), problems: [] };
    }
    const readable = readableArguments(args, knownMonitoringArgs);
    const settings = monitoringSettings(knownParts(readable));
    return {
        settings,
        problems: [
            ...unless(args.mode !== undefined, "monitoring.mode", modeNeeded),
            ...argumentProblems(args, knownMonitoringArgs, "monitoring."),
            ...(settings.mode === "existing" ? [] : notOfModeProblems(readable)),
            ...labelProblems("monitoring.labels", readable.labels ?? {}),
            ...(readable.namespace === undefined ? [] : dnsLabelProblems("monitoring.namespace", readable.namespace)),
            ...wholeNumberProblems("monitoring.intervalSeconds", settings.intervalSeconds, 5, 120),
            ...dropProblems(settings.drop),
            ...reporterProblems(readable.reporters ?? {}),
            ...operatorProblems(settings, operator),
        ],
    };
}

const modeNeeded = 'must be one of "off", "existing", "managed", got nothing';

/** Arguments without a mode or reporters that there are not; these are problems of their own. */
function knownParts(args: MonitoringArgs): Partial<MonitoringArgs> {
    const { mode, reporters, ...others } = args;
    const isKnown = knownMonitoringArgs.mode.words.includes(mode);
    const known = Object.entries(reporters ?? {}).filter(([, reporter]) =>
        reporterTypes.words.includes(reporter?.type),
    );
    return { ...others, ...(isKnown && { mode }), reporters: Object.fromEntries(known) };
}

function notOfModeProblems({ mode, labels, namespace, dashboards }: MonitoringArgs): Problem[] {
    return Object.entries({ labels, namespace, dashboards }).flatMap(([name, value]) =>
        notTogetherProblems(`monitoring.${name}`, value, `mode ${shown(mode)}`),
    );
}

function dropProblems(drop: readonly string[]): Problem[] {
    const wrong = drop.map((name, index) => ({ name, index })).filter(({ name }) => !isExpression(name));
    return [
        ...wrong.map(({ name, index }) => ({
            path: `monitoring.drop[${index}]`,
            problem: `must be a regular expression of RE2, got ${shown(name)}; correct it`,
        })),
        ...repeatedProblems("monitoring.drop", drop),
    ];
}

/** Whether both JavaScript and RE2 read it: RE2 has neither looks around nor references back. */
function isExpression(text: unknown): boolean {
    if (typeof text !== "string" || text === "" || /\(\?<?[=!]|\\[1-9]/.test(text)) {
        return false;
    }
    try {
        new RegExp(text);
        return true;
    } catch {
        return false;
    }
}

const reporterTypes = oneOf<ReporterType>({ otlp: true, statsd: true, graphite: true, jmx: true, slf4j: true });
const knownReporter = { type: true, intervalSeconds: true, options: "map" } satisfies KnownOf<ReporterArgs>;

function reporterProblems(reporters: Readonly<Record<string, ReporterArgs>>): Problem[] {
    return Object.entries(reporters).flatMap(([name, reporter]): Problem[] => {
        const path = `monitoring.reporters.${name}`;
        if (typeof reporter !== "object" || reporter === null) {
            return [{ path, problem: `must be an object, got ${shown(reporter)}` }];
        }
        const { type, intervalSeconds, options } = readableArguments(reporter, knownReporter);
        return [
            ...argumentProblems(reporter, knownReporter, `${path}.`),
            // The part of a key up to the next dot: "otel", "my-statsd" yes; "a.b" no
            ...unless(
                /^[A-Za-z0-9_-]+$/.test(name),
                path,
                'must have a name of letters, digits, "-" and "_"; rename it',
            ),
            ...unless(
                name !== prometheusReporter,
                path,
                "cannot have the name of the reporter for Prometheus; rename it",
            ),
            ...unless(type !== undefined, `${path}.type`, "is required, got nothing"),
            ...choiceProblems(`${path}.type`, type, reporterTypes.words),
            ...(type === "jmx" ? notTogetherProblems(`${path}.intervalSeconds`, intervalSeconds, 'type "jmx"') : []),
            ...wholeNumberProblems(`${path}.intervalSeconds`, intervalSeconds, 1, 3600),
            ...Object.entries(options ?? {}).flatMap(([option, value]) =>
                // The file has one option a line, and a "#" anywhere starts a comment.
                unless(
                    /^[^\s:#]+$/.test(option) && !/[\n#]/.test(String(value)),
                    `${path}.options["${option}"]`,
                    `must have a key without spaces, ":" and "#", and a value of one line without "#", got ${shown(value)}`,
                ),
            ),
        ];
    });
}

/** Problems of an operator that monitoring cannot set up, or is set up otherwise. */
function operatorProblems({ mode }: MonitoringSettings, { install, configuration }: FlinkOperatorArgs): Problem[] {
    if (mode === "off") {
        return [];
    }
    const port = `metrics.reporter.${prometheusReporter}.port`;
    const given = configuration?.[port];
    return [
        ...unless(
            install !== "existing",
            "monitoring.mode",
            `cannot be ${shown(mode)} with operator.install "existing", whose metrics are set up with it; use "off"`,
        ),
        ...unless(
            given === undefined || String(given) === String(jobMetricsPort),
            `operator.configuration["${port}"]`,
            `must be ${jobMetricsPort}, where monitoring collects, got ${shown(given)}; remove it`,
        ),
    ];
}

/** The problem of alerts for a collector that takes no rules from the cluster. */
export function ruleProblems(
    { alerts, monitoring: { mode } }: { readonly alerts: AlertSettings; readonly monitoring: MonitoringSettings },
    sink: MetricsSink,
): Problem[] {
    const isOutside = mode === "managed" && !(sink.kind === "managedCollection" && sink.apiGroup === googleGroup);
    const problem =
        'cannot be made with monitoring.mode "managed" on this cluster, whose service has its rules outside; remove it, or use "existing"';
    return unless(!alerts.isAsked || !isOutside, "alerts", problem);
}

/** Problems of a cluster on which a mode cannot be. */
export function sinkProblems({ mode }: MonitoringSettings, sink: MetricsSink): Problem[] {
    if (mode !== "managed" || sink.kind === "remoteWrite") {
        return [];
    }
    if (sink.kind === "inCluster") {
        const remedy = 'use "existing", or let the cluster have a service for metrics';
        return [
            {
                path: "monitoring.mode",
                problem: `cannot be "managed" on a cluster whose metrics stay in it; ${remedy}`,
            },
        ];
    }
    const isKnown = [googleGroup, azureGroup].includes(sink.apiGroup);
    const known = `${shown(googleGroup)} and ${shown(azureGroup)}`;
    const problem = `cannot be "managed" with a collector of ${shown(sink.apiGroup)}; known are ${known}`;
    return unless(isKnown, "monitoring.mode", problem);
}
