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

/** A statement of AWS, as far as it is understood here. */
export interface AwsStatement {
    readonly Sid?: string;
    readonly Effect: string;
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * An IAM policy of AWS. Where a condition names the services that a right is for, the right counts for each of them alone.
 *
 * @throws Error if it has parts that would change what it allows and are not understood here
 */
export function awsPolicy({ Statement }: { readonly Statement: readonly AwsStatement[] }): Policy {
    const of = (effect: string) => Statement.filter(({ Effect }) => Effect === effect).flatMap(permissionsOf);
    return { allowed: of("Allow"), denied: of("Deny") };
}

const understood = ["Sid", "Effect", "Action", "Resource", "Condition"];
/** Of conditions, those that name the services that a right is for. */
const services = ["iam:PassedToService", "iam:AWSServiceName"];

function permissionsOf({ Condition = {}, ...statement }: AwsStatement): string[] {
    const others = Object.keys(statement).filter((part) => !understood.includes(part));
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({ test: `${operator} ${key}`, values: [values].flat() })),
    );
    const strange = conditions.filter(({ test }) => !services.some((key) => test === `StringEquals ${key}`));
    if (others.length > 0 || strange.length > 0) {
        throw new Error(`not understood: ${[...others, ...strange.map(({ test }) => test)].join(", ")}`);
    }
    const actions = [statement.Action].flat();
    return conditions.length === 0
        ? actions
        : actions.flatMap((action) => conditions.flatMap(({ values }) => values.map((to) => `${action} for ${to}`)));
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
