import * as crypto from "node:crypto";
import { prometheusOptions, prometheusReporter } from "../../flink/prometheus-reporter";
import type { ReleaseFacts } from "../../flink/definitions/release";
import { javaConfiguration } from "./java";
import type { OperatorOptions } from "./options";
import { savepointConfiguration } from "./savepoints";

/** A flat configuration: the operator's file, line by line. */
export type Configuration = Readonly<Record<string, string>>;

/**
 * Factor of a Flink container's cpu limit over its request. Flink's own default is 1, and a JVM that is throttled to
 * what it needs later takes long to start: with a request of 0.3 a job took 90 s to run at 1, and 20 s at 4.
 */
export const cpuLimitFactors = { jobManager: 4, taskManager: 4 } as const;

/** The file of the operator's configuration, by its name in the ConfigMap. With `config.yaml` lists reach Flink 1 wrongly. */
export const configurationFile = "flink-conf.yaml";

/** Lease of the leading pod, in the operator's namespace. */
export const leaseName = "flink-operator-lease";

const key = (name: string) => `kubernetes.operator.${name}`;
const optionKeys = {
    watchedNamespaces: key("watched.namespaces"),
    labelSelector: key("label.selector"),
    dynamicConfiguration: key("dynamic.config.enabled"),
    dynamicNamespaces: key("dynamic.namespaces.enabled"),
    artifactFolder: key("user.artifacts.base.dir"),
} as const;

/** Defaults that arguments and options may replace. */
const defaults: Configuration = {
    // Upstream's chart sets these two, a quarter and a half of the program's own defaults.
    [key("reconcile.interval")]: "15 s",
    [key("observer.progress-check.interval")]: "5 s",
    [optionKeys.dynamicConfiguration]: "true",
    // The kubelet brings a changed ConfigMap within about a minute; five more, the program's default, are of no use.
    [key("dynamic.config.check.interval")]: "15 s",
    [optionKeys.dynamicNamespaces]: "true",
    "kubernetes.jobmanager.cpu.limit-factor": String(cpuLimitFactors.jobManager),
    "kubernetes.taskmanager.cpu.limit-factor": String(cpuLimitFactors.taskManager),
};

/** Folder of session jobs' jars in the operator's container. */
export function artifactFolder(configuration: Configuration): string {
    return configuration[optionKeys.artifactFolder] ?? "/opt/flink/artifacts";
}

/** Inputs of the configuration, in addition to the user's options. */
interface ConfiguredBy {
    readonly isManaged: boolean;
    readonly release: ReleaseFacts;
    readonly replicas: number;
    readonly labelSelector: Readonly<Record<string, string>>;
    readonly watchNamespaces: readonly string[];
    readonly metricsPort: number | undefined;
}

/** The operator's whole configuration: defaults, then the user's options, then what arguments say. */
export function operatorConfiguration(settings: ConfiguredBy, options: OperatorOptions = {}): Configuration {
    const { isManaged, release, replicas, labelSelector, watchNamespaces, metricsPort } = settings;
    const selector = Object.entries(labelSelector).map(([label, value]) => `${label}=${value}`);
    const chosen = Object.entries(options).filter(([, value]) => value !== undefined);
    return {
        ...(isManaged ? managedDefaults(release, options) : {}),
        ...(isManaged && metricsPort !== undefined ? metricsConfiguration(metricsPort) : {}),
        ...Object.fromEntries(chosen.map(([name, value]) => [name, String(value)])),
        // Sorted: the order in which namespaces are named makes no difference.
        ...(watchNamespaces.length === 0
            ? {}
            : { [optionKeys.watchedNamespaces]: [...watchNamespaces].sort().join(",") }),
        ...(selector.length === 0 ? {} : { [optionKeys.labelSelector]: selector.sort().join(",") }),
        ...(replicas > 1
            ? { [key("leader-election.enabled")]: "true", [key("leader-election.lease-name")]: leaseName }
            : {}),
    };
}

function managedDefaults(release: ReleaseFacts, options: OperatorOptions): Configuration {
    return { ...defaults, ...javaConfiguration(release.flinkVersions), ...savepointConfiguration(release, options) };
}

/** The reporter of the operator's own metrics. Every `metrics.` option of the operator has its prefix; those without are the jobs'. */
function metricsConfiguration(port: number): Configuration {
    const options = Object.entries(prometheusOptions(port));
    return Object.fromEntries(
        options.map(([name, value]) => [key(`metrics.reporter.${prometheusReporter}.${name}`), value]),
    );
}

/** The configuration as the text of its file: one `key: value` a line, sorted. */
export function configurationText(configuration: Configuration): string {
    return Object.entries(configuration)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([name, value]) => `${name}: ${value}\n`)
        .join("");
}

/**
 * Options of the operator itself that it takes without a restart: what it reads again at each use, and what may stand in a
 * resource too. Sources: `FlinkConfigManager`, `FlinkOperatorConfiguration` and their uses in
 * https://github.com/apache/flink-kubernetes-operator/tree/release-1.15.0/flink-kubernetes-operator/src/main/java, the
 * same in release 1.7.0.
 */
const reloadedPrefixes = [
    key("default-configuration."),
    key("checkpoint."),
    key("cluster.health-check."),
    key("deployment."),
    key("exception."),
    key("flink.client."),
    key("health.canary."),
    key("jm-deployment"),
    key("job."),
    key("observer."),
    key("periodic."),
    key("pod-template."),
    key("reconcile.interval"),
    key("resource.cleanup."),
    key("resource.deletion."),
    key("savepoint."),
    key("session."),
    key("user.artifacts."),
];

/** Flink's options for file systems: the operator, which fetches session jobs' jars, sets these up once, at its start. */
const fileSystemPrefixes = ["fs.", "s3.", "presto.s3.", "gs."];

/**
 * The part of the configuration that only a restart brings into effect. Options of the operator that are not known to be
 * reloaded count as static: a restart that was not needed does no harm to jobs, one that is missing would leave the old
 * value in force.
 *
 * Whether namespaces are watched by name is in it, their names are not: the operator cannot change between all and some.
 */
export function staticKeys(configuration: Configuration): Configuration {
    if (configuration[optionKeys.dynamicConfiguration] === "false") {
        return configuration;
    }
    const entries = Object.entries(configuration).filter(([name]) => isStatic(name));
    const watched = configuration[optionKeys.watchedNamespaces];
    const namesAreStatic = configuration[optionKeys.dynamicNamespaces] !== "true";
    return {
        ...Object.fromEntries(entries),
        ...(watched === undefined ? {} : { [optionKeys.watchedNamespaces]: namesAreStatic ? watched : "by name" }),
    };
}

function isStatic(name: string): boolean {
    const startsWithAny = (prefixes: readonly string[]) => prefixes.some((prefix) => name.startsWith(prefix));
    return name.startsWith(key(""))
        ? name !== optionKeys.watchedNamespaces && !startsWithAny(reloadedPrefixes)
        : startsWithAny(fileSystemPrefixes);
}

/** A short text that changes with the static part of the configuration and with nothing else. */
export function staticConfigurationHash(configuration: Configuration): string {
    const text = configurationText(staticKeys(configuration));
    return crypto.createHash("sha256").update(text).digest("hex").slice(0, 16);
}
