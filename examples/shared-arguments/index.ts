// Two jobs with variables of their own, one with files, and what the platform gives to both.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", {
    cluster,
    applicationDefaults: {
        environment: { REGION: "eu" },
        flinkConfiguration: { "restart-strategy.type": "exponential-delay" },
        enforced: { labels: { "cost-center": "1200" } },
    },
});

const job = { platform, namespace: "shop", jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar" };

new FlinkApplication("orders", {
    ...job,
    environment: { TOPIC: "orders", PASSWORD: { secret: "kafka", key: "password" } },
    files: {
        "/opt/kafka/ca.crt": { secret: "kafka", key: "ca.crt" },
        "/opt/rules/limits.json": { content: JSON.stringify({ perMinute: 10 }) },
    },
});

new FlinkApplication("invoices", { ...job, environment: { TOPIC: "invoices", REGION: "us" } });
