import type { Amounts, Capacity, PoolChange, Range } from "./capacity";
import type { JobReport, ReportedField } from "./judged-job";
import { levelWords, type Level } from "./level";
import type { Report, StackReport } from "./report";

/** A row of a section. */
export interface Row {
    readonly level: Level;
    readonly cells: readonly string[];
}

/** A part of a stack's report: a table, or a list where there are no columns. */
export interface Section {
    readonly title: string;
    readonly columns: readonly string[];
    /** The more important first. */
    readonly rows: readonly Row[];
}

/** A stack's report as text in parts. */
export interface StackPage {
    readonly title: string;
    readonly note: string;
    readonly sections: readonly Section[];
}

/** A report as text in parts, which an output format lays out. */
export interface ReportDocument {
    readonly title: string;
    readonly stacks: readonly StackPage[];
}

/** Lays a report out in parts. */
export function documentOf({ level, failed, stacks }: Report): ReportDocument {
    return { title: `Preview: ${wordOf(level, failed)}`, stacks: stacks.map(pageOf) };
}

function wordOf(level: Level, failed: boolean): string {
    return failed ? `${levelWords[level]}, and pulumi preview failed` : levelWords[level];
}

/** A preview that fails stops where it is, and has then seen more or fewer of the other changes. */
const unfinished = "The preview failed: there may be more than it shows.";

function countsIn(counts: StackReport["counts"]): string {
    const resources = Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([kind, count]) => `${count} to ${kind}`);
    return `Resources: ${resources.length === 0 ? "none change" : resources.join(", ")}.`;
}

function pageOf(stack: StackReport): StackPage {
    const { counts, level, failed } = stack;
    const isEmpty = Object.values(counts).every((count) => count === 0) && stack.findings.length === 0 && !failed;
    return {
        title: `${stack.project}/${stack.stack}: ${wordOf(level, failed)}`,
        note: isEmpty ? "Nothing changes." : failed ? unfinished : countsIn(counts),
        sections: [
            jobSection(stack.jobs),
            listSection(
                "Findings",
                stack.findings.map(({ severity, text }) => [
                    severity === "error" ? "attention" : "safe",
                    `${severity}: ${text}`,
                ]),
            ),
            versionSection(stack),
            resourceSection(stack),
            listSection(
                "Resource definitions",
                stack.definitions.map(({ level: own, name, text }) => [own, `${name} ${text}`]),
            ),
            ...(stack.nodes ? [nodeSection(stack.nodes)] : []),
            listSection(
                "Not known",
                stack.unknowns.map((text) => ["attention", text]),
            ),
        ].filter(({ rows }) => rows.length > 0),
    };
}

function listSection(title: string, rows: readonly (readonly [Level, string])[]): Section {
    return { title, columns: [], rows: rows.map(([level, text]) => ({ level, cells: [text] })) };
}

function jobSection(jobs: readonly JobReport[]): Section {
    return {
        title: "Jobs",
        columns: ["job", "verdict", "what happens", "fields"],
        rows: jobs.map((job) => ({
            level: job.level,
            cells: [
                job.object === "" || job.object.endsWith(`/${job.name}`)
                    ? job.object || job.name
                    : `${job.name} (${job.object})`,
                `${levelWords[job.level]}${job.accepted ? " (allowed)" : ""}`,
                job.text,
                fieldsText(job.fields),
            ],
        })),
    };
}

/** Fields that a row names; of more, all but these are a number. */
const mostFields = 4;

function fieldsText(fields: readonly ReportedField[]): string {
    const texts = [...new Set(fields.slice(0, mostFields).map(fieldText))];
    const more = fields.length - mostFields;
    return [...texts, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

function fieldText({ path: whole, before, after }: ReportedField): string {
    const path = /flinkConfiguration\["(.+)"\]$/.exec(whole)?.[1] ?? whole;
    return before === undefined && after === undefined ? path : `${path}: ${before ?? "none"} → ${after ?? "none"}`;
}

function versionSection({ versions }: StackReport): Section {
    return {
        title: "Versions",
        columns: ["what", "step", "implies"],
        rows: versions.map(({ of, name, from, to, level, implies }) => ({
            level,
            cells: [`${of} of ${name}`, `${from} → ${to}`, implies.join("; ")],
        })),
    };
}

function resourceSection({ resources }: StackReport): Section {
    return {
        title: "Resources",
        columns: ["resource", "change", "what follows"],
        rows: resources.map(({ level, what, type, name, change, text }) => ({
            level,
            cells: [`${what} ${name} (${type})`, change, text],
        })),
    };
}

function nodeSection({ pools, before, after, currency }: Capacity): Section {
    const money = currency === undefined ? [] : [`${currency} a month`];
    const row = (name: string, was: Amounts, is: Amounts, type: string): Row => ({
        level: "attention",
        cells: [
            name,
            type,
            step(was.nodes, is.nodes),
            step(was.vcpus, is.vcpus),
            step(was.memoryGiB, is.memoryGiB),
            ...money.map(() => step(was.monthly, is.monthly)),
        ],
    });
    return {
        title: "Nodes",
        columns: ["pool", "type", "nodes", "vCPU", "GiB", ...money],
        rows: [
            row("all that the preview shows", before, after, ""),
            ...pools.map((pool) => row(pool.name, pool.before, pool.after, typeOf(pool))),
        ],
    };
}

function typeOf({ nodeType: { before, after } }: PoolChange): string {
    return before === after || before === undefined || after === undefined
        ? (after ?? before ?? "not known")
        : `${before} → ${after}`;
}

/** `2–4 → 2–6` */
function step(before: Range | undefined, after: Range | undefined): string {
    const [old, present] = [rangeText(before), rangeText(after)];
    return old === present ? old : `${old} → ${present}`;
}

function rangeText(range: Range | undefined): string {
    if (range === undefined) {
        return "not known";
    }
    const [least, most] = [amount(range.least), amount(range.most)];
    return least === most ? least : `${least}–${most}`;
}

const amount = (number: number) => String(Math.round(number * 100) / 100);
