import { architecturesOf } from "../../contracts/facts";
import type { AksClusterArgs } from "./args";
import { azureFlinkProblem } from "./filesystem";
import { placements } from "./placement";
import { aksSettings } from "./settings";
import type { ClusterFacts } from "../../contracts/cluster";

/** What the arguments alone tell of the cluster. */
export function aksFacts(args: AksClusterArgs): ClusterFacts {
    const settings = aksSettings("", args);
    return {
        architectures: architecturesOf(placements(settings)),
        flinkVersionProblem: (flinkVersion) => azureFlinkProblem(settings, flinkVersion),
    };
}
