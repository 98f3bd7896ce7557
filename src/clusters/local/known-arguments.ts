import type { KnownOf } from "../../checks/known-arguments";
import { knownPlacement, knownPlacements } from "../shared/known-arguments";
import type { ExistingObjectStoreArgs, LocalClusterArgs, LocalObjectStoreArgs } from "./args";

/** Arguments of a local cluster. */
export const knownLocalArgs = {
    context: true,
    kubeconfig: true,
    kubernetesVersion: true,
    storageClassName: true,
    placement: knownPlacement,
    nodes: knownPlacements,
    imagePullSecrets: "list",
    objectStore: {
        namespace: true,
        sizeGiB: true,
        image: true,
        imagePullSecrets: "list",
        samples: "map",
        keepOnDestroy: true,
        existing: {
            endpoint: true,
            bucket: true,
            secretName: true,
            accessKeyIdKey: true,
            secretAccessKeyKey: true,
        } satisfies KnownOf<ExistingObjectStoreArgs>,
    } satisfies KnownOf<LocalObjectStoreArgs>,
} satisfies KnownOf<LocalClusterArgs>;
