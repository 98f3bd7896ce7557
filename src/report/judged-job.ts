import type { Impact, JobVersion, Verdict } from "../impact/impact";
import type { FieldChange } from "../impact/field-change";
import type { Level } from "./level";

/** Row for one job. */
export interface JobReport {
    /** Name of its component, or of its object where it has none. */
    readonly name: string;
    /** Namespace and name in Kubernetes, such as `shop/orders`; empty if they are not known. */
    readonly object: string;
    readonly kind: "FlinkDeployment" | "FlinkSessionJob";
    readonly change: "new" | "changed" | "moved" | "replaced" | "removed";
    /** The operator's act; undefined for jobs that come, go or cannot be judged. */
    readonly verdict?: Verdict;
    readonly level: Level;
    /** Outcome, in a sentence without a full stop. */
    readonly text: string;
    /** Fields that cause it. */
    readonly fields: readonly ReportedField[];
    /** The program gives leave for the loss of its state. */
    readonly accepted: boolean;
}

/** A changed field, with values only where these cannot be a secret. */
export interface ReportedField {
    readonly path: string;
    readonly before?: string | number;
    readonly after?: string | number;
}

// Numbers, versions and words of a list: all others may hold what is not for everybody.
const shownFields =
    /^spec\.(?:flinkVersion|mode|job\.(?:parallelism|state|upgradeMode)|(?:jobManager|taskManager)\.(?:replicas|resource\.(?:cpu|memory)))$/;

/** Changed fields for a report. */
export function reportedFields(causes: readonly FieldChange[]): ReportedField[] {
    return causes.map(({ path, before, after }) => {
        const shows = (value: unknown): value is string | number =>
            shownFields.test(path) &&
            (typeof value === "number" || (typeof value === "string" && !value.startsWith("[secret]")));
        return { path, ...(shows(before) && { before }), ...(shows(after) && { after }) };
    });
}

/** Verdicts by which a job goes on with its state and nobody has to look. */
const plain: ReadonlySet<Verdict> = new Set<Verdict>([
    "nothing",
    "operatorOnly",
    "scale",
    "restartFromCheckpoint",
    "restartFromSavepoint",
    "resume",
]);

/** The level of a job's change. */
export function levelOf(impact: Impact, before: JobVersion, after: JobVersion): Level {
    if (impact.stateLoss === "undeclared") {
        return keepsState(before) ? "losesState" : "attention";
    }
    const isStateless = impact.stateLoss === "declared" && impact.state === "lost" && impact.verdict !== "suspend";
    const isPlain = plain.has(impact.verdict) || isStateless;
    const isStep = before.spec.flinkVersion !== after.spec.flinkVersion;
    return isPlain && !isStep && impact.movedFolders.length === 0 ? "safe" : "attention";
}

/** The level of a verdict of which nothing else is known. */
export function levelOfVerdict(verdict: Verdict | undefined): Level {
    return verdict !== undefined && plain.has(verdict) ? "safe" : "attention";
}

/** Whether a job has state to lose: its declaration has it carried through changes, or it is a session cluster's. */
export function keepsState({ spec }: JobVersion): boolean {
    return spec.job === undefined || spec.job === null || spec.job.upgradeMode !== "stateless";
}
