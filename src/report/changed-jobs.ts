import { impactOf } from "../impact/decision";
import type { Impact, JobVersion } from "../impact/impact";
import { impactSentence } from "../impact/sentences";
import { specOfSessionJob } from "../impact/session-job";
import { templateCauses } from "../impact/template-causes";
import type { FlinkSessionJobSpec } from "../flink/types/deployment";
import { keepsState, levelOf, levelOfVerdict, reportedFields, type JobReport } from "./judged-job";
import { jobKind, sidesOf, type JobSides } from "./job-version";
import { toldBy, type Message, type Told } from "./messages";
import { operatorOf, type KnownOperator } from "./operators";
import type { Change } from "./preview";

/** Facts of a stack beside a job's own change. */
export interface StackFacts {
    readonly operators: readonly KnownOperator[];
    /** Messages by the resource at which they stand. */
    readonly messages: ReadonlyMap<string, readonly Message[]>;
    /** Specs of session clusters, by namespace and name. */
    readonly clusters: ReadonlyMap<string, JobVersion["spec"]>;
    /** Told messages, which are not findings. */
    readonly told: Set<Message>;
    /** Sentences about what could not be judged for certain. */
    readonly unknowns: Set<string>;
}

/** A job that is changed in place, or made anew under one name in Pulumi. */
export function changedJob(change: Change, facts: StackFacts): JobReport | undefined {
    const sides = sidesOf(change);
    const told = toldOf(change, facts);
    const base = identity(change, sides);
    const { before, after } = sides;
    if (before === undefined || after === undefined) {
        facts.unknowns.add(`${base.name}: a part of the job is secret or known only in the run`);
        return told === undefined ? { ...base, ...unreadable } : { ...base, ...fromTold(told) };
    }
    const impact = judged(base.kind, before, after, facts);
    if (told === undefined) {
        warnOfAssumptions(base.name, after, facts);
    }
    return {
        ...base,
        ...(told && told.verdict !== impact.verdict ? fromTold(told) : judgement(change, impact, sides, told)),
    };
}

const unreadable = {
    change: "changed",
    level: "attention",
    text: "what happens cannot be told from the preview",
    fields: [],
    accepted: false,
} as const;

/** The program's own words count where they differ: it knows secret values and the operator's configuration. */
function fromTold({ sentence, verdict, losesState, accepted }: Told): Omit<JobReport, "name" | "object" | "kind"> {
    return {
        change: "changed",
        ...(verdict && { verdict }),
        level: losesState ? "losesState" : levelOfVerdict(verdict),
        text: sentence,
        fields: [],
        accepted,
    };
}

function judgement(change: Change, impact: Impact, sides: JobSides, told: Told | undefined) {
    const { before, after } = sides;
    const level = before && after ? levelOf(impact, before, after) : "attention";
    return {
        ...(change.kind === "replace" && before && after && { object: objectsOf(before, after) }),
        change: change.kind === "replace" ? ("replaced" as const) : ("changed" as const),
        verdict: impact.verdict,
        level: told?.losesState === true ? ("losesState" as const) : level,
        text: told?.sentence ?? impactSentence(impact),
        fields: reportedFields(impact.causes),
        accepted: told?.accepted ?? false,
    };
}

/** `shop/orders → sales/orders` */
function objectsOf(before: JobVersion, after: JobVersion): string {
    const names = [before, after].map(({ namespace, name }) => `${namespace}/${name}`);
    return [...new Set(names)].join(" → ");
}

/** The operator's act on a job's change. */
export function judged(kind: JobReport["kind"], before: JobVersion, after: JobVersion, facts: StackFacts): Impact {
    const asDecided = (version: JobVersion): JobVersion => {
        if (kind === "FlinkDeployment") {
            return version;
        }
        const spec = version.spec as unknown as FlinkSessionJobSpec;
        return {
            ...version,
            spec: specOfSessionJob(spec, facts.clusters.get(`${version.namespace}/${String(spec.deploymentName)}`)),
        };
    };
    const impact = impactOf(asDecided(before), asDecided(after), operatorOf(after.namespace, facts.operators));
    return { ...impact, causes: templateCauses(impact.causes) };
}

/** Names a job whose judgement rests on an operator that the preview does not show. */
export function warnOfAssumptions(name: string, { namespace }: JobVersion, { operators, unknowns }: StackFacts): void {
    const { release, isPartlyKnown } = operatorOf(namespace, operators);
    if (isPartlyKnown) {
        unknowns.add(
            `${name}: the preview does not show the operator's configuration; judged as for operator ${release} with its defaults`,
        );
    }
}

/** The preview's own words on a job. */
function toldOf({ urn, after, before }: Change, { messages, told }: StackFacts): Told | undefined {
    const parent = after?.parent ?? before?.parent ?? "";
    const found = [...(messages.get(urn) ?? []), ...(messages.get(parent) ?? [])].flatMap(
        (message) => toldBy(message) ?? [],
    );
    const own = found.find(({ message }) => [componentOf(parent), objectOf(after)].includes(message.component));
    if (own !== undefined && !own.message.text.includes("; keep the state")) {
        told.add(own.message); // a refusal stays a finding as well: it has the word for the change
    }
    return own;
}

/** Name of a job for people, and what it is. */
export function identity(change: Change, { before, after }: JobSides): Pick<JobReport, "name" | "object" | "kind"> {
    const version = after ?? before;
    const parent = change.after?.parent ?? change.before?.parent ?? "";
    const isOwn = /::(?:[^:]*\$)?flink-platform:index:Flink(?:Application|Deployment|SessionJob|SessionCluster)::/.test(
        parent,
    );
    return {
        name: isOwn ? componentOf(parent) : change.name,
        object: version === undefined ? "" : `${version.namespace}/${version.name}`,
        kind: jobKind(change) ?? "FlinkDeployment",
    };
}

function componentOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function objectOf(state: Change["after"]): string {
    const { name } = Object(state?.inputs["metadata"]) as { readonly name?: unknown };
    return typeof name === "string" ? name : "";
}

/** Whether a job that goes leaves no state behind that anything misses. */
export function goesWithoutLoss(
    version: JobVersion,
    facts: StackFacts,
): "stateless" | "savepoint" | "suspended" | undefined {
    const option = "kubernetes.operator.job.savepoint-on-deletion";
    const { spec, namespace } = version;
    const own = (spec.flinkConfiguration as Readonly<Record<string, unknown>> | undefined)?.[option];
    const configured = own ?? operatorOf(namespace, facts.operators).configuration[option];
    if (!keepsState(version)) {
        return "stateless";
    }
    if (spec.job?.state === "suspended" && spec.job.upgradeMode === "savepoint") {
        return "suspended";
    }
    return String(configured ?? false).toLowerCase() === "true" ? "savepoint" : undefined;
}
