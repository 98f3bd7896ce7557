import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { sampleData } from "../shared/sample-data";
import { podLabels, port, type Server } from "./object-server";
import { serverDeployment } from "./object-server-pod";

/**
 * Registers a server.
 *
 * @param jobs `namespace` is that of the jobs that it serves.
 * @returns what must be there before the server is called.
 */
export function createServer(
    name: string,
    server: Server,
    jobs: { readonly namespace: string },
    opts: pulumi.ResourceOptions,
): readonly pulumi.Resource[] {
    const { namespace, samples } = server;
    const sampleFiles =
        samples.length === 0
            ? []
            : [
                  new k8s.core.v1.ConfigMap(
                      `${name}-samples`,
                      { metadata: { name: server.name, namespace }, ...sampleData(samples) },
                      opts,
                  ),
              ];
    const deployment = new k8s.apps.v1.Deployment(
        `${name}-server`,
        serverDeployment(server),
        pulumi.mergeOptions(opts, { dependsOn: sampleFiles }),
    );
    const service = new k8s.core.v1.Service(
        `${name}-service`,
        {
            metadata: {
                name: server.name,
                namespace,
                labels: { "flink-platform/namespace": jobs.namespace },
                // A wait for its pods would go on for 10 s after they are ready: `processEndpointEvent` in
                // https://github.com/pulumi/pulumi-kubernetes/blob/v4.25.0/provider/pkg/await/service.go
                annotations: { "pulumi.com/skipAwait": "true" },
            },
            spec: { selector: podLabels(server), ports: [{ name: "s3", port, targetPort: "s3" }] },
        },
        opts,
    );
    return [deployment, service];
}
