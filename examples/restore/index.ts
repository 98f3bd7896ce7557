// Two more jobs that start from the state of one that runs: from a savepoint on demand, and from the last one that the
// operator has taken.
import { FlinkApplication, FlinkPlatform, FlinkStateSnapshot } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const common = { platform, namespace: "shop", jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar" };
const orders = new FlinkApplication("orders", {
    ...common,
    periodicSavepoints: { intervalSeconds: 3600, retained: 24 },
});

const snapshot = new FlinkStateSnapshot("before-migration", { platform, job: orders });
new FlinkApplication("migrated", { ...common, restoreFrom: { snapshot }, allowNonRestoredState: true });

new FlinkApplication("rehearsal", { ...common, restoreFrom: { application: orders } });

export const savepoint = orders.lastSavepointPath;
