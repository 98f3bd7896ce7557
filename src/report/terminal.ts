import type { ReportDocument, Row, Section } from "./document";

/** A report for a terminal. */
export function terminalText({ title, stacks }: ReportDocument): string {
    const pages = stacks.map(({ title: stack, note, sections }) =>
        [plain(stack), `  ${plain(note)}`, ...sections.flatMap(sectionLines)].join("\n"),
    );
    return `${[plain(title), ...pages].join("\n\n")}\n`;
}

function sectionLines({ title, columns, rows }: Section): string[] {
    return ["", `  ${title}`, ...rows.flatMap((row) => rowLines(columns, row))];
}

/** The first cells in a line, and each of the others in one below. */
function rowLines(columns: readonly string[], { cells }: Row): string[] {
    const [name = "", ...others] = cells.map(plain);
    const below = others.flatMap((cell, index) => (cell === "" ? [] : [`      ${columns[index + 1] ?? ""}: ${cell}`]));
    return [`    ${name}`, ...below];
}

/** Text without what a terminal would take for a command. */
function plain(text: string): string {
    // eslint-disable-next-line no-control-regex -- these are the characters
    return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}
