import type { FlinkOperatorArgs } from "../operator/args";
import type { MonitoringSettings } from "./settings";

/** Port of the operator's metrics where its arguments name none: the one in the operator's documentation. */
const operatorMetricsPort = 9999;

/** An operator's arguments with what monitoring adds. What the user says of an option counts more. */
export function monitoredOperator(
    args: FlinkOperatorArgs,
    { mode, jobConfiguration }: MonitoringSettings,
): FlinkOperatorArgs {
    return {
        ...args,
        ...(mode !== "off" && { metricsPort: args.metricsPort ?? operatorMetricsPort }),
        ...(Object.keys(jobConfiguration).length > 0 && {
            configuration: { ...jobConfiguration, ...args.configuration },
        }),
    };
}
