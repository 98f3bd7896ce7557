import type { KnownOf } from "../../checks/known-arguments";
import { knownClusterArgs } from "../application/known-arguments";
import type { SessionClusterArgs } from "./args";

/** Arguments of a session cluster, its platform aside. */
export const knownSessionClusterArgs = {
    ...knownClusterArgs,
    clusterName: true,
} satisfies KnownOf<SessionClusterArgs>;
