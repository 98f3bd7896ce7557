import type { ClusterFacts, ClusterModule } from "../../contracts/cluster";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import type { OperatorHandle, PlatformHandle } from "../../contracts/platform";
import type { ApplicationDefaults } from "./defaults-args";

/** Facts about the platform that the checks need. */
export interface PlatformFacts {
    readonly operator: Pick<
        OperatorHandle,
        | "release"
        | "definitions"
        | "flinkVersions"
        | "configuration"
        | "watchNamespaces"
        | "mayReadNodes"
        | "resourceLabels"
    >;
    readonly cluster: ClusterFacts;
    /** @default none */
    readonly applicationDefaults?: ApplicationDefaults;
}

/** Facts about a platform. */
export function factsOf({
    operator,
    cluster,
    applicationDefaults,
}: Pick<PlatformHandle, "operator" | "cluster" | "applicationDefaults">): PlatformFacts {
    return {
        operator,
        cluster: clusterFactsOf(cluster),
        ...(applicationDefaults && { applicationDefaults }),
    };
}

/** Facts that a cluster module tells before it is made. */
function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        store: storeFacts(stateStore),
        refusedOptions: stateStore.refusedOptions,
        missingStateStore: stateStore.missing,
        flinkVersionProblem: (flinkVersion) => stateStore.flinkVersionProblem(flinkVersion),
    };
}
