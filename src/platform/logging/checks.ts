import type { Problem } from "../../checks/findings";
import { initialNamespaceProblems } from "../../checks/initial-namespaces";
import { argumentProblems, oneOf, type KnownOf } from "../../checks/known-arguments";
import { dnsLabelProblems } from "../../checks/names";
import { isAwaited, shown, unless, wholeNumberProblems } from "../../checks/values";
import type { Capabilities } from "../../contracts/cluster";
import { compareVersions } from "../../flink/versions";
import type {
    ClusterSinkArgs,
    LogCollectorArgs,
    LogSinkArgs,
    LokiSinkArgs,
    OtlpSinkArgs,
    PlatformLoggingArgs,
    SecretKeyArgs,
} from "./args";
import { loggingSettings, type LoggingSettings } from "./settings";

const kind = oneOf<LogSinkArgs["kind"]>({ cluster: true, otlp: true, loki: true });
const secretKey = { secret: true, key: true } satisfies KnownOf<SecretKeyArgs>;
const server = { kind, url: true, headers: "map", certificateAuthority: secretKey } as const;
const knownSinks = {
    cluster: { kind } satisfies KnownOf<ClusterSinkArgs>,
    otlp: server satisfies KnownOf<OtlpSinkArgs>,
    loki: { ...server, tenant: true } satisfies KnownOf<LokiSinkArgs>,
} as const;

const collector = {
    namespace: true,
    namespaceExists: "switch",
    image: true,
    version: true,
    imagePullSecrets: "list",
    memoryMiB: true,
    cpu: true,
    queuedLines: true,
} satisfies KnownOf<LogCollectorArgs>;

/** Arguments of logging, whose sink is of some kind. */
export function knownLogging(args: PlatformLoggingArgs) {
    const given = args.sink?.kind ?? "cluster";
    // A kind that is none is refused as such.
    const sink = Object.hasOwn(knownSinks, given) ? knownSinks[given] : knownSinks.loki;
    return { sink, collector } satisfies KnownOf<PlatformLoggingArgs>;
}

// The first that the package was run with.
const oldestVersion = "0.130.0";

/** Everything that is wrong with a platform's logging. */
export function loggingProblems(args: PlatformLoggingArgs, operatorNamespace: string): Problem[] {
    const problems = argumentProblems(args, knownLogging(args));
    if (problems.length > 0) {
        return problems;
    }
    const { sink, collector } = loggingSettings(args);
    return [
        ...sinkProblems(sink),
        ...unless(
            sink.kind !== "cluster" || args.collector === undefined,
            "collector",
            'cannot be combined with the sink "cluster", which has none; remove it',
        ),
        ...dnsLabelProblems("collector.namespace", collector.namespace),
        ...(collector.namespaceExists ? [] : initialNamespaceProblems("collector.namespace", collector.namespace)),
        ...unless(
            collector.namespace !== operatorNamespace,
            "collector.namespace",
            `must not be the operator's, where no pod may read its node's folders, got ${shown(collector.namespace)}`,
        ),
        ...versionProblems(args.collector?.version),
        ...wholeNumberProblems("collector.memoryMiB", collector.memoryMiB, 128),
        ...wholeNumberProblems("collector.queuedLines", collector.queuedLines, 5000),
        ...unless(collector.cpu > 0, "collector.cpu", `must be above 0, got ${shown(collector.cpu)}`),
    ];
}

function versionProblems(version: string | undefined): Problem[] {
    // "0.158.0" yes; "latest", "v0.158.0" no
    const isVersion = version === undefined || /^\d+\.\d+\.\d+$/.test(version);
    const wording = `must be a version such as 0.158.0, at least ${oldestVersion}, got ${shown(version)}`;
    return unless(
        isVersion && compareVersions(version ?? oldestVersion, oldestVersion) >= 0,
        "collector.version",
        wording,
    );
}

function sinkProblems(sink: LogSinkArgs): Problem[] {
    if (sink.kind === "cluster") {
        return [];
    }
    const { url, headers = {}, certificateAuthority } = sink;
    // "https://otlp.example.com/v1/logs" yes; "otlp.example.com:4318", "https://a/?b" no
    const isUrl = isAwaited(url) || (typeof url === "string" && /^https?:\/\/[^\s?#]+[^\s?#/]$/.test(url));
    return [
        ...unless(
            isUrl,
            "sink.url",
            `must be a URL that starts with "http://" or "https://" and ends without "/", got ${shown(url)}`,
        ),
        ...Object.entries(headers).flatMap(([header, of]) => [
            // A name of HTTP: https://www.rfc-editor.org/rfc/rfc9110#name-field-names. "X-Api-Key" yes; "a b" no
            ...unless(
                /^[A-Za-z0-9-]+$/.test(header),
                "sink.headers",
                `must have names of headers, got ${shown(header)}`,
            ),
            ...secretKeyProblems(`sink.headers["${header}"]`, of),
        ]),
        // Loki's own limits: https://grafana.com/docs/loki/latest/operations/multi-tenancy/
        ...unless(
            !("tenant" in sink) || sink.tenant === undefined || /^[A-Za-z0-9!_.*'()-]{1,150}$/.test(sink.tenant),
            "sink.tenant",
            `must be 1 to 150 letters, digits and characters of "!-_.*'()", got ${shown("tenant" in sink && sink.tenant)}`,
        ),
        ...(certificateAuthority ? secretKeyProblems("sink.certificateAuthority", certificateAuthority) : []),
    ];
}

function secretKeyProblems(path: string, of: Partial<SecretKeyArgs> | undefined): Problem[] {
    const isReference = typeof of?.secret === "string" && typeof of.key === "string";
    return unless(isReference, path, "must name a Secret and a key in it, such as { secret: logs, key: token }");
}

/** The problem of a collector on a cluster whose pods may not read their node's logs. */
export function capabilityProblems({ sink }: LoggingSettings, { hostPathLogs }: Capabilities): Problem[] {
    return unless(
        sink.kind === "cluster" || hostPathLogs,
        "logging.sink.kind",
        `must be "cluster", as no pod of this cluster may read its node's logs, got ${shown(sink.kind)}`,
    );
}
