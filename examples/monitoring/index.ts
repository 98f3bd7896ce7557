// Metrics for a Prometheus Operator that the cluster has, and one job whose owner does nothing for that.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", {
    cluster,
    monitoring: {
        mode: "existing",
        labels: { release: "kube-prometheus-stack" }, // what its podMonitorSelector asks for
    },
});

new FlinkApplication("orders", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
});
