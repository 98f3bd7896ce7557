import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { AlertSettings } from "../../alerts/settings";
import type { ClusterModule } from "../../contracts/cluster";
import { MetricsAgent } from "./agent";
import { dashboardObjects } from "./dashboards";
import { googleGroup, podMonitorings } from "./google";
import { alertRules } from "./alert-rules";
import { podMonitors, prometheusGroup, type MonitoringObject, type Scraped } from "./pod-monitors";
import type { MonitoringSettings } from "./settings";

/** What is collected, for whom, and what collects it. */
export interface MonitoringComponentArgs extends Scraped {
    readonly settings: MonitoringSettings;
    readonly alerts: AlertSettings;
    readonly cluster: Pick<
        ClusterModule,
        "metricsSink" | "bindServiceAccount" | "nodes" | "labels" | "imagePullSecrets"
    >;
}

/** Objects by which a collector finds the operator and all jobs. A platform makes it where `monitoring.mode` is not `off`. */
export class Monitoring extends pulumi.ComponentResource {
    /** Makes what the collector of this mode reads. */
    constructor(name: string, args: MonitoringComponentArgs, opts: pulumi.ComponentResourceOptions) {
        const { settings, operatorNamespace, watchNamespaces } = args;
        const { mode, intervalSeconds } = settings;
        super(
            "flink-platform:index:Monitoring",
            name,
            { mode, intervalSeconds, operatorNamespace, watchNamespaces },
            opts,
        );
        const { metricsSink: sink } = args.cluster;
        if (mode === "managed" && sink.kind === "remoteWrite") {
            new MetricsAgent(`${name}-agent`, { ...args, sink }, { parent: this, dependsOn: opts.dependsOn ?? [] });
            this.registerOutputs({});
            return;
        }
        for (const [object, content] of Object.entries(objectsOf(args))) {
            new k8s.apiextensions.CustomResource(`${name}-${object}`, mutable(content), {
                parent: this,
                dependsOn: opts.dependsOn ?? [],
            });
        }
        for (const [object, content] of dashboardObjects(settings, operatorNamespace)) {
            new k8s.core.v1.ConfigMap(`${name}-${object}`, content, { parent: this, dependsOn: opts.dependsOn ?? [] });
        }
        this.registerOutputs({});
    }
}

/** Objects by the last part of their names in Pulumi. */
function objectsOf(args: MonitoringComponentArgs): Readonly<Record<string, MonitoringObject>> {
    const {
        settings,
        cluster: { metricsSink: sink },
    } = args;
    const group = settings.mode === "managed" && sink.kind === "managedCollection" ? sink.apiGroup : prometheusGroup;
    const rules = alertRules(args, group);
    if (group !== googleGroup) {
        return { ...podMonitors(settings, args, group), ...rules };
    }
    const { operator, jobs } = podMonitorings(settings, args);
    const ofNamespaces = jobs.map((object) => {
        const { namespace } = object.metadata;
        return [namespace === undefined ? "jobs" : `jobs-${namespace}`, object] as const;
    });
    return { operator, ...Object.fromEntries(ofNamespaces), ...rules };
}

const mutable = ({ apiVersion, kind, metadata, spec }: MonitoringObject) => ({
    apiVersion,
    kind,
    metadata: { ...metadata, labels: { ...metadata.labels } },
    spec,
});
