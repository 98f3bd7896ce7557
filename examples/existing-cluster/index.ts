// A platform on a cluster of another stack, with a bucket and keys that exist.
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { ExistingCluster } from "pulumi-flink-platform/existing";

const clusters = new pulumi.StackReference(new pulumi.Config("existing-cluster").require("clusters"));

const cluster = new ExistingCluster("shop", {
    kubeconfig: clusters.requireOutput("kubeconfig") as pulumi.Output<string>,
    stateStore: {
        kind: "s3",
        bucket: "shop-flink-state",
        endpoint: "https://minio.storage.svc:9000",
        // Each namespace with jobs holds this Secret.
        secret: { name: "flink-state" },
    },
    placement: { tolerations: [{ key: "workload", value: "flink", effect: "NoSchedule" }] },
});

const platform = new FlinkPlatform("flink", { cluster, existingNamespaces: ["orders"] });

export const orders = new FlinkApplication("orders", {
    platform,
    namespace: "orders",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
}).ready;
