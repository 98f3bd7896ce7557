// The platform that teams share: the one stack with rights to the cluster as a whole. It makes each team's namespace, and in
// it what keeps the team apart from the other.
import * as pulumi from "@pulumi/pulumi";
import { FlinkPlatform, FlinkTeam } from "pulumi-flink-platform";
import { ExistingCluster } from "pulumi-flink-platform/existing";

const cluster = new ExistingCluster("shop", {
    kubeconfig: new pulumi.Config("teams-platform").requireSecret("kubeconfig"),
    stateStore: { kind: "s3", bucket: "shop-flink-state", secret: { name: "flink-state" } },
});
const platform = new FlinkPlatform("flink", {
    cluster,
    applicationDefaults: { enforced: { labels: { "cost-centre": "streaming" } } },
});
const kafka = { cidr: "10.20.0.0/16", ports: [9092] };

/** What the teams' stacks take, each its own. It holds no credential: each team has a kubeconfig of its own. */
export const orders = new FlinkTeam("orders", {
    platform,
    quota: { cpu: 16, memoryGiB: 64, pods: 40 },
    groups: { deployers: ["orders-engineers"], viewers: ["support"] },
    network: { egress: [kafka] },
}).handle;

export const invoices = new FlinkTeam("invoices", {
    platform,
    quota: { cpu: 4, memoryGiB: 16, pods: 10 },
    groups: { deployers: ["invoices-engineers"], viewers: ["support"] },
    network: { egress: [kafka] },
    applicationDefaults: { flinkVersion: "1.20", enforced: { upgradeMode: "savepoint" } },
}).handle;
