import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import { isCanary } from "./canary";
import type { FlinkDeploymentArgs } from "./args";
import { resourceSettings, type ResourceSettings } from "./resource-settings";
import type { AcceptedStateLoss } from "./state-loss";

/** A FlinkDeployment with every value decided but its service account, which its namespace may have to be made for. */
export interface DeploymentSettings extends ResourceSettings<FlinkDeploymentSpec> {
    readonly scaledByOthers: boolean;
    readonly acceptStateLoss: AcceptedStateLoss | undefined;
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function deploymentSettings(name: string, args: Omit<FlinkDeploymentArgs, "platform">): DeploymentSettings {
    const settings = resourceSettings(name, args);
    const { labels, readiness } = settings;
    return {
        ...settings,
        // The operator writes no status for a canary that could be waited for.
        readiness: isCanary(labels) ? { ...readiness, enabled: false } : readiness,
        scaledByOthers: args.scaledByOthers ?? false,
        acceptStateLoss: args.acceptStateLoss,
    };
}
