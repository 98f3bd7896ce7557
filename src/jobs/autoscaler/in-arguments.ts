import type { Problem } from "../../checks/findings";
import type { AutoscalerArgs } from "./args";
import { argumentOfAutoscalerOption } from "./options";

/** A job as far as the words for its autoscaler depend on it. */
interface Scaled {
    readonly autoscaler: AutoscalerArgs | undefined;
}

/** A finding about an option, at the argument of the autoscaler that sets it; as it is where there is no autoscaler. */
export function inAutoscaler(job: Scaled, { path, problem }: Problem): Problem {
    return { path: pathInAutoscaler(job, path), problem };
}

/** The argument of the autoscaler for an option; the path as it is for any other, and where there is no autoscaler. */
export function pathInAutoscaler({ autoscaler }: Scaled, path: string): string {
    const key = /^flinkConfiguration\["(.+)"\]$/.exec(path)?.[1]; // `flinkConfiguration["a.b"]` yes
    const argument = key === undefined || autoscaler === undefined ? undefined : argumentOfAutoscalerOption(key);
    return argument ?? path;
}

/** The path at which a rule would speak of an argument: it knows the option as a whole, and not the items of its list. */
export function optionPath(path: string): string {
    return path.replace(/^(autoscaler\.\w+)\[\d+\]$/, "$1"); // "autoscaler.excludedPeriods[1]" yes; "args[1]" no
}
