import * as fs from "node:fs";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../checks/findings";
import { notTogetherProblems, shown } from "../../checks/values";
import { contentProblems } from "./content";
import type { SqlArgs } from "./source-args";

/** The script of a job, whether it is right or not. */
export interface ScriptSettings {
    /** The argument that it comes from, such as `sql.file`. */
    readonly argument: string;
    /** Undefined where it is missing or cannot be read. */
    readonly text: string | undefined;
    readonly problems: readonly Problem[];
}

/** Reads the script of a job from its arguments. */
export function readScript(sql: SqlArgs | undefined): ScriptSettings | undefined {
    if (sql === undefined) {
        return undefined;
    }
    const { script, file } = sql;
    if (script === undefined && file === undefined) {
        const problem = "must have script or file, got neither";
        return { argument: "sql", text: undefined, problems: [{ path: "sql", problem }] };
    }
    const both = script === undefined ? [] : notTogetherProblems("sql.file", file, "sql.script");
    return script === undefined ? fileScript(file) : checkedScript("sql.script", script, both);
}

function fileScript(file: unknown): ScriptSettings {
    const argument = "sql.file";
    if (typeof file !== "string") {
        return {
            argument,
            text: undefined,
            problems: [{ path: argument, problem: `must be a path, got ${shown(file)}` }],
        };
    }
    try {
        return checkedScript(argument, fs.readFileSync(path.resolve(pulumi.getRootDirectory(), file), "utf8"));
    } catch (error) {
        const problem = `cannot be read: ${(error as Error).message}`;
        return { argument, text: undefined, problems: [{ path: argument, problem }] };
    }
}

function checkedScript(argument: string, text: unknown, others: readonly Problem[] = []): ScriptSettings {
    if (typeof text !== "string" || text.trim() === "") {
        const problem = `must be plain text, by which a preview tells a changed job, got ${shown(text)}`;
        return { argument, text: undefined, problems: [...others, { path: argument, problem }] };
    }
    return { argument, text, problems: [...others, ...contentProblems(argument, text)] };
}
