import { createHash } from "node:crypto";
import type { FlinkBlueGreenDeploymentStatus } from "./status";

/** The part of a FlinkBlueGreenDeployment's spec that decides whether the operator switches. */
export interface SwitchSpec {
    readonly template?: {
        readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
        readonly spec?: object;
    };
}

/**
 * Annotation of the template with a mark of the spec below it. The status has no generation, but a copy of the last spec
 * that the operator has acted on: with the mark it is known which one that was, whatever the operator fills in. The operator
 * itself looks at nothing but the template's spec, so that a mark changes with it alone and makes no switch of its own.
 */
export const specMark = "flink-platform/spec";

/** The mark of a template's spec. */
export function markOfSpec(spec: unknown): string {
    return createHash("sha256")
        .update(JSON.stringify(comparable(spec)))
        .digest("hex")
        .slice(0, 16);
}

/** Whether the spec that the operator has last acted on is the present one. */
export function isTakenUp(spec: SwitchSpec | undefined, lastReconciledSpec: string | undefined): boolean {
    const last = parse(lastReconciledSpec);
    if (last?.template === undefined) {
        return false;
    }
    const mark = (one: SwitchSpec | undefined) => one?.template?.metadata?.annotations?.[specMark];
    const isMarked = mark(spec) !== undefined && mark(spec) === mark(last);
    // A change that is none to the operator leaves its copy as it was.
    return isMarked || same(spec?.template?.spec, last.template.spec);
}

/** Names of the version that counts, the active one or in a switch the new one, and of the other. */
export function versionNames(
    name: string,
    status: FlinkBlueGreenDeploymentStatus | undefined | null,
): { readonly version: string; readonly other: string } {
    const [blue, green] = [`${name}-blue`, `${name}-green`];
    return status?.blueGreenState?.endsWith("GREEN") === true
        ? { version: green, other: blue }
        : { version: blue, other: green };
}

function parse(json: string | undefined): SwitchSpec | undefined {
    try {
        return (JSON.parse(json ?? "null") as { readonly spec?: SwitchSpec } | null)?.spec;
    } catch {
        return undefined;
    }
}

function same(one: unknown, other: unknown): boolean {
    return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

/** A value without what is empty, with its keys in order, its options flat and its scalars as text. */
function comparable(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(comparable);
    }
    if (typeof value !== "object" || value === null) {
        return String(value);
    }
    const fields = Object.entries(value)
        .map(([key, item]) => [key, comparable(key === "flinkConfiguration" ? flat(item) : item)] as const)
        .filter(([key, item]) => !isEmpty(value[key as keyof typeof value], item))
        .sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(fields);
}

function isEmpty(given: unknown, item: unknown): boolean {
    return given === undefined || given === null || (typeof item === "object" && Object.keys(item ?? {}).length === 0);
}

/** Options under flat keys, lists as the operator joins them. */
function flat(options: unknown, prefix = ""): Record<string, unknown> {
    const entries = Object.entries((options ?? {}) as object) as [string, unknown][];
    return Object.assign(
        {},
        ...entries.map(([key, item]) =>
            typeof item === "object" && item !== null && !Array.isArray(item)
                ? flat(item, `${prefix}${key}.`)
                : { [`${prefix}${key}`]: Array.isArray(item) ? item.join(";") : item },
        ),
    ) as Record<string, unknown>;
}
