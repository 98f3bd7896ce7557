// The same platform in two regions, from one program: names of components differ, names in each cluster need not.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { EksCluster } from "pulumi-flink-platform/eks";

const regions = { dublin: "eu-west-1", frankfurt: "eu-central-1" };
/** Addresses that reach both Kubernetes APIs: put those there that your network goes out by. */
const allowedCidrs = ["203.0.113.7/32"];

export const orders = Object.entries(regions).map(([place, region]) => {
    const cluster = new EksCluster(place, { region, endpoint: { public: true, allowedCidrs } });
    const platform = new FlinkPlatform(place, { cluster });
    return new FlinkApplication(
        `${place}-orders`,
        {
            platform,
            jobName: "orders",
            namespace: "orders",
            jar: "local:///opt/flink/usrlib/orders.jar",
            image: "shop/orders:2.0.0",
        },
        { parent: platform },
    ).ready;
});
