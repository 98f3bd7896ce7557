import type { BindingArgs } from "../../contracts/cluster";

/** Access of a service account to state. */
export type StateAccess = "read" | "readWrite";

/** The widest access to state among all rights that a binding asks for; undefined if there is none. */
export function stateAccess({ access }: Pick<BindingArgs, "access">): StateAccess | undefined {
    if (access.includes("state:readWrite")) {
        return "readWrite";
    }
    return access.includes("state:read") ? "read" : undefined;
}
