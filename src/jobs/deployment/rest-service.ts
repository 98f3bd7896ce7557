/**
 * Service of Flink's REST API and UI, which Flink makes on port 8081 for each cluster:
 * https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/deployment/resource-providers/native_kubernetes/#accessing-flinks-web-ui
 *
 * @param name name of the FlinkDeployment in Kubernetes.
 */
export const restServiceOf = (name: string) => `${name}-rest`;

/** Command that brings the Flink UI to http://localhost:8081. */
export const flinkUiCommand = (namespace: string, name: string) =>
    `kubectl --namespace ${namespace} port-forward service/${restServiceOf(name)} 8081`;
