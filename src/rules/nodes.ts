import type { FlinkOptions } from "../flink/types/deployment";
import type { Problem } from "../checks/findings";
import type { RuleContext } from "./context";
import { flatOptions } from "./effective-configuration";
import { known } from "./inputs";

/**
 * Ways in which Flink's REST service is reached: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#kubernetes-rest-service-exposed-type.
 */
export const exposedType = "kubernetes.rest-service.exposed.type";

/**
 * Whether the operator lists nodes for this value of `exposedType`: the address of a NodePort service is that of a node, as
 * is that of a LoadBalancer service which has none yet. Flink takes both in any case of letters. Source: `NodePortService`
 * and `LoadBalancerService` of https://github.com/apache/flink/tree/release-1.20/flink-kubernetes.
 */
export function listsNodes(value: unknown): boolean {
    return ["nodeport", "loadbalancer"].includes(String(value).toLowerCase());
}

/** Problems of options for which the operator has no right, as far as the resource itself sets them. The operator's own configuration is checked with the operator. */
export function restServiceProblems(
    options: FlinkOptions | undefined,
    { mayReadNodes = true }: RuleContext,
): Problem[] {
    const values = flatOptions(options).flatMap(([key, value]) => (key === exposedType ? [known(value)] : []));
    return mayReadNodes
        ? []
        : values.filter(listsNodes).map((value) => ({
              path: `spec.flinkConfiguration["${exposedType}"]`,
              problem: `must not make the operator list nodes, which it may not, got "${value}"; give the operator readNodes: true`,
          }));
}
