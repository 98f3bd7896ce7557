import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { JobNamespaceHandle } from "../../contracts/platform";
import type { DisruptionArgs } from "./args";
import { boundOf, type Pods, type Role } from "./settings";

/** A Flink cluster whose pods have budgets. */
export interface FlinkCluster {
    /** Name in Kubernetes. */
    readonly name: string;
    readonly pods: readonly Pods[];
    readonly disruption: DisruptionArgs | undefined;
}

/** Place of the budgets among the resources. */
export interface BudgetPlace {
    readonly component: pulumi.ComponentResource;
    /** The component's name. */
    readonly name: string;
    readonly jobNamespace: JobNamespaceHandle;
}

/** Registers the budgets of a cluster's pods. They are objects of their own: a change of them leaves the job alone. */
export function registerBudgets(cluster: FlinkCluster, place: BudgetPlace): void {
    for (const pods of cluster.pods) {
        registerBudget(cluster, pods, place);
    }
}

/** Words for a role in labels of pods, and in names of children. */
const roles: Readonly<Record<Role, { readonly label: string; readonly child: string }>> = {
    jobManager: { label: "jobmanager", child: "job-manager" },
    taskManager: { label: "taskmanager", child: "task-manager" },
};

function registerBudget(
    { name, disruption }: FlinkCluster,
    pods: Pods,
    { component, name: ofComponent, jobNamespace }: BudgetPlace,
): void {
    const bound = boundOf(pods, disruption);
    if (bound === undefined) {
        return;
    }
    const { label, child } = roles[pods.role];
    new k8s.policy.v1.PodDisruptionBudget(
        `${ofComponent}-${child}-budget`,
        {
            metadata: {
                name: `${name}-${label}`,
                namespace: jobNamespace.name,
                labels: { "app.kubernetes.io/managed-by": "pulumi" },
            },
            spec: {
                ...bound,
                selector: { matchLabels: { app: name, component: label, type: `flink-${pods.mode}-kubernetes` } },
                // A pod that is not ready does no work that its eviction could disturb.
                unhealthyPodEvictionPolicy: "AlwaysAllow",
            },
        },
        { parent: component, dependsOn: [...jobNamespace.dependsOn] },
    );
}
