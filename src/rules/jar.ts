import { BlockList, isIP } from "node:net";
import type { FlinkDeploymentSpec, JobSpec, KubernetesDeploymentMode } from "../flink/types/deployment";
import { compareVersions, type OperatorRelease } from "../flink/versions";
import type { Problem } from "../checks/findings";
import { operatorReaches, type RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { switchOf } from "./flink-options";
import { flinkReaches } from "./flink-version";
import { isSet, known, textOf } from "./inputs";
import type { JobSurroundings } from "./state-directories";
import { unless } from "../checks/values";

const path = "spec.job.jarURI";
const artifacts = "kubernetes.operator.user.artifacts";

/** Characters that Java's URI refuses, as in "a b", "a|b" and "%zz". Source: https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/URI.html. */
const notInUri = /[\s"<>\\^`{|}]|%(?![\da-f]{2})/i;
// "local:///opt/orders.jar" yes; "/opt/orders.jar" and "local:" no
const withScheme = /^([a-z][a-z\d+.-]*):(?!(?:\/\/)?$)/i;

/**
 * An application's jar has a scheme: Flink takes no bare path, and standalone mode ends in a null pointer. And it is one
 * that Flink fetches: from 1.19 on, both in the image and built into the operator, that is any
 * (https://issues.apache.org/jira/browse/FLINK-28915), before it is a path in the image alone.
 */
export function applicationJarProblems(
    job: JobSpec,
    { context, flinkVersion, configuration }: JobSurroundings,
    mode: FlinkDeploymentSpec["mode"],
): Problem[] {
    if (!isSet(job.jarURI)) {
        return missingJarProblems(job, mode ?? "native", { context, configuration });
    }
    const uri = textOf(job.jarURI);
    if (uri === undefined) {
        return [];
    }
    const problems = uriProblems(uri);
    if (problems.length > 0 || schemeOf(uri) === "local") {
        return problems;
    }
    const isFetched = flinkVersion === undefined || flinkReaches(flinkVersion, "1.19");
    return isFetched && operatorReaches(context, "1.10.0")
        ? plainHttpProblems(uri, configuration)
        : [{ path, problem: `must be local:// for Flink before 1.19 or an operator before 1.10.0, got "${uri}"` }];
}

/** Newest release whose client is known to want a jar: its Flink is 1.20. */
const newestWithJar: OperatorRelease = "1.15.0";

const pythonClasses = [
    "org.apache.flink.client.python.PythonDriver",
    "org.apache.flink.client.python.PythonGatewayServer",
];
const pythonOptions = ["-py", "-pym", "--python", "--pyModule"];

/**
 * In native mode Flink's client asks for the one jar of every job but those in Python, even where its class is on the class
 * path, and ends in a null pointer without one. A lint. Source: `deployApplicationCluster` in
 * https://github.com/apache/flink/blob/release-1.20.1/flink-kubernetes/src/main/java/org/apache/flink/kubernetes/KubernetesClusterDescriptor.java
 */
function missingJarProblems(
    { entryClass, args }: JobSpec,
    mode: KubernetesDeploymentMode,
    { context, configuration }: Omit<JobSurroundings, "flinkVersion">,
): Problem[] {
    const texts = (args ?? []).map(known);
    const mayBePython =
        pythonClasses.includes(entryClass ?? "") ||
        texts.some((text) => text === undefined || pythonOptions.includes(text));
    const isFine = mode !== "native" || mayBePython || configuration.get("pipeline.jars") !== undefined;
    const isKnown = compareVersions(context.operatorRelease, newestWithJar) <= 0;
    return unless(
        isFine || !isKnown,
        path,
        `is required in mode "native", in which the operator runs no job without one; name a jar of the image, such as local:///opt/flink/usrlib/orders.jar`,
    );
}

/** Flink fetches nothing by plain HTTP unless it is told to. */
function plainHttpProblems(uri: string, configuration: EffectiveConfiguration): Problem[] {
    const key = "user.artifacts.raw-http-enabled";
    const { value } = switchOf(configuration, [key], false);
    return unless(
        schemeOf(uri) !== "http" || value !== false,
        path,
        `must not be fetched without encryption, got "${uri}"; use https://, or set "${key}" to "true"`,
    );
}

/** A session job's jar is one that the operator fetches: rules 46 to 49 and, for addresses, 51. New in operator 1.15. */
export function sessionJarProblems(job: JobSpec, context: RuleContext): Problem[] {
    const uri = textOf(job.jarURI);
    if (uri === undefined) {
        return [];
    }
    if (!operatorReaches(context, "1.15.0")) {
        return notInUri.test(uri) ? uriProblems(uri) : [];
    }
    const problems = uriProblems(uri);
    return problems.length > 0 ? problems : [...schemeProblems(uri, context), ...hostProblems(uri, context)];
}

function uriProblems(uri: string): Problem[] {
    const illegal = notInUri.exec(uri)?.[0];
    if (illegal !== undefined) {
        return [{ path, problem: `must be a URI, in which "${illegal}" has to be escaped, got "${uri}"` }];
    }
    return unless(withScheme.test(uri), path, `must have a scheme such as local:// or https://, got "${uri}"`);
}

function schemeProblems(uri: string, { operatorConfiguration }: RuleContext): Problem[] {
    const allowed = (operatorConfiguration[`${artifacts}.allowed-schemes`] ?? "https").split(";");
    const schemes = allowed.map((scheme) => scheme.trim().toLowerCase()).filter((scheme) => scheme !== "");
    const scheme = schemeOf(uri);
    const remedy = `add it to "${artifacts}.allowed-schemes" in the operator's configuration, with ";" between them`;
    return unless(
        schemes.includes(scheme),
        path,
        `must have a scheme that the operator fetches (${schemes.join(", ")}), got "${scheme}"; ${remedy}`,
    );
}

function hostProblems(uri: string, { operatorConfiguration }: RuleContext): Problem[] {
    const key = `${artifacts}.disallow-restricted-hosts`;
    const isRestricted = operatorConfiguration[key]?.toLowerCase() !== "false";
    if (!isRestricted || !["http", "https"].includes(schemeOf(uri))) {
        return [];
    }
    if (/^https?:(?!\/\/[^/])/i.test(uri) || !URL.canParse(uri)) {
        return [{ path, problem: `must name a host, got "${uri}"` }];
    }
    const host = new URL(uri).hostname;
    const remedy = `use a public one, or set "${key}" to "false" in the operator's configuration`;
    return unless(
        !isInternal(host),
        path,
        `must not be on a host that is internal to a machine or network, got "${host}"; ${remedy}`,
    );
}

function schemeOf(uri: string): string {
    return withScheme.exec(uri)?.[1]?.toLowerCase() ?? "";
}

/** Loopback, link-local, private, wildcard and multicast addresses: https://www.iana.org/assignments/iana-ipv4-special-registry. */
const internal = new BlockList();
for (const [network, prefix] of [
    ["0.0.0.0", 32],
    ["10.0.0.0", 8],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.168.0.0", 16],
    ["224.0.0.0", 4],
] as const) {
    internal.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
    ["::", 128],
    ["::1", 128],
    ["fe80::", 10],
    ["fec0::", 10],
    ["ff00::", 8],
] as const) {
    internal.addSubnet(network, prefix, "ipv6");
}

function isInternal(host: string): boolean {
    const address = host.replace(/^\[|\]$/g, "");
    const family = isIP(address);
    return family === 0 ? /(^|\.)localhost\.?$/.test(address) : internal.check(address, family === 6 ? "ipv6" : "ipv4");
}
