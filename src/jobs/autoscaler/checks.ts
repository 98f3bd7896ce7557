import type { Problem } from "../../checks/findings";
import { notTogetherProblems, shown, unless, wholeNumberProblems } from "../../checks/values";
import { compareVersions } from "../../flink/versions";
import { excludedPeriodProblem } from "../../rules/excluded-periods";
import type { AutoscalerArgs } from "./args";
import { argumentOfAutoscalerOption, autoscalerOptions, namesOf } from "./options";

/** A job as far as its autoscaler depends on it. */
export interface ScaledJob {
    readonly flinkVersion: string;
    readonly autoscaler: AutoscalerArgs | undefined;
    readonly scaledByOthers: boolean;
    /** The user's own Flink options, as flat keys. */
    readonly flinkConfiguration: Readonly<Record<string, unknown>>;
}

/** Everything that is wrong with a job's autoscaler. */
export function autoscalerProblems(job: ScaledJob, operatorRelease: string): Problem[] {
    const { autoscaler, scaledByOthers, flinkConfiguration } = job;
    if (autoscaler === undefined) {
        return [];
    }
    const scaling = autoscaler.scaling === true ? true : undefined;
    return [
        ...valueProblems(autoscaler),
        ...periodProblems(autoscaler.excludedPeriods ?? []),
        ...releaseProblems(autoscaler, operatorRelease),
        ...(scaledByOthers ? notTogetherProblems("autoscaler.scaling", scaling, "scaledByOthers") : []),
        ...Object.keys(flinkConfiguration).flatMap((key) => {
            const argument = argumentOfAutoscalerOption(key);
            return unless(
                argument === undefined,
                `flinkConfiguration["${key}"]`,
                `cannot be set here; use ${argument}`,
            );
        }),
    ];
}

function valueProblems(args: AutoscalerArgs): Problem[] {
    const least = (name: keyof AutoscalerArgs, limit: number) =>
        wholeNumberProblems(`autoscaler.${name}`, args[name] as number | undefined, limit);
    const { minParallelism = 1, maxParallelism = Infinity } = args;
    return [
        ...partProblems(
            "targetUtilization",
            args.targetUtilization,
            (value) => value > 0 && value <= 1,
            "above 0 and up to 1",
        ),
        ...partProblems(
            "utilizationBoundary",
            args.utilizationBoundary,
            (value) => value >= 0 && value <= 1,
            "from 0 to 1",
        ),
        ...partProblems("maxScaleUpFactor", args.maxScaleUpFactor, (value) => value > 0, "above 0"),
        ...partProblems(
            "maxScaleDownFactor",
            args.maxScaleDownFactor,
            (value) => value >= 0 && value <= 1,
            "from 0 to 1",
        ),
        ...least("minParallelism", 1),
        ...least("maxParallelism", 1),
        ...unless(
            !(minParallelism > maxParallelism),
            "autoscaler.minParallelism",
            `must be at most maxParallelism, ${maxParallelism}, got ${minParallelism}`,
        ),
        ...least("stabilizationSeconds", 0),
        ...least("metricsWindowSeconds", 1),
        ...least("catchUpSeconds", 0),
        ...least("restartSeconds", 0),
        ...least("scaleDownDelaySeconds", 0),
    ];
}

function partProblems(
    name: keyof AutoscalerArgs,
    value: number | undefined,
    isInside: (value: number) => boolean,
    limits: string,
): Problem[] {
    const holds = value === undefined || (typeof value === "number" && Number.isFinite(value) && isInside(value));
    return unless(holds, `autoscaler.${name}`, `must be a number ${limits}, got ${shown(value)}`);
}

function periodProblems(periods: readonly unknown[]): Problem[] {
    return periods.flatMap((period, index) => {
        const path = `autoscaler.excludedPeriods[${index}]`;
        if (typeof period !== "string" || period.trim() === "" || period.includes(";")) {
            return [{ path, problem: `must be text without ";", got ${shown(period)}` }];
        }
        const problem = excludedPeriodProblem(period.trim());
        return problem === undefined ? [] : [{ path, problem }];
    });
}

function releaseProblems(args: AutoscalerArgs, release: string): Problem[] {
    return namesOf(args).flatMap((name) => {
        const { since = release } = autoscalerOptions[name];
        const problem = `needs operator ${since} or newer, got ${release}; remove it, or take a newer operator.release`;
        return unless(compareVersions(release, since) >= 0, `autoscaler.${name}`, problem);
    });
}

const maxParallelismKey = "pipeline.max-parallelism";

/** Hints for a job whose autoscaler would scale badly, or not at all. */
export function autoscalerHints(job: ScaledJob): Problem[] {
    return job.autoscaler?.scaling === true ? [...overrideHints(job), ...divisorHints(job)] : [];
}

/**
 * A choice of parallelisms is carried out by an option of Flink 1.17. Images of older versions may have it all the same.
 * Source: https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-release-1.7/docs/custom-resource/autoscaler/
 */
function overrideHints({ flinkVersion }: ScaledJob): Problem[] {
    const problem = `needs Flink 1.17 or newer, or an image that has its changes for the autoscaler, got "${flinkVersion}"; remove it to have advice alone`;
    return unless(compareVersions(flinkVersion, "1.17") >= 0, "autoscaler.scaling", problem);
}

/**
 * The autoscaler takes divisors of a job's maximum parallelism alone, and Flink's own choice of that has few. The limit of 85
 * and the 128 are `computeDefaultMaxParallelism` in
 * https://github.com/apache/flink/blob/release-2.2.0/flink-runtime/src/main/java/org/apache/flink/runtime/state/KeyGroupRangeAssignment.java.
 */
function divisorHints({ flinkConfiguration }: ScaledJob): Problem[] {
    const problem =
        'should be set for the autoscaler, which chooses among its divisors: "720" for a new job; a job with state must keep its own, which is 128 unless an operator had a parallelism above 85';
    return unless(
        flinkConfiguration[maxParallelismKey] !== undefined,
        `flinkConfiguration["${maxParallelismKey}"]`,
        problem,
    );
}
