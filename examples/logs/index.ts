// Lines of the operator and of jobs as JSON, sent to a Loki by a collector on each node.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", {
    cluster,
    operator: { watchNamespaces: ["shop"], logging: { jobLoggers: { "org.example.shop": "DEBUG" } } },
    logging: {
        sink: { kind: "loki", url: "http://loki-gateway.loki.svc", tenant: "shop" },
        collector: { memoryMiB: 512 },
    },
});

new FlinkApplication("orders", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
});
