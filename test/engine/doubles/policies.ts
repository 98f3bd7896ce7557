import type { Bill } from "./permissions";

/** What a policy file allows, as permissions or patterns with `*`. */
export interface Policy {
    readonly allowed: readonly string[];
    /** Taken from what is allowed. */
    readonly denied: readonly string[];
}

/** What a policy lacks, with what it is needed for, and what it allows without a reason. */
export interface Difference {
    readonly missing: readonly string[];
    readonly surplus: readonly string[];
}

/** What is wrong with a policy for a bill. */
export function compare({ allowed, denied }: Policy, bill: Bill): Difference {
    const isAllowed = (permission: string) =>
        allowed.some((pattern) => matches(pattern, permission)) &&
        !denied.some((pattern) => matches(pattern, permission));
    const needed = [...bill.keys()];
    return {
        missing: needed
            .filter((permission) => !isAllowed(permission))
            .map((permission) => `${permission}: ${bill.get(permission)?.join(", ")}`)
            .sort(),
        surplus: allowed.filter((pattern) => !needed.some((permission) => matches(pattern, permission))).sort(),
    };
}

/** Clouds take any case; here it is the one in which their documentation writes it. */
function matches(pattern: string, permission: string): boolean {
    const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(permission);
}

/** A custom role of Google Cloud, which takes no patterns. */
export const gcpPolicy = ({ includedPermissions }: { includedPermissions: readonly string[] }): Policy => ({
    allowed: includedPermissions,
    denied: includedPermissions.filter((permission) => permission.includes("*")),
});

/** A custom role of Azure; see https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
export const azurePolicy = (role: {
    readonly [Part in "Actions" | "NotActions" | "DataActions" | "NotDataActions"]: readonly string[];
}): Policy => ({
    allowed: [...role.Actions, ...role.DataActions.map(ofData)],
    denied: [...role.NotActions, ...role.NotDataActions.map(ofData)],
});

const ofData = (action: string) => `data ${action}`;
