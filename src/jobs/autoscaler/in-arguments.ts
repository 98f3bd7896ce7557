import type { Problem } from "../../checks/findings";
import type { AutoscalerArgs } from "./args";
import { argumentOfAutoscalerOption } from "./options";

/** A finding about an option, at the argument of the autoscaler that sets it; as it is where there is no autoscaler. */
export function inAutoscaler(
    { autoscaler }: { readonly autoscaler: AutoscalerArgs | undefined },
    { path, problem }: Problem,
): Problem {
    const key = /^flinkConfiguration\["(.+)"\]$/.exec(path)?.[1]; // `flinkConfiguration["a.b"]` yes
    const argument = key === undefined || autoscaler === undefined ? undefined : argumentOfAutoscalerOption(key);
    return { path: argument ?? path, problem };
}
