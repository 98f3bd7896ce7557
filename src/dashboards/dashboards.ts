import autoscaler from "./autoscaler.json";
import checkpoints from "./checkpoints.json";
import { dashboardContents } from "./contents";
import type { DashboardName } from "./dashboard";
import fleet from "./fleet.json";
import job from "./job.json";
import memory from "./memory.json";
import operator from "./operator.json";

/** A dashboard in Grafana's form. */
export interface Dashboard {
    readonly name: DashboardName;
    readonly title: string;
    /** Its id in Grafana. */
    readonly uid: string;
    /** What Grafana reads: JSON on one line. */
    readonly json: string;
}

const models: Readonly<Record<DashboardName, object>> = { fleet, job, checkpoints, memory, operator, autoscaler };

/** Every dashboard. */
export function dashboards(): Dashboard[] {
    return dashboardContents.map(({ name, title }) => ({
        name,
        title,
        uid: `flink-${name}`,
        json: JSON.stringify(models[name]),
    }));
}

/** How ConfigMaps are found that hold dashboards. */
export interface DashboardLabels {
    /** Labels that the sidecar of Grafana selects. @default those of kube-prometheus-stack: `grafana_dashboard: "1"` */
    readonly labels?: Readonly<Record<string, string>>;
    /** Annotations, such as the one that names the folder in Grafana. @default none */
    readonly annotations?: Readonly<Record<string, string>>;
}

/** Content of a ConfigMap with a dashboard. Names of files are unique: the sidecar puts those of all ConfigMaps into one folder. */
export interface DashboardConfigMap {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly data: Readonly<Record<string, string>>;
}

/** One ConfigMap for each dashboard. */
export function dashboardConfigMaps({ labels, annotations }: DashboardLabels = {}): DashboardConfigMap[] {
    return dashboards().map(({ uid, json }) => ({
        name: `${uid}-dashboard`,
        labels: labels ?? { grafana_dashboard: "1" },
        annotations: annotations ?? {},
        data: { [`${uid}.json`]: json },
    }));
}

/** Choice of what a link to a dashboard shows. */
export interface DashboardChoice {
    readonly namespace?: string;
    readonly application?: string;
}

/** Address of a dashboard in a Grafana, as `https://grafana.example.com`, for one namespace or application. */
export function dashboardUrl(grafana: string, name: DashboardName, choice: DashboardChoice = {}): string {
    const query = new URLSearchParams();
    for (const variable of ["namespace", "application"] as const) {
        const value = choice[variable];
        if (value !== undefined) {
            query.set(`var-${variable}`, value);
        }
    }
    return `${grafana.replace(/\/+$/, "")}/d/flink-${name}${query.size === 0 ? "" : `?${query.toString()}`}`;
}
