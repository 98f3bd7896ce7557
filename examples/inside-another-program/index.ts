// The platform together with other infrastructure: its cluster stands in the program's network, its job reads the program's queue.
import * as ec2 from "@pulumi/aws/ec2";
import * as sqs from "@pulumi/aws/sqs";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { EksCluster } from "pulumi-flink-platform/eks";

const network = new ec2.Vpc("shop", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
const subnets = ["a", "b", "c"].map(
    (zone, index) =>
        new ec2.Subnet(`shop-${zone}`, {
            vpcId: network.id,
            availabilityZone: `eu-west-1${zone}`,
            cidrBlock: `10.20.${index * 32}.0/19`,
        }),
);
const orders = new sqs.Queue("orders", { fifoQueue: true });

const cluster = new EksCluster("shop", {
    region: "eu-west-1",
    network: { existing: { subnetIds: subnets.map(({ id }) => id) } },
});
const platform = new FlinkPlatform("shop", { cluster });

export const fraud = new FlinkApplication("fraud", {
    platform,
    namespace: "fraud",
    image: "shop/fraud:1.4.0",
    jar: "local:///opt/flink/usrlib/fraud.jar",
    args: ["--queue", orders.url],
    parallelism: 4,
}).ready;
