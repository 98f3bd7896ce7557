// Prints rows of a table, each at once: the next one may take minutes.

export const row = (...cells) => console.log(`| ${cells.join(" | ")} |`);

/** A first row, with the line below it that makes it one. */
export function head(...cells) {
    row(...cells);
    row(...cells.map(() => "---"));
}

/**
 * One measure of the package and of what it is compared with.
 *
 * @param other names and values of what it is compared with.
 */
export const ratio = (what, mine, other, unit, goal) =>
    row(
        what,
        `${mine.toFixed(1)} ${unit}`,
        other.map(([name, value]) => `${name} ${value.toFixed(1)} ${unit}`).join(", "),
        other.map(([, value]) => `${(mine / value).toFixed(2)} ×`).join(", "),
        goal,
    );
