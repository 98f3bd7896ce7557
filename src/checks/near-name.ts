/** The known name that a misspelt one comes closest to: `paralelism` → `parallelism`, `jarUri` → `jarURI`, `memory` → `memoryMiB`. */
export function nearName(name: string, known: readonly string[]): string | undefined {
    const given = name.toLowerCase();
    const most = Math.min(2, Math.floor(given.length / 3));
    const near = known
        .map((one) => ({ one, distance: distanceOf(given, one.toLowerCase()) }))
        .filter(({ one, distance }) => distance <= most || isLonger(one.toLowerCase(), given))
        .sort((left, right) => left.distance - right.distance);
    return near[0]?.one;
}

/** Whether one of two names goes on where the other ends: `memory` and `memoryMiB`, `jarUri` and `jar`. */
function isLonger(known: string, given: string): boolean {
    const isPart = Math.min(known.length, given.length) > 2;
    return isPart && (known.startsWith(given) || (given.startsWith(known) && given.length - known.length <= 3));
}

// A longer list is no help in a line.
const mostListed = 16;

/** Advice for a name that is not known: the near one, or all of them where they are few. */
export function unknownNameRemedy(name: string, known: readonly string[]): string {
    const near = nearName(name, known);
    if (near !== undefined) {
        return `use ${near}`;
    }
    return known.length > 0 && known.length <= mostListed ? `known: ${known.join(", ")}` : "remove it";
}

/** Letters to add, to remove or to change so that one text becomes the other (Levenshtein). */
function distanceOf(left: string, right: string): number {
    const first = Array.from({ length: right.length + 1 }, (_, index) => index);
    const last = [...left].reduce((above, letter, row) => {
        const line = [row + 1];
        [...right].forEach((other, column) => {
            const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
            line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
        });
        return line;
    }, first);
    return last[right.length] ?? 0;
}
