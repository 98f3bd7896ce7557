import { readFileSync, writeFileSync } from "node:fs";
import { load } from "js-yaml";
import { documentOf } from "../report/document";
import { markdownOf } from "../report/markdown";
import { readPreview, type Preview } from "../report/preview";
import { priceTable, type PriceTable } from "../report/prices";
import { reportOf, type Report } from "../report/report";
import { terminalText } from "../report/terminal";
import { exitCode } from "./exit-codes";
import { previewOf } from "./pulumi";

/** Options of `flink-platform preview`. */
export interface PreviewOptions {
    readonly stack?: readonly string[];
    readonly from?: readonly string[];
    readonly cwd: string;
    readonly refresh?: boolean;
    readonly format: "terminal" | "markdown" | "json";
    readonly output?: string;
    readonly prices?: string;
    readonly limit: number;
    readonly allowAccepted?: boolean;
    readonly expectNoChanges?: boolean;
}

/** Writes the report, and returns the exit code. */
export async function preview(options: PreviewOptions): Promise<number> {
    const { prices, allowAccepted = false, expectNoChanges = false, output } = options;
    const table = prices === undefined ? undefined : pricesOf(prices);
    const previews = options.from === undefined ? await run(options) : options.from.map(fromFile);
    const report = reportOf(previews, { ...(table && { prices: table }), allowAccepted, expectNoChanges });
    const text = textOf(report, options);
    if (output === undefined) {
        process.stdout.write(text);
    } else {
        writeFileSync(output, text);
    }
    return exitCode(report);
}

function textOf(report: Report, { format, limit }: PreviewOptions): string {
    switch (format) {
        case "json":
            return `${JSON.stringify(report, undefined, 4)}\n`;
        case "markdown":
            return markdownOf(documentOf(report), limit);
        case "terminal":
            return terminalText(documentOf(report));
    }
}

/** One after the other: previews of stacks on one machine would take each other's processors and memory. */
async function run({ stack, cwd, refresh = false }: PreviewOptions): Promise<Preview[]> {
    const previews: Preview[] = [];
    for (const name of stack ?? [undefined]) {
        const { json, messages } = await previewOf(name, cwd, refresh ? ["--refresh"] : []);
        process.stderr.write(messages);
        const read = readPreview(json, name === undefined ? "the selected stack" : `stack "${name}"`);
        // With --json Pulumi itself says nothing of them.
        const errors = read.diagnostics.filter(({ severity }) => severity === "error");
        process.stderr.write(errors.map(({ message }) => `${message.trimEnd()}\n`).join(""));
        previews.push(read);
    }
    return previews;
}

function fromFile(file: string): Preview {
    return readPreview(readFileSync(file === "-" ? 0 : file, "utf8"), file === "-" ? "the standard input" : file);
}

function pricesOf(file: string): PriceTable {
    return priceTable(load(readFileSync(file, "utf8"), { filename: file }), file);
}
