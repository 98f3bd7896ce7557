import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import { defaultTimes } from "../../readiness/times";
import { switchSeconds } from "../../rules/blue-green-options";
import { resourceSettings, type ResourceSettings } from "../deployment/resource-settings";
import type { FlinkBlueGreenDeploymentArgs } from "./args";

/** A FlinkBlueGreenDeployment with every value decided but its service account, which its namespace may have to be made for. */
export type BlueGreenSettings = ResourceSettings<FlinkBlueGreenDeploymentSpec>;

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function blueGreenSettings(
    name: string,
    args: Omit<FlinkBlueGreenDeploymentArgs, "platform">,
): BlueGreenSettings {
    const settings = resourceSettings(name, args);
    const { readiness, spec } = settings;
    return {
        ...settings,
        readiness: { ...readiness, timeoutSeconds: readiness.timeoutSeconds ?? switchTimeSeconds(spec) },
    };
}

/** Time for a whole switch: the savepoint before it, the start of the new version, and the former one's last while. */
function switchTimeSeconds({ configuration }: Partial<FlinkBlueGreenDeploymentSpec>): number {
    const { timeoutSeconds } = defaultTimes;
    return timeoutSeconds + switchSeconds(configuration, "abort") + switchSeconds(configuration, "deletion");
}
