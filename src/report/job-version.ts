import type { JobVersion } from "../impact/impact";
import { opened, secretText, segmentsOf } from "./masked-values";
import type { Change, ResourceState } from "./preview";

/** Kinds of jobs, by the ends of their types. */
const jobType = /^kubernetes:flink\.apache\.org\/v1beta1:(FlinkDeployment|FlinkSessionJob)$/;

/** Kind of job that a resource is; undefined for any other. */
export function jobKind({ type }: Pick<Change, "type">): "FlinkDeployment" | "FlinkSessionJob" | undefined {
    const kind = jobType.exec(type)?.[1];
    return kind === "FlinkDeployment" || kind === "FlinkSessionJob" ? kind : undefined;
}

/** Both sides of a job's change. */
export interface JobSides {
    readonly before?: JobVersion;
    readonly after?: JobVersion;
    /** A side is there that cannot be read: it is secret or known in the run alone. */
    readonly isUnreadable: boolean;
}

const known = new WeakMap<Change, JobSides>();

/** The versions of a job before and after a change; several parts of a report ask for them. */
export function sidesOf(change: Change): JobSides {
    const sides = known.get(change) ?? openedSides(change);
    known.set(change, sides);
    return sides;
}

function openedSides({ before, after, paths }: Change): JobSides {
    const changed = paths.map(segmentsOf);
    const old = before && versionOf(before, []);
    const present = after && versionOf(after, changed);
    return {
        ...(old && { before: old }),
        ...(present && { after: present }),
        isUnreadable: (before !== undefined && old === undefined) || (after !== undefined && present === undefined),
    };
}

function versionOf({ inputs }: ResourceState, changed: readonly (readonly string[])[]): JobVersion | undefined {
    const { metadata, spec } = opened(inputs, changed) as Partial<Record<string, unknown>>;
    if (!isRecord(metadata) || !isRecord(spec)) {
        return undefined;
    }
    const { namespace, name, labels, annotations } = metadata;
    const isNamed = typeof namespace === "string" && typeof name === "string";
    if (!isNamed || [spec["job"], spec["jobManager"], spec["taskManager"]].some(isText)) {
        return undefined;
    }
    return {
        namespace,
        name,
        ...(isRecord(labels) && { labels }),
        ...(isRecord(annotations) && { annotations }),
        spec: withOptions(spec),
    } as JobVersion;
}

/** Options that are secret as a whole stand as one. */
function withOptions(spec: Readonly<Record<string, unknown>>): object {
    const options = spec["flinkConfiguration"];
    return isText(options) ? { ...spec, flinkConfiguration: { "secret options": options } } : spec;
}

function isText(value: unknown): value is string {
    return typeof value === "string";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Promise);
}

/** Text of an input that a report may show; undefined for one that is secret, not known or no text or number. */
export function shownInput(value: unknown): string | undefined {
    const text = typeof value === "number" ? String(value) : value;
    return typeof text !== "string" || opened(text) !== text || text.startsWith(secretText) ? undefined : text;
}
