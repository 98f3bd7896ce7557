import { architecturesOf } from "../architectures";
import type { AksClusterArgs } from "./aks-args";
import { azureFlinkProblem } from "./aks-filesystem";
import { placements } from "./aks-placement";
import { aksSettings } from "./aks-settings";
import type { ClusterFacts } from "./module";

/** What the arguments alone tell of the cluster. */
export function aksFacts(args: AksClusterArgs): ClusterFacts {
    const settings = aksSettings("", args);
    return {
        architectures: architecturesOf(placements(settings)),
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}
