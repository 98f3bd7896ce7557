import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import type { Readiness } from "../../readiness/readiness";
import { defaultTimes } from "../../readiness/times";
import { switchSeconds } from "../../rules/blue-green-options";
import { defaultDeleteTimeoutSeconds } from "../deployment/deletion";
import type { FlinkBlueGreenDeploymentArgs } from "./args";

/** A FlinkBlueGreenDeployment with every value decided but its service account, which its namespace may have to be made for. */
export interface BlueGreenSettings {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly namespace: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly spec: FlinkBlueGreenDeploymentSpec;
    readonly readiness: Readiness;
    readonly deleteTimeoutSeconds: number;
}

/**
 * Decides everything that the arguments leave open, whether they are right or not.
 *
 * @param name the component's name.
 */
export function blueGreenSettings(
    name: string,
    { metadata, spec, readiness, deleteTimeoutSeconds }: Omit<FlinkBlueGreenDeploymentArgs, "platform">,
): BlueGreenSettings {
    return {
        name: metadata.name ?? name,
        namespace: metadata.namespace,
        labels: metadata.labels ?? {},
        annotations: metadata.annotations ?? {},
        spec,
        readiness: { ...readiness, timeoutSeconds: readiness?.timeoutSeconds ?? switchTimeSeconds(spec) },
        deleteTimeoutSeconds: deleteTimeoutSeconds ?? defaultDeleteTimeoutSeconds,
    };
}

/** Time for a whole switch: the savepoint before it, the start of the new version, and the former one's last while. */
function switchTimeSeconds({ configuration }: Partial<FlinkBlueGreenDeploymentSpec>): number {
    const { timeoutSeconds } = defaultTimes;
    return timeoutSeconds + switchSeconds(configuration, "abort") + switchSeconds(configuration, "deletion");
}
