// The job "orders" of the namespace "shop" goes on as "sales": the second of two steps, once "orders" is suspended with a
// savepoint. In the first it has `state: "suspended"` and `upgradeMode: "savepoint"`.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

new FlinkApplication("sales", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    movedFrom: { name: "orders" },
});
