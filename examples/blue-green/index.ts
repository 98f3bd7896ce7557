// A job of which a new version starts beside the old one and replaces it once it runs.
import { FlinkBlueGreenDeployment, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const checkout = new FlinkBlueGreenDeployment("checkout", {
    platform,
    metadata: { namespace: "shop" },
    spec: {
        configuration: {
            "kubernetes.operator.bluegreen.abort.grace-period": "15 min",
            "kubernetes.operator.bluegreen.deployment-deletion.delay": "2 min",
        },
        template: {
            spec: {
                image: "flink:2.2.1-java17",
                flinkVersion: "v2_2",
                flinkConfiguration: {
                    "execution.checkpointing.interval": "30 s",
                    "execution.checkpointing.dir": "s3p://shop/checkpoints",
                    "execution.checkpointing.savepoint-dir": "s3p://shop/savepoints",
                    "high-availability.type": "kubernetes",
                    "high-availability.storageDir": "s3p://shop/high-availability",
                },
                jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
                taskManager: { resource: { memory: "2048m", cpu: 1 } },
                job: {
                    jarURI: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
                    parallelism: 2,
                    upgradeMode: "savepoint",
                },
            },
        },
    },
});

export const active = checkout.activeVersion;
