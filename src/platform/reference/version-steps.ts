import { compareVersions } from "../../flink/versions";

/** A value that holds from a Flink version on, up to the next step. */
export interface FlinkVersionStep<Value> {
    /** Exact Flink version, such as `1.20.0`. */
    readonly since: string;
    readonly value: Value;
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
// From the oldest Flink of the operator's oldest release to well beyond the newest there is.
const minors = [...numbers(13, 20).map((minor) => `1.${minor}`), ...numbers(0, 12).map((minor) => `2.${minor}`), "3.0"];
// More than any minor version has had.
const versions = minors.flatMap((minor) => numbers(0, 9).map((patch) => `${minor}.${patch}`));

type Fields = Readonly<Record<string, unknown>> | readonly unknown[];

/** What a function says of Flink versions, as a list of the versions from which on it says something else. */
export function steps<Value extends Fields>(valueOf: (version: string) => Value): readonly FlinkVersionStep<Value>[] {
    return changes(valueOf, isSame);
}

/** The same for sentences that name the version. */
export function problemSteps(
    problemOf: (version: string) => string | undefined,
): readonly FlinkVersionStep<string | undefined>[] {
    return changes(
        (version) => problemOf(version)?.replaceAll(`got "${version}"`, `got "${placeholder}"`),
        (one, other) => one === other,
    );
}

function changes<Value>(valueOf: (version: string) => Value, same: (one: Value, other: Value) => boolean) {
    const found: FlinkVersionStep<Value>[] = [];
    for (const since of versions) {
        const value = valueOf(since);
        const last = found.at(-1);
        if (last === undefined || !same(last.value, value)) {
            found.push({ since, value });
        }
    }
    return found;
}

/** The value at a version; of one that is older than all, the first. */
export function valueAt<Value>(list: readonly FlinkVersionStep<Value>[], version: string): Value | undefined {
    return (list.filter(({ since }) => compareVersions(since, version) <= 0).at(-1) ?? list[0])?.value;
}

/** The problem at a version, with the version in it. */
export function problemAt(list: readonly FlinkVersionStep<string | undefined>[], version: string): string | undefined {
    return valueAt(list, version)?.replaceAll(placeholder, version);
}

const placeholder = "{version}";

/** Options are the same if their keys are, and their values are the same text or the same output; lists if their items are. */
function isSame(one: Fields, other: Fields): boolean {
    const others = new Map(Object.entries(other));
    const entries = Object.entries(one);
    return entries.length === others.size && entries.every(([key, value]) => others.get(key) === value);
}
