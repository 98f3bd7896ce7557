// A standby JobManager, a budget, and changes that restart one job after the other.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster, maxConcurrentRestarts: 1 });

for (const name of ["orders", "invoices"]) {
    new FlinkApplication(name, {
        platform,
        namespace: "shop",
        jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
        parallelism: 4,
        jobManager: { replicas: 2 }, // has a budget by itself: one at a time
        disruption: { taskManager: { minAvailable: 3 } }, // of four, one for each slot
    });
}
