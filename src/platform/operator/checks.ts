import { findingsOf, type Checked, type Problem } from "../../checks/findings";
import { operatorNamespaceProblems, systemNamespaceProblems } from "../../checks/initial-namespaces";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { dnsLabelProblems } from "../../checks/names";
import { exposedType, listsNodes } from "../../rules/nodes";
import { notTogetherProblems, repeatedProblems, shown, unless, wholeNumberProblems } from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import { releaseProblems, releaseWarnings } from "../../flink/definitions/release";
import type { FlinkOperatorArgs } from "./args";
import type { Configuration } from "./configuration";
import { healthPort } from "./container";
import { knownOperatorArgs } from "./known-arguments";
import { operatorSettings, type OperatorSettings } from "./settings";

/** Facts about an operator before it is made. */
export interface OperatorFacts {
    /** Number of its release. */
    readonly release: string;
    /** Folder with the definitions of a release that the package does not know. */
    readonly definitions?: string;
    /** Flink versions that it runs, as `major.minor`. */
    readonly flinkVersions: readonly string[];
    readonly configuration: Configuration;
    readonly resourceLabels: Readonly<Record<string, string>>;
    readonly watchNamespaces: readonly string[];
    /** It has the right to list the cluster's nodes, or it is not ours and may have it. */
    readonly mayReadNodes: boolean;
}

/** Facts about an operator with these settings. */
export function operatorFacts(settings: OperatorSettings): OperatorFacts {
    const { namedRelease, release, configuration, labelSelector, watchNamespaces } = settings;
    return {
        release: release.version,
        ...(typeof namedRelease === "object" ? { definitions: namedRelease.definitions } : {}),
        flinkVersions: release.flinkVersions,
        configuration,
        resourceLabels: labelSelector,
        watchNamespaces,
        mayReadNodes: mayReadNodes(settings),
    };
}

function mayReadNodes({ isManaged, readNodes }: OperatorSettings): boolean {
    return !isManaged || readNodes;
}

/** Everything that is wrong with an operator's arguments. */
export function checkFlinkOperator(name: string, args: FlinkOperatorArgs = {}): Checked<OperatorSettings> {
    const settings = operatorSettings(readableArguments(args, knownOperatorArgs(args)));
    const problems = [
        ...argumentProblems(args, knownOperatorArgs(args)),
        ...releaseProblems(settings.namedRelease),
        ...wholeNumberProblems("replicas", settings.replicas, 1),
        ...wholeNumberProblems("metricsPort", settings.metricsPort, 1024, 65535),
        ...(settings.metricsPort === healthPort
            ? [
                  {
                      path: "metricsPort",
                      problem: `cannot be ${healthPort}, the port of the health probe; choose another`,
                  },
              ]
            : []),
        ...dnsLabelProblems("namespace", settings.namespace),
        ...operatorNamespaceProblems("namespace", settings.namespace),
        ...jvmArgProblems(settings.jvmArgs),
        ...watchProblems(settings.watchNamespaces),
        ...labelProblems("labelSelector", settings.labelSelector),
        ...imageProblems(args),
        ...optionProblems(args, settings),
        ...nodeOptionProblems(args, settings),
    ];
    return {
        findings: findingsOf("FlinkOperator", name, problems),
        hints: findingsOf("FlinkOperator", name, releaseWarnings(settings.namedRelease)),
        settings,
    };
}

function jvmArgProblems(jvmArgs: readonly string[]): Problem[] {
    // The image's entrypoint splits the variable JVM_ARGS at spaces. "-Xss512k" yes; "", "-Da=b c" no
    const wrong = jvmArgs.map((word, index) => ({ word, index })).filter(({ word }) => !/^-\S+$/.test(word));
    return wrong.map(({ word, index }) => ({
        path: `jvmArgs[${index}]`,
        problem: `must be one option that starts with "-" and has no spaces, got "${word}"`,
    }));
}

function watchProblems(namespaces: readonly string[]): Problem[] {
    return [
        ...namespaces.flatMap((namespace, index) => dnsLabelProblems(`watchNamespaces[${index}]`, namespace)),
        ...namespaces.flatMap((namespace, index) => systemNamespaceProblems(`watchNamespaces[${index}]`, namespace)),
        ...repeatedProblems("watchNamespaces", namespaces),
    ];
}

// "team", "example.com/team" yes; "-team", "example.com/" no
const labelName = /^([a-z0-9]([-.a-z0-9]*[a-z0-9])?\/)?[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;
// "payments", "v1.2" yes; "a b", "-a" no
const labelValue = /^[A-Za-z0-9]([-_.A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

/** The problems of labels and their values. */
export function labelProblems(path: string, labels: Readonly<Record<string, string>>): Problem[] {
    return Object.entries(labels).flatMap(([label, value]) => [
        ...unless(labelName.test(label), path, `must have label names, got ${shown(label)}`),
        ...unless(
            labelValue.test(value),
            `${path}["${label}"]`,
            `must be 1 to 63 letters, digits, "-", "_" and "." with a letter or digit at each end, got ${shown(value)}`,
        ),
    ]);
}

function imageProblems({ image: { tag, digest } = {} }: FlinkOperatorArgs): Problem[] {
    return [
        ...(tag === undefined ? [] : notTogetherProblems("image.digest", digest, "image.tag")),
        // "sha256:" and 64 hexadecimal digits
        ...unless(
            typeof digest !== "string" || /^sha256:[0-9a-f]{64}$/.test(digest),
            "image.digest",
            `must be "sha256:" and 64 hexadecimal digits, got ${shown(digest)}`,
        ),
    ];
}

/** Options that arguments set, and which. */
const reservedOptions: Readonly<Record<string, string>> = {
    "kubernetes.operator.watched.namespaces": "use watchNamespaces",
    "kubernetes.operator.label.selector": "use labelSelector",
    "kubernetes.operator.leader-election.enabled": "use replicas",
    "kubernetes.operator.leader-election.lease-name": "use replicas",
    "kubernetes.operator.health.probe.enabled": "the operator's probes need it; remove it",
    "kubernetes.operator.health.probe.port": "the operator's probes need it; remove it",
};

const leaderElection = "kubernetes.operator.leader-election.";

function optionProblems({ configuration }: FlinkOperatorArgs, { replicas }: OperatorSettings): Problem[] {
    const options = Object.entries(configuration ?? {}).filter(([, value]) => value !== undefined);
    return options.flatMap(([option, value]) => {
        const path = `configuration["${option}"]`;
        const remedy = reservedOptions[option];
        const elects = replicas > 1 || remedy !== undefined || !option.startsWith(leaderElection);
        return [
            ...unless(remedy === undefined, path, `cannot be set here; ${remedy}`),
            ...unless(elects, path, `cannot be set while replicas is ${replicas}: only several pods elect a leader`),
            // "a.b-c" yes; "a b", "a:b" no
            ...unless(/^[^\s:#]+$/.test(option), path, 'must have a key without spaces, ":" and "#"; correct it'),
            // The file has one option a line, and a "#" anywhere starts a comment.
            ...unless(!/[\n#]/.test(String(value)), path, `must be one line without "#", got ${shown(value)}`),
        ];
    });
}

const resourceView = "kubernetes.operator.cluster.resource-view.refresh-interval";

/** Options for which the operator lists the cluster's nodes, where it may not; its defaults for Flink clusters are some. */
function nodeOptionProblems({ configuration }: FlinkOperatorArgs, settings: OperatorSettings): Problem[] {
    const options = mayReadNodes(settings) ? [] : Object.entries(configuration ?? {});
    const knowsResourceView = compareVersions(settings.release.version, "1.8.0") >= 0;
    const readsNodes = (option: string, value: unknown) =>
        option === resourceView
            ? knowsResourceView && value !== undefined && !String(value).trim().startsWith("-") // negative is off
            : (option === exposedType || option.endsWith(`.${exposedType}`)) && listsNodes(value);
    return options
        .filter(([option, value]) => readsNodes(option, value))
        .map(([option, value]) => ({
            path: `configuration["${option}"]`,
            problem: `must not make the operator list nodes, which it may not, got "${value}"; set readNodes to true`,
        }));
}
