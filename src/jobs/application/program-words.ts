import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../checks/findings";
import type { JobSpec } from "../../flink/types/deployment";
import type { InWords } from "../../impact/sentences";
import { pathInAutoscaler } from "../autoscaler/in-arguments";
import { wordsOf } from "./impact-words";
import { namesJobFiles } from "./job-files";
import type { JobSettings } from "./settings";
import { runsScripts } from "./sql";
import { isOfScript, scriptPath } from "./sql-script";

/** Facts that decide which argument a part of a job's program comes from. */
type ProgramSettings = Pick<JobSettings, "script" | "python" | "flinkVersion" | "jar" | "args">;

/** A finding about what a job runs, in the words of the arguments that it comes from. */
export function inProgram(settings: ProgramSettings, job: JobSpec | undefined): (problem: Problem) => Problem {
    const { jar, args = [], python } = settings;
    const own = isOfFlink(settings) && python === undefined ? Infinity : (job?.args?.length ?? 0) - args.length;
    return ({ path, problem }) => {
        const index = /^args\[(\d+)\]$/.exec(path)?.[1];
        if (index !== undefined) {
            const ofUser = Number(index) - own;
            return { path: ofUser >= 0 ? `args[${ofUser}]` : python === undefined ? "sql" : "python", problem };
        }
        return path === "jar" && namesJobFiles(jar) && typeof job?.jarURI === "string"
            ? { path, problem: problem.replaceAll(job.jarURI, jar) }
            : { path, problem };
    };
}

/** Values of a field before and after a change. */
interface Change {
    readonly path: string;
    readonly before: unknown;
    readonly after: unknown;
}

/** Names of an application's changed fields, as its arguments call them. */
export function wordsOfJob(settings: JobSettings): InWords {
    return (path, change) =>
        (change &&
            (wordOfScript(settings, path, change) ??
                ((settings.script ?? settings.python) ? wordOfProgram(settings, path, change) : undefined))) ??
        pathInAutoscaler(settings, wordsOf(settings)(path, change));
}

/** The script's own items of a pod template, and lists in which nothing but these differs. */
function wordOfScript({ script }: ProgramSettings, path: string, { before, after }: Change): string | undefined {
    const [, list] = listOfTemplate.exec(path) ?? [];
    const isChanged =
        list === undefined
            ? scriptItem.test(path) && (script !== undefined || isOfScript(before))
            : isDeepStrictEqual(withoutScript(before), withoutScript(after));
    return isChanged ? (script?.argument ?? "sql") : undefined;
}

// Of the common template, or of one process; a changed item stands below its list's name or in the whole list.
const template = String.raw`^spec\.(?:(?:jobManager|taskManager)\.)?podTemplate\.spec\.`;
const listOfTemplate = new RegExp(`${template}(volumes|containers)$`);
const scriptItem = new RegExp(
    String.raw`${template}(?:volumes\["sql"\]|containers\["flink-main-container"\]\.volumeMounts\["/opt/flink/sql"\])`,
);

function withoutScript(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.filter((item) => !isOfScript(item)).map(withoutScript);
    }
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutScript(item)]))
        : value;
}

function wordOfProgram(settings: ProgramSettings, path: string, { before, after }: Change): string | undefined {
    const word = settings.python === undefined ? "sql" : "python";
    switch (path) {
        case "spec.job.jarURI":
            // The jar's name changes with Flink's version alone.
            return isOfFlink(settings)
                ? withoutVersion(before) === withoutVersion(after)
                    ? "flinkPatchVersion"
                    : word
                : undefined;
        case "spec.job.entryClass":
            return isOfFlink(settings) ? word : undefined;
        case "spec.job.args":
            return isDeepStrictEqual(ownArguments(settings, before), ownArguments(settings, after)) ? "args" : word;
        default:
            return undefined;
    }
}

/** Whether Flink's own classes run the job, and not a jar of the user's. */
function isOfFlink({ python, script, flinkVersion }: ProgramSettings): boolean {
    return python !== undefined || (script !== undefined && runsScripts(flinkVersion));
}

// "local:///opt/flink/opt/flink-sql-gateway-2.2.1.jar" → "local:///opt/flink/opt/flink-sql-gateway"
function withoutVersion(jar: unknown): unknown {
    return typeof jar === "string" ? jar.replace(/-\d+\.\d+\.\d+\.jar$/, "") : Symbol();
}

/** Of the arguments of a job those that the package sets. */
function ownArguments({ python }: ProgramSettings, args: unknown): unknown {
    if (!Array.isArray(args)) {
        return args;
    }
    const end = args.indexOf("--");
    return python === undefined
        ? args.slice(0, args[0] === scriptPath ? 1 : args.length)
        : args.slice(0, end < 0 ? args.length : end);
}
