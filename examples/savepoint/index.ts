// A job, and a savepoint of it that is taken once it runs. Another name takes another one.
import { FlinkApplication, FlinkPlatform, FlinkStateSnapshot } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const orders = new FlinkApplication("orders", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
});

export const savepoint = new FlinkStateSnapshot("before-migration", { platform, job: orders }).path;
