import type { FlinkDeploymentSpec } from "../../flink/types/deployment";
import type { Readiness } from "../../readiness/readiness";
import { defaultDeleteTimeoutSeconds } from "./deletion";
import type { FlinkDeploymentArgs } from "./args";

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
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function deploymentSettings(
    name: string,
    { metadata, spec, readiness, deleteTimeoutSeconds, scaledByOthers }: Omit<FlinkDeploymentArgs, "platform">,
): DeploymentSettings {
    return {
        name: metadata.name ?? name,
        namespace: metadata.namespace,
        labels: metadata.labels ?? {},
        annotations: metadata.annotations ?? {},
        spec,
        readiness: readiness ?? {},
        deleteTimeoutSeconds: deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
        scaledByOthers: scaledByOthers ?? false,
    };
}
