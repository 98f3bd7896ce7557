import { levels } from "./level";
import type { ReportDocument, Row, Section, StackPage } from "./document";

/** A section with what there is room for. */
export interface FittedSection extends Section {
    /** Rows that are left out. */
    readonly leftOut: number;
}

export interface FittedPage extends StackPage {
    readonly sections: readonly FittedSection[];
}

/** A document with what there is room for. */
export interface FittedDocument extends ReportDocument {
    readonly stacks: readonly FittedPage[];
    /** Stacks that are left out. */
    readonly stacksLeftOut: number;
}

/** Sizes of parts in a format. */
export interface Sizes {
    /** All but the rows. */
    readonly frame: (document: FittedDocument) => number;
    readonly row: (row: Row) => number;
}

/** Leaves the less important rows out of a document, and stacks where even their titles are too many, until it fits. */
export function fitted(document: ReportDocument, limit: number, sizes: Sizes): FittedDocument {
    const room = (stacks: number) => limit - sizes.frame(without(document, stacks, () => false));
    const count = largest(document.stacks.length, (stacks) => room(stacks) >= 0);
    let left = room(count);
    const rows = document.stacks
        .slice(0, count)
        .flatMap(({ sections }) => sections.flatMap((section) => section.rows))
        .map((row, index) => ({ row, index }))
        .sort(
            (one, other) => levels.indexOf(other.row.level) - levels.indexOf(one.row.level) || one.index - other.index,
        );
    const kept = new Set<Row>();
    for (const { row } of rows) {
        left -= sizes.row(row);
        if (left < 0) {
            break;
        }
        kept.add(row);
    }
    return without(document, count, (row) => kept.has(row));
}

/** The largest number up to `most` for which a falling condition holds. */
function largest(most: number, holds: (count: number) => boolean): number {
    let [low, high] = [0, most];
    while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        [low, high] = holds(middle) ? [middle, high] : [low, middle - 1];
    }
    return low;
}

function without(document: ReportDocument, stacks: number, keeps: (row: Row) => boolean): FittedDocument {
    return {
        ...document,
        stacks: document.stacks.slice(0, stacks).map((page) => ({
            ...page,
            sections: page.sections.map((section) => {
                const rows = section.rows.filter(keeps);
                return { ...section, rows, leftOut: section.rows.length - rows.length };
            }),
        })),
        stacksLeftOut: document.stacks.length - stacks,
    };
}
