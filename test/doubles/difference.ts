import type { Conduct } from "./conduct";
import type { Inputs, TypeRules } from "./rules";
import { isObject } from "./values";

/** One change between old and new inputs. */
export interface Change {
    /** Keys and indexes from the top, such as `["ingress", 0, "cidrBlocks"]`. */
    readonly path: readonly (string | number)[];
    readonly kind: "add" | "delete" | "update";
}

/** What a change of inputs means for the resource. */
export interface Difference {
    readonly changes: readonly (Change & { readonly replaces: boolean })[];
    /** The old one goes before the new one is made. */
    readonly deleteBeforeReplace: boolean;
}

/**
 * Compares inputs deeply. A new value that is not known yet counts as a change, as it does for a real provider.
 *
 * @param ignored paths that the program says to ignore, such as `scalingConfig.desiredSize`
 */
export function difference(
    rules: TypeRules,
    conduct: Conduct,
    olds: Inputs,
    news: Inputs,
    ignored: readonly string[] = [],
): Difference {
    const replaces = [...rules.replaces, ...(rules.replacedBy?.(olds, news) ?? [])];
    const changes = compare(olds, news, [])
        .filter(({ path }) => !ignored.some((entry) => isWithin(path, entry)))
        .map((change) => ({ ...change, replaces: replaces.some((entry) => touches(change.path, entry)) }));
    const replaced = changes.some(({ replaces }) => replaces);
    return {
        changes,
        deleteBeforeReplace: replaced && (conduct.deletesFirst === "always" || keepsName(rules, olds, news)),
    };
}

/** A path as providers write it: `ingress[0].cidrBlocks`. */
export function pathText(path: Change["path"]): string {
    return path
        .map((step, index) => {
            if (typeof step === "number") {
                return `[${step}]`;
            }
            const plain = /^[A-Za-z_]\w*$/.test(step); // "cidrBlocks", not "kubernetes.io/role"
            return plain ? `${index === 0 ? "" : "."}${step}` : `[${JSON.stringify(step)}]`;
        })
        .join("");
}

function compare(old: unknown, current: unknown, path: Change["path"]): Change[] {
    if (isAbsent(old) && isAbsent(current)) {
        return [];
    }
    if (isAbsent(old) || isAbsent(current)) {
        return [{ path, kind: isAbsent(old) ? "add" : "delete" }];
    }
    if (isObject(old) && isObject(current)) {
        const keys = [...new Set([...Object.keys(old), ...Object.keys(current)])];
        return keys.flatMap((key) => compare(old[key], current[key], [...path, key]));
    }
    if (Array.isArray(old) && Array.isArray(current)) {
        const indexes = Array.from({ length: Math.max(old.length, current.length) }, (_, index) => index);
        return indexes.flatMap((index) => compare(old[index], current[index], [...path, index]));
    }
    return old === current ? [] : [{ path, kind: "update" }];
}

/** Whether a change is in a property of `replaces` or takes it along: it was in what came or went as a whole. */
function touches(path: Change["path"], entry: string): boolean {
    const steps = path.filter((step) => typeof step === "string");
    const wanted = entry.split(".");
    return wanted.slice(0, steps.length).every((step, index) => step === steps[index]);
}

function isWithin(path: Change["path"], entry: string): boolean {
    const text = pathText(path);
    return text === entry || text.startsWith(`${entry}.`) || text.startsWith(`${entry}[`);
}

function keepsName(rules: TypeRules, olds: Inputs, news: Inputs): boolean {
    const name = rules.physicalName ?? "name";
    return name in rules.properties && !isAbsent(olds[name]) && olds[name] === news[name];
}

const isAbsent = (value: unknown) => value === undefined || value === null;
