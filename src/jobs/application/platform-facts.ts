import type { ClusterFacts, ClusterModule } from "../../contracts/cluster";
import { architecturesOf, storeFacts } from "../../contracts/facts";
import type { OperatorHandle } from "../../contracts/platform";

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
}

/** Facts that a cluster module tells before it is made. */
export function clusterFactsOf({ nodes, stateStore }: Pick<ClusterModule, "nodes" | "stateStore">): ClusterFacts {
    return {
        architectures: architecturesOf(nodes),
        store: storeFacts(stateStore),
        refusedOptions: stateStore.refusedOptions,
        missingStateStore: stateStore.missing,
        flinkVersionProblem: (flinkVersion) => stateStore.flinkVersionProblem(flinkVersion),
    };
}
