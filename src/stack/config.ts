import { RunError } from "@pulumi/pulumi";
import { z } from "zod";
import type { Problem } from "../checks/findings";
import { alerts } from "./alerts-block";
import { changedTextFindings } from "./changed-text";
import { clouds } from "./clouds";
import { application, applicationDefaults, sessionCluster, sessionJob, snapshot } from "./job-blocks";
import { logging } from "./logging-block";
import { monitoring } from "./monitoring-block";
import { team } from "./team-block";
import { logFormats, logLevels } from "../platform/operator/logging";
import { scalar, strict, text } from "./schema";
import { isSecretKey, StackSecrets } from "./secrets";
import { operatorReleases } from "../flink/versions";

/** The project's name, which is the name space of its keys in a stack file. */
export const project = "flink-platform";

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as [Key, ...Key[]];
const logLevel = z.enum(logLevels);

const operator = strict({
    release: z
        .union([
            z.enum(keysOf(operatorReleases)),
            strict({ version: text, definitions: text, flinkVersions: z.array(text) }),
        ])
        .optional(),
    install: z.enum(["managed", "existing"]).optional(),
    namespace: text.optional(),
    namespaceExists: z.boolean().optional(),
    image: strict({ repository: text.optional(), tag: text.optional(), digest: text.optional() }).optional(),
    imagePullSecrets: z.array(text).optional(),
    replicas: z.number().optional(),
    resources: strict({
        requests: z.record(z.string(), z.string()).optional(),
        limits: z.record(z.string(), z.string()).optional(),
    }).optional(),
    jvmArgs: z.array(text).optional(),
    watchNamespaces: z.array(text).optional(),
    readNodes: z.boolean().optional(),
    labelSelector: z.record(z.string(), z.string()).optional(),
    configuration: z.record(z.string(), scalar).optional(),
    metricsPort: z.number().optional(),
    logging: strict({
        level: logLevel.optional(),
        jobLevel: logLevel.optional(),
        loggers: z.record(z.string(), logLevel).optional(),
        jobLoggers: z.record(z.string(), logLevel).optional(),
        format: z.enum(logFormats).optional(),
    }).optional(),
});

const blocks = Object.values(clouds).map(({ block }) => block);
const cloudNames = Object.keys(clouds)
    .map((name) => JSON.stringify(name))
    .join(", ");

type Block = (typeof blocks)[number];

/** Form of a stack file: its blocks by their names. */
export const stackFile = strict({
    cluster: z.discriminatedUnion("cloud", blocks as [Block, ...Block[]]),
    operator: operator.optional(),
    monitoring: monitoring.optional(),
    alerts: alerts.optional(),
    logging: logging.optional(),
    existingNamespaces: z.array(text).optional(),
    applicationDefaults: applicationDefaults.optional(),
    teams: z.record(z.string(), team).optional(),
    applications: z.record(z.string(), application).optional(),
    sessionClusters: z.record(z.string(), sessionCluster).optional(),
    sessionJobs: z.record(z.string(), sessionJob).optional(),
    snapshots: z.record(z.string(), snapshot).optional(),
    waitForJobs: z.boolean().optional(),
    showImpact: z.boolean().optional(),
    maxConcurrentRestarts: z.number().optional(),
});

/** A stack file, checked for its form. The components check what its values mean. */
export type StackConfig = z.infer<typeof stackFile>;

/**
 * Turns a stack's configuration into one typed value.
 *
 * @param values every key of the stack, with the project's name in front, as Pulumi hands them over.
 * @throws pulumi.RunError with all that is wrong, one finding a line; none repeats a secret.
 */
export function readConfig(values: Readonly<Record<string, string>>, secrets = StackSecrets.none): StackConfig {
    const { config, findings } = checkedBlocks(Object.fromEntries(ownValues(values)), secrets);
    if (config === undefined) {
        throw new RunError(findings.map(formatStackFinding).join("\n"));
    }
    return config;
}

/** What is wrong with the form of a stack file. */
export interface FormFinding extends Problem {
    /** The block that it is in; undefined for the file as a whole. */
    readonly block: string | undefined;
}

/** A stack file's blocks as one typed value, if nothing is wrong with their form. No finding repeats a secret. */
export function checkedBlocks(
    blocks: Readonly<Record<string, unknown>>,
    secrets: StackSecrets,
): { readonly config: StackConfig | undefined; readonly findings: readonly FormFinding[] } {
    const result = stackFile.safeParse(blocks, { reportInput: true });
    const changed = secrets.coveredFindings(changedTextFindings(blocks, project)).map(({ name, path, problem }) => {
        return { block: name.slice(project.length + 1), path, problem };
    });
    const issues = result.error?.issues.flatMap(innerIssues).map((issue) => findingOf(issue, secrets)) ?? [];
    const findings = [...issues, ...changed];
    return { config: findings.length === 0 ? result.data : undefined, findings };
}

/** The values of a stack's keys that hold secrets. */
export function readSecrets(values: Readonly<Record<string, string>>): StackSecrets {
    const secret = ownValues(values).filter(([key]) => isSecretKey(`${project}:${key}`));
    return new StackSecrets(secret.map(([, value]) => value));
}

/** The project's own keys, without its name, and their values. */
function ownValues(values: Readonly<Record<string, string>>): (readonly [key: string, value: unknown])[] {
    const prefix = `${project}:`;
    return Object.entries(values)
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, value]) => [key.slice(prefix.length), parseValue(value)] as const);
}

/** Pulumi hands objects, numbers and booleans over as JSON, and text as it is. */
function parseValue(value: string): unknown {
    try {
        return JSON.parse(value);
    } catch {
        return value;
    }
}

/** Of a value that may have several forms: what is wrong with it in the form that it comes closest to. */
function innerIssues(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
    if (issue.code !== "invalid_union" || issue.discriminator !== undefined) {
        return [issue];
    }
    const isOtherForm = ({ path, code }: z.core.$ZodIssue) =>
        path.length === 0 && (code === "invalid_type" || code === "invalid_value");
    const closest = issue.errors.find((issues) => !issues.some(isOtherForm)) ?? issue.errors[0] ?? [];
    return closest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

function findingOf(issue: z.core.$ZodIssue, secrets: StackSecrets): FormFinding {
    const [block, ...rest] = issue.path;
    const path = rest.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
    return {
        block: block === undefined ? undefined : String(block),
        path: path.replace(/^\./, ""),
        problem: secrets.covered(describe(issue)),
    };
}

function formatStackFinding({ block, path, problem }: FormFinding): string {
    const place = block === undefined ? "stack config" : `stack config "${project}:${block}"`;
    return `${place}: ${[path, problem].filter((part) => part !== "").join(" ")}`;
}

/** An issue in the form of every other finding: what is wrong, the value, what to do. */
function describe(issue: z.core.$ZodIssue): string {
    const missing = issue.input === undefined;
    if (issue.path.length === 1 && issue.path[0] === "cluster" && missing) {
        return "is missing; name the cluster, for instance with cloud: local";
    }
    if (issue.code === "invalid_union" && issue.discriminator !== undefined) {
        const { [issue.discriminator]: given } = issue.input as Record<string, unknown>;
        return given === undefined
            ? `is missing; one of ${cloudNames}`
            : `must be one of ${cloudNames}, got ${JSON.stringify(given)}`;
    }
    if (issue.code === "invalid_value") {
        return `must be ${issue.values.map((value) => JSON.stringify(value)).join(", ")}, got ${JSON.stringify(issue.input)}`;
    }
    if (issue.code === "invalid_type") {
        if (issue.message.startsWith("must ")) {
            return issue.message; // a sentence of ours
        }
        if (issue.expected === "string" && ["number", "boolean"].includes(typeof issue.input)) {
            return `must be text, got ${JSON.stringify(issue.input)}; put it in quotes`;
        }
        return missing ? "is missing" : `must be of type ${issue.expected}, got ${JSON.stringify(issue.input)}`;
    }
    return issue.message;
}
