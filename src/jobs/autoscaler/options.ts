import { flinkDuration } from "../../flink/units";
import type { AutoscalerArgs } from "./args";

/** An argument of the autoscaler as an option. */
interface AutoscalerOption<Value> {
    /** Key behind `job.autoscaler.`; one that every release reads. */
    readonly key: string;
    /** The key that newer releases prefer. @default none */
    readonly newer?: string;
    /** First release that knows it. @default each one */
    readonly since?: string;
    text(value: Value): string;
}

const asNumber = String;

/**
 * Options by argument.
 * Source: `AutoScalerOptions` of operator 1.7.0 and of 1.15.0,
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-autoscaler/src/main/java/org/apache/flink/autoscaler/config/AutoScalerOptions.java.
 * Two keys have newer names since 1.11 and are read under both.
 */
export const autoscalerOptions: {
    readonly [Name in keyof Required<AutoscalerArgs>]: AutoscalerOption<Required<AutoscalerArgs>[Name]>;
} = {
    scaling: { key: "scaling.enabled", text: String },
    targetUtilization: { key: "target.utilization", newer: "utilization.target", text: asNumber },
    utilizationBoundary: { key: "target.utilization.boundary", text: asNumber },
    minParallelism: { key: "vertex.min-parallelism", text: asNumber },
    maxParallelism: { key: "vertex.max-parallelism", text: asNumber },
    stabilizationSeconds: { key: "stabilization.interval", text: flinkDuration },
    metricsWindowSeconds: { key: "metrics.window", text: flinkDuration },
    catchUpSeconds: { key: "catch-up.duration", text: flinkDuration },
    restartSeconds: { key: "restart.time", text: flinkDuration },
    scaleDownDelaySeconds: { key: "scale-up.grace-period", newer: "scale-down.interval", text: flinkDuration },
    maxScaleUpFactor: { key: "scale-up.max-factor", text: asNumber },
    maxScaleDownFactor: { key: "scale-down.max-factor", text: asNumber },
    excludedPeriods: { key: "excluded.periods", since: "1.8.0", text: (periods) => periods.join(";") },
    memoryTuning: { key: "memory.tuning.enabled", since: "1.8.0", text: String },
};

const prefix = "job.autoscaler.";

/** Flink options of an autoscaler; none without one. Scaling is said in any case: the operator's own default is to scale. */
export function autoscalerConfiguration(args: AutoscalerArgs | undefined): Readonly<Record<string, string>> {
    if (args === undefined) {
        return {};
    }
    const given = { ...args, scaling: args.scaling ?? false };
    const options = namesOf(given).map((name) => [prefix + autoscalerOptions[name].key, textOf(name, given)]);
    return { [`${prefix}enabled`]: "true", ...Object.fromEntries(options) };
}

/** The arguments that are given. */
export function namesOf(args: AutoscalerArgs): (keyof AutoscalerArgs)[] {
    const names = Object.keys(autoscalerOptions) as (keyof AutoscalerArgs)[];
    return names.filter((name) => args[name] !== undefined);
}

function textOf(name: keyof AutoscalerArgs, args: AutoscalerArgs): string {
    // The table's types tie each value to its own option, which the compiler does not see through a name.
    return (autoscalerOptions[name].text as (value: unknown) => string)(args[name]);
}

/** The argument for an option of the autoscaler, under each of its names; undefined for one that has none. */
export function argumentOfAutoscalerOption(key: string): string | undefined {
    const plain = key.replace(/^kubernetes\.operator\.(?=job\.autoscaler\.)/, "");
    if (!plain.startsWith(prefix)) {
        return undefined;
    }
    const option = plain.slice(prefix.length);
    if (option === "enabled") {
        return "autoscaler";
    }
    const found = Object.entries(autoscalerOptions).find(
        ([, { key: own, newer }]) => own === option || newer === option,
    );
    return found && `autoscaler.${found[0]}`;
}
