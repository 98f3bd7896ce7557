// The platform together with other infrastructure: its cluster stands in the program's network, its job reads the program's queue.
import * as ec2 from "@pulumi/aws/ec2";
import * as sqs from "@pulumi/aws/sqs";
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { EksCluster } from "pulumi-flink-platform/eks";

const network = new ec2.Vpc("shop", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true });
const zones = ["a", "b", "c"].map((zone, index) => ({
    zone,
    subnet: new ec2.Subnet(`shop-${zone}`, {
        vpcId: network.id,
        availabilityZone: `eu-west-1${zone}`,
        cidrBlock: `10.20.${index * 32}.0/19`,
    }),
}));
// Nodes get images by the NAT gateway, and checkpoints reach S3 by an endpoint that costs nothing.
const internet = new ec2.InternetGateway("shop", { vpcId: network.id });
const publicSubnet = new ec2.Subnet("shop-public", { vpcId: network.id, cidrBlock: "10.20.96.0/24" });
const publicTable = new ec2.RouteTable("shop-public", {
    vpcId: network.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: internet.id }],
});
const publicRoute = new ec2.RouteTableAssociation("shop-public", {
    subnetId: publicSubnet.id,
    routeTableId: publicTable.id,
});
const nat = new ec2.NatGateway(
    "shop-nat",
    { subnetId: publicSubnet.id, allocationId: new ec2.Eip("shop-nat", { domain: "vpc" }).id },
    { dependsOn: publicRoute },
);
const privateTable = new ec2.RouteTable("shop-private", {
    vpcId: network.id,
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
});
const routes = zones.map(
    ({ zone, subnet }) =>
        new ec2.RouteTableAssociation(`shop-${zone}`, { subnetId: subnet.id, routeTableId: privateTable.id }),
);
const storeEndpoint = new ec2.VpcEndpoint("shop-s3", {
    vpcId: network.id,
    serviceName: "com.amazonaws.eu-west-1.s3",
    routeTableIds: [privateTable.id],
});

const orders = new sqs.Queue("orders", { fifoQueue: true });

const cluster = new EksCluster(
    "shop",
    {
        region: "eu-west-1",
        network: { existing: { subnetIds: zones.map(({ subnet }) => subnet.id) } },
        // Addresses that reach the Kubernetes API: put those there that your network goes out by.
        endpoint: { public: true, allowedCidrs: ["203.0.113.7/32"] },
    },
    { dependsOn: [...routes, storeEndpoint] },
);
const platform = new FlinkPlatform("shop", { cluster });

export const fraud = new FlinkApplication("fraud", {
    platform,
    namespace: "fraud",
    image: "shop/fraud:1.4.0",
    jar: "local:///opt/flink/usrlib/fraud.jar",
    args: ["--queue", orders.url],
    parallelism: 4,
}).ready;
