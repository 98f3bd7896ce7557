// Two small jobs that share one Flink cluster. The operator fetches their jars.
import * as pulumi from "@pulumi/pulumi";
import { FlinkPlatform, FlinkSessionCluster, FlinkSessionJob } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const jars = new pulumi.Config().require("jars"); // a folder behind https, such as https://jars.example.com/shop

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });

const shared = new FlinkSessionCluster("shared", {
    platform,
    namespace: "shop",
    taskManager: { taskSlots: 2 },
});

export const jobs = ["orders", "invoices"].map(
    (name) => new FlinkSessionJob(name, { platform, sessionCluster: shared, jar: `${jars}/${name}.jar` }).ready,
);
export const ui = shared.flinkUi;
