import type { JobState, UpgradeMode } from "../flink/types/deployment";
import { compareVersions, type OperatorRelease } from "../flink/versions";
import { flinkReaches, flinkVersionOf } from "../rules/flink-version";
import { differences, type FieldChange } from "./field-change";
import type { DecidingOperator, JobVersion } from "./impact";
import { JobOptions } from "./job-options";
import { specChanges, strongestEffect, type SpecChange } from "./spec-changes";

/** A change of a job as the operator looks at it. */
export class JobChange {
    readonly old: JobOptions;
    readonly present: JobOptions;
    /** Differences in the spec. */
    readonly changes: readonly SpecChange[];

    constructor(
        readonly before: JobVersion,
        readonly after: JobVersion,
        private readonly operator: DecidingOperator,
    ) {
        this.old = new JobOptions(before, operator);
        this.present = new JobOptions(after, operator);
        const { release } = operator;
        this.changes = specChanges(before.spec, after.spec, { mode: after.spec.mode ?? "native", release });
    }

    get release(): string {
        return this.operator.release;
    }

    isSince(release: OperatorRelease): boolean {
        return compareVersions(this.operator.release, release) >= 0;
    }

    get effect() {
        return strongestEffect(this.changes);
    }

    /** The changes that have the strongest effect. */
    get strongest(): readonly SpecChange[] {
        const { effect } = this;
        return this.changes.filter((change) => change.effect === effect);
    }

    /** The changes at some paths. */
    at(...paths: readonly string[]): SpecChange[] {
        return this.changes.filter(({ path }) => paths.includes(path));
    }

    /** Differences in the metadata, which is not for the operator. */
    get metadata(): FieldChange[] {
        return (["labels", "annotations"] as const).flatMap((field) =>
            differences(`metadata.${field}`, this.before[field] ?? {}, this.after[field] ?? {}),
        );
    }

    get isSessionCluster(): boolean {
        return (this.after.spec.job ?? undefined) === undefined;
    }

    get oldMode(): UpgradeMode {
        return modeOf(this.before);
    }

    get mode(): UpgradeMode {
        return modeOf(this.after);
    }

    get oldState(): JobState {
        return this.before.spec.job?.state ?? "running";
    }

    get state(): JobState {
        return this.after.spec.job?.state ?? "running";
    }

    get flinkVersionChanges(): boolean {
        return this.before.spec.flinkVersion !== this.after.spec.flinkVersion;
    }

    /** Whether the old version runs a Flink of `minor` or newer. */
    oldFlinkReaches(minor: string): boolean {
        const version = flinkVersionOf(this.before.spec);
        return version !== undefined && flinkReaches(version, minor);
    }

    /** Both versions have high availability of one kind, so that the new one finds the old one's last checkpoint by it. */
    get keepsHighAvailability(): boolean {
        const { highAvailability } = this.old;
        return highAvailability !== undefined && highAvailability === this.present.highAvailability;
    }

    /** The old version's last checkpoint is known to its high availability, and not asked of the job as it is cancelled. */
    get goesByHighAvailability(): boolean {
        const cancels =
            this.isSince("1.10.0") &&
            this.old.isOn("kubernetes.operator.job.upgrade.last-state.job-cancel.enabled", false);
        return this.old.highAvailability !== undefined && !cancels;
    }
}

/** `stateless` is what the operator takes where nothing is said. */
function modeOf({ spec }: JobVersion): UpgradeMode {
    return spec.job?.upgradeMode ?? "stateless";
}
