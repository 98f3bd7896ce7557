/** How much a change asks of its reviewer, the least first. */
export const levels = ["safe", "attention", "losesState"] as const;

/** Level of a change, or of all changes together. */
export type Level = (typeof levels)[number];

/** Levels in words. */
export const levelWords: Readonly<Record<Level, string>> = {
    safe: "safe",
    attention: "needs attention",
    losesState: "loses state",
};

/** The highest level of several; `safe` of none. */
export function highest(given: readonly Level[]): Level {
    return levels.findLast((level) => given.includes(level)) ?? "safe";
}

/** Sorts by level, the highest first. */
export function byLevel(left: { readonly level: Level }, right: { readonly level: Level }): number {
    return levels.indexOf(right.level) - levels.indexOf(left.level);
}

/** Sorts by name, as the engine tells what it does in the order in which it comes to it. */
export function byName(left: { readonly name: string }, right: { readonly name: string }): number {
    return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
