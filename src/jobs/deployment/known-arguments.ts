import type { KnownOf } from "../../checks/known-arguments";
import type { Readiness } from "../../readiness/readiness";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs, FlinkMetadata } from "./args";

/** Options of the wait. */
export const knownReadiness = { enabled: true, timeoutSeconds: true, mayFinish: true } satisfies KnownOf<Readiness>;

/** Fields of a manifest's metadata. */
export const knownMetadata = {
    name: true,
    namespace: true,
    labels: true,
    annotations: true,
} satisfies KnownOf<FlinkMetadata>;

/** Arguments of a FlinkDeployment; what its spec may hold is for the definition to say. */
export const knownDeploymentArgs = {
    platform: true,
    metadata: knownMetadata,
    spec: true,
    readiness: knownReadiness,
    scaledByOthers: true,
    deleteTimeoutSeconds: true,
} satisfies KnownOf<FlinkDeploymentArgs>;

/** Arguments of a FlinkDeployment from a file. */
export const knownManifestArgs = {
    platform: true,
    file: true,
    readiness: knownReadiness,
    scaledByOthers: true,
    deleteTimeoutSeconds: true,
    image: true,
    flinkVersion: true,
    namespace: true,
} satisfies KnownOf<FlinkDeploymentManifestArgs>;
