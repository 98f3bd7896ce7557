/** Texts that are looked for in others. */
export interface Matcher {
    readonly isEmpty: boolean;
    /** True if a text is one of them or has one of them in it. */
    holds(text: string): boolean;
    /** A text with `[secret]` in the place of each of them. */
    covered(text: string): string;
}

// A text this long stands for itself wherever it is found. A shorter one may be a part of a common word.
const minAnywhere = 8;
// Pulumi's own filter of what it prints passes shorter ones over as well, and the words of a switch:
// https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/logging/log.go (CreateFilter)
const minWithin = 3;
const switchWord = /^(true|false)$/i;

/** A matcher for texts: long ones are found anywhere, short ones as words, the shortest only as the whole of a text. */
export function matcherOf(texts: readonly string[]): Matcher {
    const wanted = new Set(texts.filter((text) => text !== "" && !switchWord.test(text)).flatMap(variantsOf));
    const within = [...wanted].filter((text) => text.length >= minWithin).sort((a, b) => b.length - a.length);
    const pattern = within.length === 0 ? undefined : new RegExp(within.map(patternOf).join("|"), "g");
    return {
        isEmpty: wanted.size === 0,
        holds: (text) => wanted.has(text) || (pattern !== undefined && text.search(pattern) >= 0),
        covered: (text) => (pattern === undefined ? text : text.replaceAll(pattern, cover)),
    };
}

/** Stands where a text was. */
export const cover = "[secret]";

/** A text as it is, without the spaces at its ends, and as JSON has it; a folder's placeholder splits it. */
function variantsOf(text: string): string[] {
    const parts = [text, text.trim(), ...(text.includes(jobFiles) ? text.split(jobFiles) : [])];
    return parts.filter((part) => part !== "").flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]);
}

const jobFiles = "{jobFiles}";

function patternOf(text: string): string {
    const literal = text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    return text.length >= minAnywhere ? literal : `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`;
}
