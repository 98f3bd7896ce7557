import type { KnownOf } from "../../checks/known-arguments";
import { knownMetadata, knownReadiness } from "../deployment/known-arguments";
import type { FlinkBlueGreenDeploymentArgs, FlinkBlueGreenDeploymentManifestArgs } from "./args";

/** Arguments of a FlinkBlueGreenDeployment; what its spec may hold is for the definition to say. */
export const knownBlueGreenArgs = {
    platform: true,
    metadata: knownMetadata,
    spec: "map",
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
} satisfies KnownOf<FlinkBlueGreenDeploymentArgs>;

/** Arguments of a FlinkBlueGreenDeployment from a file. */
export const knownBlueGreenManifestArgs = {
    platform: true,
    file: true,
    readiness: knownReadiness,
    deleteTimeoutSeconds: true,
    image: true,
    flinkVersion: true,
    namespace: true,
} satisfies KnownOf<FlinkBlueGreenDeploymentManifestArgs>;
