import { impactOf } from "../../src/impact/decision";
import type { Impact, JobVersion } from "../../src/impact/impact";
import { applicationSpec, type Change } from "../rules/subjects";

/** One row of the table: a change and what comes of it. */
export interface ChangeCase {
    /** The change in a few words; a row of its own in the golden file. */
    readonly title: string;
    readonly impact: Impact;
    readonly expected: Expected;
}

/** What a row expects; what is left out is as for a change that nothing comes of. */
export type Expected = Pick<Impact, "verdict"> &
    Partial<Omit<Impact, "causes" | "movedFolders">> & {
        /** Paths of the causing fields, in order. */
        readonly causes: readonly string[];
        /** Paths of folders of state that move. */
        readonly movedFolders?: readonly string[];
    };

/** A version of a job that the rules pass, with what the test changes of it. */
export interface Version extends Change {
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
}

/** The operator and both versions; `both` holds for the two of them. */
export interface Given {
    readonly release?: string;
    readonly operator?: Readonly<Record<string, string>>;
    readonly both?: Version;
    readonly before?: Version;
    readonly after?: Version;
}

/** A row of the table. */
export function row(title: string, given: Given, expected: Expected): ChangeCase {
    return { title, impact: impactOfGiven(given), expected };
}

export function impactOfGiven({ release = "1.15.0", operator = {}, both = {}, before, after }: Given): Impact {
    return impactOf(versionOf(both, before), versionOf(both, after), { release, configuration: operator });
}

export function versionOf(both: Version, own: Version = {}): JobVersion {
    const { namespace = "shop", name = "orders", labels = {}, ...change } = merged(both, own);
    return { namespace, name, labels, spec: applicationSpec(change) };
}

/** Two layers of changes, the second over the first. */
function merged(both: Version, own: Version): Version {
    return {
        ...both,
        ...own,
        spec: { ...both.spec, ...own.spec },
        options: { ...both.options, ...own.options },
        job: { ...both.job, ...own.job },
    };
}

/** What a row says of an impact, in the form of its expectation. */
export function seen({ causes, movedFolders, ...impact }: Impact): Expected {
    return { ...impact, causes: causes.map(({ path }) => path), movedFolders: movedFolders.map(({ path }) => path) };
}

/** An expectation with all that it leaves out. */
export function whole(expected: Expected): Expected {
    const nothing = {
        state: "stays",
        otherwise: "same",
        stateLoss: "none",
        movedFolders: [],
        isSessionCluster: false,
    } as const;
    return { ...nothing, ...expected };
}
