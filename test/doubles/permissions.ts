import type { Call } from "./calls";

/** What one thing that is done needs in the cloud. */
export interface Need {
    /**
     * As the cloud writes them, such as `eks:CreateCluster`. `data …` is a right on data in Azure; `iam:PassRole for
     * eks.amazonaws.com` one that AWS lets a policy narrow to a service.
     */
    readonly permissions: readonly string[];
    /** Public pages or source files that say so. */
    readonly sources: readonly string[];
}

/**
 * What the real provider needs for a type of resource. It also reads what it makes, changes and deletes, so that each of
 * these needs what `read` needs too.
 */
export interface TypeNeeds {
    readonly create: readonly string[];
    readonly read: readonly string[];
    /** @default nothing of it can change in place */
    readonly update?: readonly string[];
    /** Empty if the provider only forgets it. @default it is never deleted, as state depends on it */
    readonly delete?: readonly string[];
    readonly sources: Need["sources"];
}

/** What one provider needs, type by type. */
export interface PermissionTable {
    readonly provider: string;
    readonly types: Readonly<Record<string, TypeNeeds>>;
    /** By token. */
    readonly functions: Readonly<Record<string, Need>>;
    /** What no call of a resource or function shows, by what it is for. */
    readonly beside: Readonly<Record<string, Need>>;
    /**
     * What a call needs a permission on, where the cloud's policies can name that before it is there.
     *
     * @default nothing
     */
    resources?(permission: string, call: Call): readonly string[];
}

/** A permission that something needs. */
export interface Demand {
    readonly permission: string;
    /** What it must be on, in the cloud's form. @default whatever the cloud lets it be narrowed to */
    readonly resource?: string;
    /** Such as `create gcp:storage/bucket:Bucket`. */
    readonly reason: string;
}

const methods = ["create", "read", "update", "delete"] as const;
type ResourceMethod = (typeof methods)[number];

/** What all of a table needs. */
export function billOfTable(table: PermissionTable): Demand[] {
    const types = Object.keys(table.types).flatMap((type) => methods.map((method) => ({ method, type })));
    const functions = Object.keys(table.functions).map((type) => ({ method: "invoke" as const, type }));
    return [...types, ...functions].flatMap((call) => demandsOf(table, call)).concat(demandsBeside(table));
}

/** What the logged calls need, each on what it is about, and what is needed beside any. */
export function billOfCalls(table: PermissionTable, calls: readonly Call[]): Demand[] {
    const demands = callsOfCloud(table, calls).flatMap((call) =>
        demandsOf(table, call).flatMap((demand) => {
            const resources = table.resources?.(demand.permission, call) ?? [];
            return resources.length === 0 ? [demand] : resources.map((resource) => ({ ...demand, resource }));
        }),
    );
    return [...demands, ...demandsBeside(table)];
}

/** Calls that the table knows nothing of, such as `delete gcp:storage/bucket:Bucket`. */
export function unknownCalls(table: PermissionTable, calls: readonly Call[]): string[] {
    const unknown = callsOfCloud(table, calls).filter((call) => needOf(table, call) === undefined);
    return [...new Set(unknown.map(({ method, type }) => `${method} ${type}`))].sort();
}

/** A provider answers the other calls, and previews of resources, by itself; functions it asks the cloud at once. */
const callsOfCloud = ({ provider }: PermissionTable, calls: readonly Call[]): readonly Call[] =>
    calls.filter(
        (call) =>
            call.provider === provider &&
            (call.method === "invoke" || (isResourceMethod(call.method) && call.preview !== true)),
    );

const isResourceMethod = (method: string): method is ResourceMethod => methods.some((known) => known === method);

type About = Pick<Call, "method" | "type">;

const demandsOf = (table: PermissionTable, call: About): Demand[] =>
    (needOf(table, call) ?? []).map((permission) => ({ permission, reason: `${call.method} ${call.type}` }));

const demandsBeside = ({ beside }: PermissionTable): Demand[] =>
    Object.entries(beside).flatMap(([reason, { permissions }]) =>
        permissions.map((permission) => ({ permission, reason })),
    );

function needOf(table: PermissionTable, { method, type = "" }: About): readonly string[] | undefined {
    if (!isResourceMethod(method)) {
        return table.functions[type]?.permissions;
    }
    const needs = table.types[type];
    const own = needs?.[method];
    return own && [...own, ...(needs?.read ?? [])];
}
