import { lines, ofResources, type DashboardContent } from "./dashboard";

const vertex = "{{resourcename}} {{jobVertexID}}";
const ofVertex = (metric: string) =>
    `max by (resourcens, resourcename, jobVertexID) (flink_k8soperator_namespace_resource_AutoScaler_jobVertexID_${metric}{${ofResources}})`;
const risen = (metric: string) =>
    `sum by (resourcens, resourcename) (increase(flink_k8soperator_namespace_resource_AutoScaler_${metric}{${ofResources}}[$__rate_interval]))`;
const resource = "{{resourcens}}/{{resourcename}}";

/** Measurements and choices of the autoscaler. */
export const autoscaler: DashboardContent = {
    name: "autoscaler",
    title: "Flink / Autoscaler",
    description: "What the autoscaler measures of each part of a job, and which parallelism it chooses.",
    of: "resources",
    rows: [
        {
            title: "Choice",
            panels: [
                {
                    title: "Parallelism",
                    description: "The present one, and the one that it recommends.",
                    kind: "lines",
                    unit: "none",
                    queries: [
                        { expr: ofVertex("PARALLELISM_Current"), legend: `${vertex} now` },
                        { expr: ofVertex("RECOMMENDED_PARALLELISM_Current"), legend: `${vertex} recommended` },
                    ],
                },
                lines(
                    "Scalings",
                    "short",
                    risen("scalings"),
                    resource,
                    "Each one restarts the job, unless it scales in place.",
                ),
                lines("Errors", "short", risen("errors"), resource, "Events of the resource name the reason."),
            ],
        },
        {
            title: "Measured",
            panels: [
                lines(
                    "Load",
                    "percentunit",
                    ofVertex("LOAD_Average"),
                    vertex,
                    "Part of its time that a part of the job works.",
                ),
                lines("Lag", "short", ofVertex("LAG_Current"), vertex, "Records that wait at sources."),
                lines(
                    "Capacity",
                    "reqps",
                    ofVertex("TRUE_PROCESSING_RATE_Average"),
                    vertex,
                    "Records a second that it could process, if it were busy all the time.",
                ),
                lines(
                    "Target",
                    "reqps",
                    ofVertex("TARGET_DATA_RATE_Average"),
                    vertex,
                    "Records a second that it has to process.",
                ),
            ],
        },
    ],
};
