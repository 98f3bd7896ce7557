import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import type { Readiness } from "../../readiness/readiness";
import { isCanary } from "./canary";
import { defaultDeleteTimeoutSeconds } from "./deletion";
import type { FlinkDeploymentArgs } from "./args";
import type { AcceptedStateLoss } from "./state-loss";

/** A FlinkDeployment with every value decided but its service account, which its namespace may have to be made for. */
export interface DeploymentSettings {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    /** Beside those that the operator's selector asks for. */
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly spec: FlinkDeploymentSpec;
    readonly readiness: Readiness;
    readonly deleteTimeoutSeconds: number;
    readonly scaledByOthers: boolean;
    readonly acceptStateLoss: AcceptedStateLoss | undefined;
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function deploymentSettings(
    name: string,
    {
        metadata,
        spec,
        readiness,
        deleteTimeoutSeconds,
        scaledByOthers,
        acceptStateLoss,
    }: Omit<FlinkDeploymentArgs, "platform">,
): DeploymentSettings {
    const labels = metadata.labels ?? {};
    return {
        name: metadata.name ?? name,
        namespace: metadata.namespace,
        labels,
        annotations: metadata.annotations ?? {},
        spec,
        // The operator writes no status for a canary that could be waited for.
        readiness: isCanary(labels) ? { ...readiness, enabled: false } : (readiness ?? {}),
        deleteTimeoutSeconds: deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
        scaledByOthers: scaledByOthers ?? false,
        acceptStateLoss,
    };
}
