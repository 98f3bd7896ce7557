import { oneOf, type KnownOf } from "../../checks/known-arguments";
import type { MonitoringArgs, MonitoringMode } from "./args";

/** Arguments of monitoring. */
export const knownMonitoringArgs = {
    mode: oneOf<MonitoringMode>({ off: true, existing: true, managed: true }),
    labels: "map",
    namespace: true,
    intervalSeconds: true,
    drop: "list",
    dashboards: "switch",
    reporters: "map",
} satisfies KnownOf<MonitoringArgs>;
