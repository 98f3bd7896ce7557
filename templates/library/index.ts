import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

export const application = new FlinkApplication("state-machine", {
    platform,
    namespace: "flink-jobs",
    flinkVersion: "2.2",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    jobManager: { cpu: 0.2 },
    taskManager: { cpu: 0.2 },
}).ready;
