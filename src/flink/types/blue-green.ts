import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import type { FlinkDeploymentSpec, IngressSpec } from "./deployment";

/**
 * An application of which a new version starts while the old one runs and takes over once it runs. Operator 1.14 and newer,
 * one to one with its resource definition:
 * https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/docs/custom-resource/overview/
 */
export interface FlinkBlueGreenDeploymentSpec {
    /**
     * Options of the switch: `kubernetes.operator.bluegreen.abort.grace-period` (10 min),
     * `kubernetes.operator.bluegreen.reconciliation.reschedule-interval` (15 s) and
     * `kubernetes.operator.bluegreen.deployment-deletion.delay` (0).
     *
     * @default none
     */
    readonly configuration?: Readonly<Record<string, pulumi.Input<string>>>;
    /** An Ingress that follows the active version. @default none */
    readonly ingress?: IngressSpec;
    readonly template: FlinkDeploymentTemplate;
}

/** Template of each version's FlinkDeployment. */
export interface FlinkDeploymentTemplate {
    /** Labels and annotations of the versions. @default none */
    readonly metadata?: k8s.types.input.meta.v1.ObjectMeta;
    readonly spec: FlinkDeploymentSpec;
}
