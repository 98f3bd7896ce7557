import type * as pulumi from "@pulumi/pulumi";
import { findingsOf, rejectFindings } from "../../checks/findings";
import { unless } from "../../checks/values";
import { perRun } from "../../run/per-run";

/** An application: one object for each, as two may have one name below different parents. */
interface FolderOwner {
    readonly name: string;
}

/** Applications of a run by the folder of their state. Those of one cluster are told apart by their names before that. */
const currentRun = perRun(() => new Map<string, FolderOwner>());

/**
 * A folder of state that is refused, once it is known, if another application of the run has it: on one store, jobs of one
 * name in two clusters would remove what the other needs to recover.
 */
export function ownedFolder(owner: FolderOwner, folder: pulumi.Output<string>): pulumi.Output<string> {
    const owners = currentRun();
    return folder.apply((path) => {
        const first = owners.get(path) ?? owner;
        owners.set(path, first);
        const problem = `has its state in the folder of FlinkApplication "${first.name}" too; give it another jobName, or its cluster another prefix or bucket`;
        rejectFindings(findingsOf("FlinkApplication", owner.name, unless(first === owner, "", problem)));
        return path;
    });
}
