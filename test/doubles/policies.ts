import type { Demand } from "./permissions";

/** Something that a policy allows or denies. */
export interface Grant {
    /** A permission, or a pattern of some with `*`. */
    readonly permission: string;
    /** What it is narrowed to, as patterns with `*`. @default nothing */
    readonly resources?: readonly string[];
}

/** What a policy file allows. */
export interface Policy {
    readonly allowed: readonly Grant[];
    /** Taken from what is allowed. */
    readonly denied: readonly Grant[];
}

/** What a policy lacks, with what it is needed for, and what it allows without a reason. */
export interface Difference {
    readonly missing: readonly string[];
    readonly surplus: readonly string[];
}

/** What is wrong with a policy for what is needed. */
export function compare({ allowed, denied }: Policy, bill: readonly Demand[]): Difference {
    const missing = new Map<string, string[]>();
    for (const demand of bill) {
        const { permission, resource, reason } = demand;
        if (!allowed.some((grant) => meets(grant, demand)) || denied.some((grant) => meets(grant, demand))) {
            const wanted = resource === undefined ? permission : `${permission} on ${resource}`;
            missing.set(wanted, [...(missing.get(wanted) ?? []), reason]);
        }
    }
    const idle = allowed.filter(({ permission }) => !bill.some((demand) => matches(permission, demand.permission)));
    return {
        missing: [...missing].map(([wanted, reasons]) => `${wanted}: ${[...new Set(reasons)].join(", ")}`).sort(),
        surplus: idle.map(({ permission }) => permission).sort(),
    };
}

function meets({ permission, resources = ["*"] }: Grant, demand: Demand): boolean {
    const { resource } = demand;
    return (
        matches(permission, demand.permission) &&
        (resource === undefined || resources.some((pattern) => matches(pattern, resource)))
    );
}

/** Clouds take any case; here it is the one in which their documentation writes it. */
function matches(pattern: string, text: string): boolean {
    const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(text);
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
    const of = (effect: string) => Statement.filter(({ Effect }) => Effect === effect).flatMap(grantsOf);
    return { allowed: of("Allow"), denied: of("Deny") };
}

const understood = ["Sid", "Effect", "Action", "Resource", "Condition"];
/** Of conditions, those that name the services that a right is for. */
const services = ["iam:PassedToService", "iam:AWSServiceName"];

function grantsOf({ Condition = {}, ...statement }: AwsStatement): Grant[] {
    const others = Object.keys(statement).filter((part) => !understood.includes(part));
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => ({ test: `${operator} ${key}`, values: [values].flat() })),
    );
    const strange = conditions.filter(({ test }) => !services.some((key) => test === `StringEquals ${key}`));
    if (others.length > 0 || strange.length > 0) {
        throw new Error(`not understood: ${[...others, ...strange.map(({ test }) => test)].join(", ")}`);
    }
    const actions = [statement.Action].flat();
    const permissions =
        conditions.length === 0
            ? actions
            : actions.flatMap((action) =>
                  conditions.flatMap(({ values }) => values.map((to) => `${action} for ${to}`)),
              );
    const resources = [statement.Resource].flat();
    return permissions.map((permission) => ({ permission, resources }));
}

/** A custom role of Google Cloud, which takes no patterns. */
export const gcpPolicy = ({ includedPermissions }: { includedPermissions: readonly string[] }): Policy => ({
    allowed: grants(includedPermissions),
    denied: grants(includedPermissions.filter((permission) => permission.includes("*"))),
});

/** A custom role of Azure; see https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
export const azurePolicy = (role: {
    readonly [Part in "Actions" | "NotActions" | "DataActions" | "NotDataActions"]: readonly string[];
}): Policy => ({
    allowed: grants([...role.Actions, ...role.DataActions.map(ofData)]),
    denied: grants([...role.NotActions, ...role.NotDataActions.map(ofData)]),
});

const ofData = (action: string) => `data ${action}`;

const grants = (permissions: readonly string[]): Grant[] => permissions.map((permission) => ({ permission }));
