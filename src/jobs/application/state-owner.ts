import type * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { unless } from "../../checks/values";
import { perRun } from "../../run/per-run";
import type { ComponentName } from "./cluster-checks";

/** Clusters of a run by the folder of their state. Those of one platform are told apart by their names before that. */
const currentRun = perRun(() => new Map<string, ComponentName>());

/**
 * A folder of state that is refused, once it is known, if another component of the run has it: on one store, jobs of one
 * name in two clusters would remove what the other needs to recover.
 *
 * @param owner one object for each component, as two may have one name below different parents.
 */
export function ownedFolder(owner: ComponentName, folder: pulumi.Output<string>): pulumi.Output<string> {
    const owners = currentRun();
    return folder.apply((path) => {
        const first = owners.get(path) ?? owner;
        owners.set(path, first);
        const nameArgument = owner.component === "FlinkApplication" ? "jobName" : "clusterName";
        const problem = `has its state in the folder of ${first.component} "${first.name}" too; give it another ${nameArgument}, or its cluster another prefix or bucket`;
        rejectFindings(findingsOf(owner.component, owner.name, unless(first === owner, "", problem)));
        return path;
    });
}
