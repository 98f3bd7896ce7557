// A platform on a cluster that another team made: the contract, filled in by hand.
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
    anyNode,
    FlinkApplication,
    FlinkPlatform,
    noBinding,
    noSpot,
    type Binding,
    type ClusterModule,
} from "pulumi-flink-platform";

const config = new pulumi.Config("own-cluster");
const kubeconfig = config.requireSecret("kubeconfig");
const bucket = config.require("bucket");

/** Keys that the cluster's administrators have put into a Secret of this name in each namespace with jobs. */
const keys: Binding = {
    ...noBinding,
    env: [
        { name: "AWS_ACCESS_KEY_ID", secretName: "flink-state", secretKey: "accessKeyId" },
        { name: "AWS_SECRET_ACCESS_KEY", secretName: "flink-state", secretKey: "secretAccessKey" },
    ],
};

const cluster: ClusterModule = {
    kubeconfig,
    provider: new k8s.Provider("cluster", {
        kubeconfig,
        // Without it a change of the kubeconfig previews as a replacement of every object.
        clusterIdentifier: config.require("cluster"),
        enableConfigMapMutable: true,
        enableSecretMutable: true,
    }),
    stateStore: {
        uri: pulumi.output(`s3p://${bucket}`),
        plugin: "flink-s3-fs-presto",
        files: { uri: pulumi.output(`s3a://${bucket}`), plugin: "flink-s3-fs-hadoop" },
        flinkConfiguration: () => ({ "s3.endpoint": config.require("endpoint"), "s3.path.style.access": "true" }),
        refusedOptions: {},
        flinkVersionProblem: () => undefined,
    },
    nodes: { system: anyNode, jobManager: anyNode, taskManager: anyNode },
    spot: noSpot,
    imagePullSecrets: [],
    namespaceLabels: {},
    disruptionAnnotations: {},
    storageClassName: pulumi.output("standard"),
    logSink: { kind: "inCluster" },
    metricsSink: { kind: "inCluster" },
    ingress: { className: "", annotations: {} },
    capabilities: { hostPathLogs: true, nodeExporter: true, privileged: false, kubeSystemWritable: false },
    egressRules: [],
    labels: { cloud: "own", region: "our-rooms", cluster: config.require("cluster") },
    bindServiceAccount: () => keys,
};

const platform = new FlinkPlatform("flink", { cluster, existingNamespaces: ["orders"] });

export const orders = new FlinkApplication("orders", {
    platform,
    namespace: "orders",
    jar: "local:///opt/flink/examples/streaming/StateMachineExample.jar",
}).ready;
