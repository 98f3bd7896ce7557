import { oneOf, type KnownOf } from "../../checks/known-arguments";
import type { UnlistedRelease } from "../../flink/definitions/release";
import type { FlinkOperatorArgs, ImageArgs, ResourcesArgs } from "./args";
import type { LoggingArgs, LogLevel } from "./logging";

const knownLevels = oneOf<LogLevel>({ TRACE: true, DEBUG: true, INFO: true, WARN: true, ERROR: true, OFF: true });

/** Facts of a release that the package does not know. */
const knownRelease = { version: true, definitions: true, flinkVersions: "list" } satisfies KnownOf<UnlistedRelease>;

const known = {
    release: true,
    install: oneOf<NonNullable<FlinkOperatorArgs["install"]>>({ managed: true, existing: true }),
    namespace: true,
    namespaceExists: "switch",
    crds: true,
    image: { repository: true, tag: true, digest: true } satisfies KnownOf<ImageArgs>,
    imagePullSecrets: "list",
    replicas: true,
    resources: { requests: "map", limits: "map" } satisfies KnownOf<ResourcesArgs>,
    jvmArgs: "list",
    watchNamespaces: "list",
    readNodes: "switch",
    labelSelector: "map",
    configuration: "map",
    metricsPort: true,
    logging: {
        level: knownLevels,
        jobLevel: knownLevels,
        loggers: "map",
        jobLoggers: "map",
        format: oneOf<NonNullable<LoggingArgs["format"]>>({ text: true, json: true }),
    } satisfies KnownOf<LoggingArgs>,
    placement: true, // a whole Placement may be given
} satisfies KnownOf<FlinkOperatorArgs>;

/** Arguments of an operator whose release is given in one of its two forms. */
export function knownOperatorArgs({ release }: FlinkOperatorArgs) {
    return typeof release === "object" ? { ...known, release: knownRelease } : known;
}
