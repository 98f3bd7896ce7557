// Pods of a job: a variable and pull secrets in all of them; fast disks, and a sidecar, in the TaskManagers' alone.
import { FlinkApplication, FlinkPlatform } from "pulumi-flink-platform";
import { LocalCluster } from "pulumi-flink-platform/local";

const cluster = new LocalCluster("laptop");
const platform = new FlinkPlatform("flink", { cluster });
const flink = "flink-main-container"; // the name of Flink's own container

const orders = new FlinkApplication("orders", {
    platform,
    namespace: "shop",
    jar: "local:///opt/flink/usrlib/orders.jar",
    image: "registry.example.com/shop/orders:1",
    flinkConfiguration: { "state.backend.type": "rocksdb", "state.backend.rocksdb.localdir": "/mnt/disk" },
    podTemplate: {
        spec: {
            imagePullSecrets: [{ name: "registry" }],
            containers: [{ name: flink, env: [{ name: "LEVEL", value: "info" }] }],
        },
    },
    taskManager: {
        podTemplate: {
            spec: {
                nodeSelector: { disk: "nvme" },
                tolerations: [{ key: "disk", operator: "Equal", value: "nvme", effect: "NoSchedule" }],
                containers: [
                    { name: flink, volumeMounts: [{ name: "disk", mountPath: "/mnt/disk" }] },
                    { name: "geo", image: "registry.example.com/shop/geo:1" },
                ],
                volumes: [{ name: "disk", emptyDir: {} }],
            },
        },
    },
});

export const ready = orders.ready;
