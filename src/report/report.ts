import { capacityOf, type Capacity } from "./capacity";
import type { StackFacts } from "./changed-jobs";
import { definitionChanges, isDefinition, type DefinitionChange } from "./definitions";
import type { JobReport } from "./judged-job";
import { jobReports } from "./jobs";
import { jobKind, sidesOf } from "./job-version";
import { byLevel, byName, highest, type Level } from "./level";
import { messagesOf, type Message } from "./messages";
import { poolsOf } from "./node-pools";
import { operatorsOf } from "./operators";
import type { Change, Preview } from "./preview";
import type { PriceTable } from "./prices";
import { resourceChanges, type ResourceChange } from "./resources";
import { versionSteps, type VersionStep } from "./version-steps";

/** A line of this package in a preview that is not about what a change does. */
export interface ReportedFinding {
    readonly severity: Message["severity"];
    readonly text: string;
}

/** Report on the preview of one stack. */
export interface StackReport {
    readonly project: string;
    readonly stack: string;
    readonly level: Level;
    /** The preview ended with an error, so that the report may not be all. */
    readonly failed: boolean;
    readonly jobs: readonly JobReport[];
    readonly versions: readonly VersionStep[];
    readonly findings: readonly ReportedFinding[];
    readonly definitions: readonly DefinitionChange[];
    readonly resources: readonly ResourceChange[];
    readonly nodes?: Capacity;
    /** Gaps in the report's knowledge. */
    readonly unknowns: readonly string[];
    /** Resources that change, jobs and components included. */
    readonly counts: Readonly<Record<Exclude<Change["kind"], "same">, number>>;
}

/** Report on the previews of all stacks. */
export interface Report {
    readonly level: Level;
    readonly failed: boolean;
    readonly stacks: readonly StackReport[];
}

/** How a report judges. */
export interface ReportOptions {
    readonly prices?: PriceTable;
    /** Loss of state for which the program gives leave is no more than a need for attention. @default false */
    readonly allowAccepted?: boolean;
    /** Any change needs attention, as in a search for drift. @default false */
    readonly expectNoChanges?: boolean;
}

/** The report about previews, the stack that needs it most first. */
export function reportOf(previews: readonly Preview[], options: ReportOptions = {}): Report {
    const stacks = previews.map((preview) => stackReport(preview, options)).sort(byLevel); // else as they are given
    return {
        level: highest(stacks.map(({ level }) => level)),
        failed: stacks.some(({ failed }) => failed),
        stacks,
    };
}

function stackReport(
    preview: Preview,
    { prices, allowAccepted = false, expectNoChanges = false }: ReportOptions,
): StackReport {
    const { project, stack, changes, failed } = preview;
    const { own, foreignErrors } = messagesOf(preview.diagnostics);
    const facts = factsOf(preview, own);
    const jobs = jobReports(changes, facts).map((job) =>
        allowAccepted && job.accepted ? { ...job, level: "attention" as const } : job,
    );
    const parts = {
        jobs: [...jobs].sort(byName).sort(byLevel),
        versions: versionSteps(changes).sort(byName),
        definitions: definitionChanges(changes).sort(byName),
        resources: resourceChanges(changes.filter((change) => !isDefinition(change))),
    };
    const findings = own
        .filter((message) => !facts.told.has(message) && message.severity !== "info")
        .map(({ severity, text }) => ({ severity, text }))
        .sort((one, other) => order(one) - order(other) || (one.text < other.text ? -1 : 1));
    const nodes = capacityOf(poolsOf(changes), prices);
    const counts = countsOf(changes);
    return {
        project,
        stack,
        level: highest([
            ...Object.values(parts).flatMap((part) => part.map(({ level }) => level)),
            ...(failed || nodes !== undefined || facts.unknowns.size > 0 ? (["attention"] as const) : []),
            ...(expectNoChanges && Object.values(counts).some((count) => count > 0) ? (["attention"] as const) : []),
        ]),
        failed,
        ...parts,
        findings,
        ...(nodes && { nodes }),
        unknowns: [...[...facts.unknowns].sort(), ...foreign(foreignErrors), ...(nodes?.unknowns ?? [])],
        counts,
    };
}

/** Errors come first. */
function order({ severity }: ReportedFinding): number {
    return severity === "error" ? 0 : 1;
}

function foreign(errors: number): string[] {
    return errors === 0
        ? []
        : [
              `${errors === 1 ? "an error" : `${errors} errors`} of the program, Pulumi or a provider; the output of pulumi preview has the text`,
          ];
}

function factsOf(preview: Preview, messages: readonly Message[]): StackFacts {
    const byUrn = new Map<string, Message[]>();
    for (const message of messages.filter(({ urn }) => urn !== undefined)) {
        byUrn.set(message.urn ?? "", [...(byUrn.get(message.urn ?? "") ?? []), message]);
    }
    const clusters = preview.changes
        .filter((change) => jobKind(change) === "FlinkDeployment")
        .flatMap((change) => sidesOf(change).after ?? [])
        .map(({ namespace, name, spec }) => [`${namespace}/${name}`, spec] as const);
    return {
        operators: operatorsOf(preview),
        messages: byUrn,
        clusters: new Map(clusters),
        told: new Set(),
        unknowns: new Set(),
    };
}

function countsOf(changes: readonly Change[]): StackReport["counts"] {
    const count = (kind: Change["kind"]) => changes.filter((change) => change.kind === kind).length;
    return { create: count("create"), update: count("update"), replace: count("replace"), delete: count("delete") };
}
