import { flinkReleases, operatorReleases, compareVersions, type OperatorReleaseFacts } from "../flink/versions";
import { flinkVersionOf } from "../rules/flink-version";
import type { Level } from "./level";
import { jobKind, sidesOf } from "./job-version";
import { operatorType, releaseOf } from "./operators";
import type { Change } from "./preview";

/** A step from one version of the operator or of Flink to another. */
export interface VersionStep {
    readonly of: "operator" | "Flink";
    /** Subject of the step: an operator, or a job. */
    readonly name: string;
    readonly from: string;
    readonly to: string;
    readonly level: Level;
    /** Consequences, in sentences without a full stop. */
    readonly implies: readonly string[];
}

/** The steps of operators and jobs. */
export function versionSteps(changes: readonly Change[]): VersionStep[] {
    return [
        ...changes.flatMap((change) => operatorStep(change, changes) ?? []),
        ...changes.flatMap((change) => flinkStep(change) ?? []),
    ];
}

function operatorStep(change: Change, changes: readonly Change[]): VersionStep | undefined {
    const [from, to] = [releaseOf(change.before), releaseOf(change.after)];
    if (change.type !== operatorType || from === undefined || to === undefined || from === to) {
        return undefined;
    }
    const isBack = compareVersions(to, from) < 0;
    return {
        of: "operator",
        name: change.name,
        from,
        to,
        level: "attention",
        implies: [
            "the operator's pod is replaced; jobs run on and are not restarted by it",
            ...(isBack
                ? ["an older operator may not know fields that a newer one has written into jobs' statuses"]
                : []),
            ...droppedVersions(from, to, changes),
        ],
    };
}

/** Flink versions that the new operator does not run any more, with the jobs that still have them. */
function droppedVersions(from: string, to: string, changes: readonly Change[]): string[] {
    const known: Readonly<Partial<Record<string, OperatorReleaseFacts>>> = operatorReleases;
    const [old, present] = [known[from], known[to]];
    if (present === undefined) {
        return [`the package does not know operator ${to}`];
    }
    const dropped = old?.flinkVersions.filter((version) => !present.flinkVersions.includes(version)) ?? [];
    if (dropped.length === 0) {
        return [];
    }
    const left = changes.flatMap((change) => {
        const version = jobKind(change) === "FlinkDeployment" && change.kind !== "delete" ? flinkOf(change) : undefined;
        return version !== undefined && dropped.includes(version) ? [change.name] : [];
    });
    const jobs = left.length === 0 ? "" : `, which ${left.join(", ")} ${left.length === 1 ? "runs" : "run"}`;
    return [`it does not run Flink ${dropped.join(", ")} any more${jobs}`];
}

function flinkOf(change: Change, side: "before" | "after" = "after"): string | undefined {
    const version = sidesOf(change)[side];
    const flink = version && flinkVersionOf(version.spec);
    return typeof flink === "string" ? flink.replace(/^v/, "").replace("_", ".") : undefined;
}

function flinkStep(change: Change): VersionStep | undefined {
    if (jobKind(change) !== "FlinkDeployment" || change.kind === "create" || change.kind === "delete") {
        return undefined;
    }
    const [from, to] = [flinkOf(change, "before"), flinkOf(change)];
    if (from === undefined || to === undefined || from === to) {
        return undefined;
    }
    return { of: "Flink", name: change.name, from, to, level: "attention", implies: flinkImplications(from, to) };
}

/** Source: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/upgrading/#compatibility-table. */
function flinkImplications(from: string, to: string): string[] {
    const known: Readonly<Partial<Record<string, unknown>>> = flinkReleases;
    const [oldMajor, newMajor] = [from.split(".")[0], to.split(".")[0]];
    return [
        ...(compareVersions(to, from) < 0
            ? ["Flink does not promise that an older version reads the state of a newer one"]
            : [`the job must be built for Flink ${to}, and its operators need the ids that they had`]),
        ...(oldMajor !== newMajor
            ? [
                  "Flink does not promise that state of one major version is read by another; try it with a copy of a savepoint",
              ]
            : ["SQL and Table jobs may get another plan, which does not read the old one's state"]),
        ...(known[to] === undefined ? [`the package does not know Flink ${to}`] : []),
    ];
}
