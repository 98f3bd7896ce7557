import type { ReportDocument, Row } from "./document";
import { fitted, type FittedDocument, type FittedPage, type FittedSection } from "./fit";

/** First line of a report, by which its comment is found again. */
export const commentMark = "<!-- flink-platform preview -->";

/**
 * Most characters of a comment at GitHub, whose API refuses more with `Body is too long (maximum is 65536 characters)`. GitLab
 * takes a million: https://docs.gitlab.com/administration/instance_limits/#size-of-comments-and-descriptions-of-issues-merge-requests-and-epics.
 */
export const githubLimit = 65_536;

/** Rows of a section that stand open; the rest folds. */
const mostOpen = 20;
/** Rows of which a section may have so many before those that are safe fold. */
const mostTogether = 10;

/** A report as Markdown of no more bytes than `limit`, and so of no more characters. */
export function markdownOf(document: ReportDocument, limit: number = githubLimit): string {
    return rendered(fitted(document, limit, { frame: frameSize, row: (row) => bytes(rowText(row)) }));
}

const bytes = (text: string) => Buffer.byteLength(text);

/** Room for the words around rows, as if each section had all of them. */
const sectionRoom = 300;

function frameSize(document: FittedDocument): number {
    const sections = document.stacks.reduce((sum, page) => sum + page.sections.length, 0);
    return bytes(rendered(document)) + sections * sectionRoom;
}

function rendered({ title, stacks, stacksLeftOut }: FittedDocument): string {
    const more = stacksLeftOut === 0 ? [] : [`_${count(stacksLeftOut, "more stack")} left out for want of room._`];
    return `${[commentMark, `## ${escaped(title)}`, ...stacks.flatMap(pageText), ...more].join("\n\n")}\n`;
}

function pageText({ title, note, sections }: FittedPage): string[] {
    return [`### ${escaped(title)}`, escaped(note), ...sections.flatMap(sectionText)];
}

function sectionText({ title, columns, rows, leftOut }: FittedSection): string[] {
    const isLong = rows.length > mostTogether;
    const open = rows.filter(({ level }) => !isLong || level !== "safe").slice(0, mostOpen);
    const folded = rows.filter((row) => !open.includes(row));
    return [
        `**${title}**`,
        ...(open.length === 0 ? [] : [table(columns, open)]),
        ...(folded.length === 0
            ? []
            : [
                  `<details><summary>${folded.length}${open.length === 0 ? "" : " more"}</summary>`,
                  table(columns, folded),
                  "</details>",
              ]),
        ...(leftOut === 0 ? [] : [`_${count(leftOut, "row")} left out for want of room._`]),
    ];
}

const count = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;

function table(columns: readonly string[], rows: readonly Row[]): string {
    const head = columns.length === 0 ? [] : [line(columns), line(columns.map(() => "---"))];
    return `${head.join("")}${rows.map(rowText).join("")}`.trimEnd();
}

function rowText({ cells }: Row): string {
    const [first = "", ...others] = cells.map(escaped);
    return others.length === 0 ? `- ${first}\n` : line([first, ...others]);
}

function line(cells: readonly string[]): string {
    return `| ${cells.join(" | ")} |\n`;
}

/**
 * Text that Markdown takes as it is: in a pull request of a stranger names and messages may be markup, mentions or links.
 * https://github.github.com/gfm/#backslash-escapes
 */
function escaped(text: string): string {
    return text
        .replace(/\s+/g, " ")
        .replace(/[&<>@#]/g, (character) => entities[character] ?? character)
        .replace(/[\\`*_~[\]|!]/g, "\\$&")
        .replace(/:\/\//g, "&#58;//")
        .replace(/\bwww\./gi, "www&#46;")
        .trim();
}

const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "@": "&#64;",
    "#": "&#35;",
};
