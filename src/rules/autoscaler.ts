import type { Problem } from "../checks/findings";
import { operatorReaches, type RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";
import { excludedPeriodProblem } from "./excluded-periods";
import { optionOf, switchOf, type OptionNames } from "./flink-options";
import { unless } from "../checks/values";

/** Names of an autoscaler option: up to operator 1.6 they began with `kubernetes.operator.`, which is still read. */
function named(...keys: readonly string[]): OptionNames {
    const names = keys.map((key) => `job.autoscaler.${key}`);
    return [...names, ...names.map((name) => `kubernetes.operator.${name}`)];
}

const defaultTarget = 0.7; // https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/operations/configuration/#autoscaler-configuration

/** Rules 35 to 42: the options of an autoscaler that is on are within their limits. */
export function autoscalerProblems(configuration: EffectiveConfiguration, context: RuleContext): Problem[] {
    const { value: isOn, problems } = switchOf(configuration, named("enabled"), false);
    if (isOn !== true) {
        return [...problems];
    }
    return [
        ...numberProblems(configuration, named("scale-down.max-factor"), { least: 0 }),
        ...numberProblems(configuration, named("scale-up.max-factor"), { least: 0 }),
        ...utilizationProblems(configuration, context),
        ...numberProblems(configuration, named("target.utilization.boundary"), { least: 0 }),
        ...scalabilityProblems(configuration, context),
        ...excludedPeriodsProblems(configuration, context),
    ];
}

/** Before operator 1.11 (FLINK-36836) there was one target, without an upper limit, and no other bounds. */
function utilizationProblems(configuration: EffectiveConfiguration, context: RuleContext): Problem[] {
    if (!operatorReaches(context, "1.11.0")) {
        return numberProblems(configuration, named("target.utilization"), { least: 0 });
    }
    const targetNames = named("utilization.target", "target.utilization");
    const option = optionOf(configuration, targetNames);
    const target = option === undefined ? defaultTarget : numberOf(option.text ?? "");
    const isBound = target !== undefined && target >= 0 && target <= 1; // a wrong or unknown one sets no bound
    return [
        ...numberProblems(configuration, targetNames, { least: 0, most: 1 }),
        ...numberProblems(configuration, named("utilization.max"), { least: isBound ? target : 0, most: 1 }),
        ...numberProblems(configuration, named("utilization.min"), { least: 0, most: isBound ? target : 1 }),
    ];
}

function scalabilityProblems(configuration: EffectiveConfiguration, context: RuleContext): Problem[] {
    return operatorReaches(context, "1.15.0")
        ? numberProblems(configuration, named("observed-scalability.coefficient-min"), { least: 0.01, most: 1 })
        : [];
}

/** New in operator 1.8 (FLINK-33795). */
function excludedPeriodsProblems(configuration: EffectiveConfiguration, context: RuleContext): Problem[] {
    const option = operatorReaches(context, "1.8.0") ? optionOf(configuration, named("excluded.periods")) : undefined;
    const periods = (option?.text ?? "").split(";").map((period) => period.trim());
    return periods
        .filter((period) => period !== "")
        .map(excludedPeriodProblem)
        .filter((problem) => problem !== undefined)
        .map((problem) => ({ path: option?.path ?? "", problem }));
}

function numberProblems(
    configuration: EffectiveConfiguration,
    names: OptionNames,
    { least, most }: { readonly least: number; readonly most?: number },
): Problem[] {
    const option = optionOf(configuration, names);
    if (option?.text === undefined) {
        return [];
    }
    const { path, text } = option;
    const value = numberOf(text);
    if (value === undefined) {
        return [{ path, problem: `must be a number, got "${text}"` }];
    }
    const isOutside = value < least || (most !== undefined && value > most);
    const limits = most === undefined ? `at least ${least}` : `from ${least} to ${most}`;
    return unless(!isOutside, path, `must be ${limits}, got ${text}`);
}

function numberOf(text: string): number | undefined {
    const value = text.trim() === "" ? NaN : Number(text);
    return Number.isNaN(value) ? undefined : value;
}
