// The platform that teams share: the one stack with rights to the cluster as a whole. It makes each team's namespace.
import * as pulumi from "@pulumi/pulumi";
import { FlinkPlatform } from "pulumi-flink-platform";
import { ExistingCluster } from "pulumi-flink-platform/existing";

const cluster = new ExistingCluster("shop", {
    kubeconfig: new pulumi.Config("teams-platform").requireSecret("kubeconfig"),
    stateStore: { kind: "s3", bucket: "shop-flink-state", secret: { name: "flink-state" } },
});

/** What the teams' stacks take. It holds no credential: each team has a kubeconfig of its own. */
export const platform = new FlinkPlatform("flink", { cluster, namespaces: ["orders", "invoices"] }).handle;
