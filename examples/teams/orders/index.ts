// The jobs of one team, on the platform of another stack: nothing of the platform is made here, and no other namespace than
// the team's can be used.
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";

const config = new pulumi.Config("teams-orders");

export = async () => {
    const platform = await FlinkPlatform.fromStack("flink", {
        stack: new pulumi.StackReference(config.require("platform")),
        kubeconfig: config.requireSecret("kubeconfig"),
        output: "orders",
    });
    const orders = new FlinkApplication("orders", {
        platform,
        namespace: "orders",
        jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    });
    return { state: orders.statePath, ui: orders.flinkUi };
};
