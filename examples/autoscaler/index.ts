// A job of which the operator says how far it should be scaled, and leaves it as it is.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

new FlinkApplication("orders", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    parallelism: 2,
    autoscaler: { targetUtilization: 0.6, maxParallelism: 24 }, // `scaling: true` has it act
    flinkConfiguration: { "pipeline.max-parallelism": 720 }, // has many divisors, and can hardly change later
});
