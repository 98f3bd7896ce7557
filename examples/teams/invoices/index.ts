// The jobs of one team, on the platform of another stack: nothing of the platform is made here, and no other namespace than
// the team's can be used.
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";

const config = new pulumi.Config("teams-invoices");

export = async () => {
    const platform = await FlinkPlatform.fromStack("flink", {
        stack: new pulumi.StackReference(config.require("platform")),
        kubeconfig: config.requireSecret("kubeconfig"),
        output: "invoices",
    });
    const invoices = new FlinkApplication("invoices", {
        platform,
        namespace: "invoices",
        jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
    });
    return { state: invoices.statePath, ui: invoices.flinkUi };
};
