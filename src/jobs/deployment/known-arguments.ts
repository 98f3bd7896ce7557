import type { KnownOf } from "../../checks/known-arguments";
import type { Readiness } from "../../readiness/readiness";
import { knownStateLoss } from "./state-loss";
import type { FlinkDeploymentArgs, FlinkDeploymentManifestArgs, FlinkMetadata } from "./args";

/** Options of the wait. */
export const knownReadiness = {
    enabled: "switch",
    timeoutSeconds: true,
    mayFinish: "switch",
} satisfies KnownOf<Readiness>;

/** Fields of a manifest's metadata. */
export const knownMetadata = {
    name: true,
    namespace: true,
    labels: "map",
    annotations: "map",
} satisfies KnownOf<FlinkMetadata>;

/** Arguments of a FlinkDeployment; what its spec may hold is for the definition to say. */
export const knownDeploymentArgs = {
    platform: true,
    metadata: knownMetadata,
    spec: "map",
    readiness: knownReadiness,
    scaledByOthers: "switch",
    deleteTimeoutSeconds: true,
    acceptStateLoss: knownStateLoss,
} satisfies KnownOf<FlinkDeploymentArgs>;

/** Arguments of a FlinkDeployment from a file. */
export const knownManifestArgs = {
    platform: true,
    file: true,
    readiness: knownReadiness,
    scaledByOthers: "switch",
    deleteTimeoutSeconds: true,
    acceptStateLoss: knownStateLoss,
    image: true,
    flinkVersion: true,
    namespace: true,
} satisfies KnownOf<FlinkDeploymentManifestArgs>;
