import { FlinkOperator } from "../../../src/platform/operator/operator";
import type { FlinkOperatorArgs } from "../../../src/platform/operator/args";
import { only, record, type Recorded } from "../../support/record";

/** Types of what an operator is made of. */
export const types = {
    clusterRole: "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
    configMap: "kubernetes:core/v1:ConfigMap",
    definition: "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinitionPatch",
    deployment: "kubernetes:apps/v1:Deployment",
    disruptionBudget: "kubernetes:policy/v1:PodDisruptionBudget",
    namespace: "kubernetes:core/v1:Namespace",
    role: "kubernetes:rbac.authorization.k8s.io/v1:Role",
};

/** Labels of its objects. */
export const labels = {
    "app.kubernetes.io/name": "flink-kubernetes-operator",
    "app.kubernetes.io/managed-by": "pulumi",
};

/** Labels of its Deployment and pods: what else there is stays the same when the operator is upgraded. */
export const versionedLabels = (release: string) => ({ ...labels, "app.kubernetes.io/version": release });

/** What an operator registers, without itself. */
export async function made(args: FlinkOperatorArgs = {}, preview = false): Promise<Recorded[]> {
    const resources = await record(() => new FlinkOperator("x", args), { preview });
    return resources.filter(({ name }) => name !== "x");
}

/** Inputs of its Deployment, and the one container in there. */
export const deploymentOf = (resources: readonly Recorded[]) => only(resources, types.deployment).inputs;
export const containerOf = (resources: readonly Recorded[]) => deploymentOf(resources).spec.template.spec.containers[0];
