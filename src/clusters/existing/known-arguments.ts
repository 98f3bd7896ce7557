import type { KnownOf } from "../../checks/known-arguments";
import { knownPlacement, knownPlacements } from "../shared/known-arguments";
import type { ExistingClusterArgs, ExistingStateStoreArgs, ExistingStoreSecretArgs } from "./args";

/** Arguments of an existing cluster. */
export const knownExistingArgs = {
    kubeconfig: true,
    context: true,
    clusterName: true,
    region: true,
    kubernetesVersion: true,
    stateStore: {
        kind: true,
        bucket: true,
        account: true,
        container: true,
        prefix: true,
        endpoint: true,
        secret: {
            name: true,
            accessKeyIdKey: true,
            secretAccessKeyKey: true,
            accountKeyKey: true,
        } satisfies KnownOf<ExistingStoreSecretArgs>,
        serviceAccountAnnotations: "map",
        podLabels: "map",
        flinkConfiguration: "map",
    } satisfies KnownOf<ExistingStateStoreArgs>,
    placement: knownPlacement,
    nodes: knownPlacements,
    imagePullSecrets: "list",
    storageClassName: true,
    namespaceLabels: "map",
} satisfies KnownOf<ExistingClusterArgs>;
