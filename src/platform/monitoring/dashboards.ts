import { dashboardConfigMaps } from "../../dashboards/dashboards";
import type { MonitoringSettings } from "./settings";

/** ConfigMaps with Grafana's dashboards, by the last part of their names in Pulumi; none where they are off. */
export function dashboardObjects(
    { dashboards, namespace }: Pick<MonitoringSettings, "dashboards" | "namespace">,
    operatorNamespace: string,
) {
    return (dashboards ? dashboardConfigMaps() : []).map(({ name, labels, annotations, data }) => {
        const metadata = { name, namespace: namespace ?? operatorNamespace, labels: { ...labels }, annotations };
        return [name, { metadata, data }] as const;
    });
}
