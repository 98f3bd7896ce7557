// A manifest on a platform whose operator is there already; only what the cluster lacks is changed.
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { FlinkDeployment, FlinkPlatform } = require("../../..");
const { LocalCluster } = require("../../../dist/clusters/local/cluster");

const config = new pulumi.Config("flink-platform");
const { cloud, ...clusterArgs } = config.requireObject("cluster");
const cluster = new LocalCluster("cluster", clusterArgs);
const platform = new FlinkPlatform("platform", {
    cluster,
    operator: config.requireObject("operator"),
    existingNamespaces: ["default"],
});
FlinkDeployment.fromYaml("basic-example", {
    platform,
    file: path.join(__dirname, "..", "manifests", "basic-example.yaml"),
    image: "flink:1.18",
    flinkVersion: "v1_18",
});
