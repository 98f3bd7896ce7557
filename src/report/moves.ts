import { canonical } from "../impact/field-change";
import type { JobVersion } from "../impact/impact";
import { jobKind, sidesOf } from "./job-version";
import type { Change } from "./preview";

/** A job that goes on under another name or in another namespace. */
export interface Move {
    readonly from: Change;
    readonly to: Change;
}

/**
 * Jobs that are deleted under one name and made under another. A new job is the successor of the one whose savepoint it starts
 * from, else of the one with its name in another namespace, else of the only one that runs the same program.
 */
export function moves(deleted: readonly Change[], created: readonly Change[]): Move[] {
    const found: Move[] = [];
    for (const pairing of [bySavepoint, byName, byProgram]) {
        const olds = open(deleted, found, "from");
        const news = open(created, found, "to");
        found.push(...pairing(olds, news));
    }
    return found.map(({ from, to }) => ({ from, to }));
}

interface Side {
    readonly change: Change;
    readonly version: JobVersion;
}

function open(changes: readonly Change[], found: readonly Move[], side: keyof Move): Side[] {
    const taken = new Set(found.map((move) => move[side]));
    return changes
        .filter((change) => !taken.has(change))
        .flatMap((change) => {
            const { before, after } = sidesOf(change);
            const version = before ?? after;
            return version === undefined ? [] : [{ change, version }];
        });
}

/** Pairs whose keys are equal and stand once on each side. */
function pairsBy(olds: readonly Side[], news: readonly Side[], keyOf: (side: Side) => string | undefined): Move[] {
    const group = (sides: readonly Side[]) => {
        const groups = new Map<string, Side[]>();
        for (const side of sides) {
            const key = keyOf(side);
            if (key !== undefined) {
                groups.set(key, [...(groups.get(key) ?? []), side]);
            }
        }
        return groups;
    };
    const present = group(news);
    return [...group(olds)].flatMap(([key, [old, ...otherOlds]]) => {
        const [successor, ...others] = present.get(key) ?? [];
        const isOne = otherOlds.length === 0 && others.length === 0;
        return old && successor && isOne ? [{ from: old.change, to: successor.change }] : [];
    });
}

const byName = (olds: readonly Side[], news: readonly Side[]) =>
    pairsBy(olds, news, ({ change, version }) => `${jobKind(change)} ${version.name}`);

const byProgram = (olds: readonly Side[], news: readonly Side[]) =>
    pairsBy(olds, news, ({ change, version: { spec } }) => {
        const { jarURI, entryClass, args } = spec.job ?? {};
        return spec.job ? canonical([jobKind(change), spec.image, jarURI, entryClass, args]) : undefined;
    });

/** The folder of a savepoint has the namespace and name of the job that took it: `…/shop/orders/savepoints/savepoint-1`. */
function bySavepoint(olds: readonly Side[], news: readonly Side[]): Move[] {
    const byFolder = new Map(olds.map((old) => [`${old.version.namespace}/${old.version.name}`, old]));
    return news.flatMap(({ change, version }) => {
        const path: unknown = version.spec.job?.initialSavepointPath;
        const folder = typeof path === "string" ? /\/([^/]+\/[^/]+)\/savepoints\//.exec(path)?.[1] : undefined;
        const old = folder === undefined ? undefined : byFolder.get(folder);
        byFolder.delete(folder ?? "");
        return old === undefined ? [] : [{ from: old.change, to: change }];
    });
}
