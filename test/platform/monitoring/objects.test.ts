import assert from "node:assert/strict";
import { podMonitorings } from "../../../src/platform/monitoring/google";
import { podMonitors } from "../../../src/platform/monitoring/pod-monitors";
import { droppedByDefault, monitoringSettings } from "../../../src/platform/monitoring/settings";

const everywhere = { operatorNamespace: "flink-operator", watchNamespaces: [] };
const watched = { operatorNamespace: "flink-operator", watchNamespaces: ["b", "a"] };
const drop = [{ sourceLabels: ["__name__"], regex: droppedByDefault.join("|"), action: "drop" }];
const jobPods = {
    matchExpressions: [
        { key: "type", operator: "In", values: ["flink-native-kubernetes", "flink-standalone-kubernetes"] },
        { key: "component", operator: "In", values: ["jobmanager", "taskmanager"] },
    ],
};

/** The address that the rules make of a pod's, as Prometheus' `replace` does: the regular expression covers the whole value. */
function addressOf(ip: string, rules: readonly { readonly regex: string; readonly replacement: string }[]): string {
    const matching = rules.filter(({ regex }) => new RegExp(`^(?:${regex})$`).test(ip));
    assert.equal(matching.length, 1, ip);
    const [{ regex, replacement } = { regex: "", replacement: "" }] = matching;
    return ip.replace(new RegExp(`^(?:${regex})$`), replacement);
}

describe("PodMonitors", () => {
    const { operator, jobs } = podMonitors(
        monitoringSettings({ mode: "existing" }),
        everywhere,
        "monitoring.coreos.com",
    );

    it("find the operator by its own port", () => {
        assert.deepEqual(operator, {
            apiVersion: "monitoring.coreos.com/v1",
            kind: "PodMonitor",
            metadata: {
                name: "flink-operator",
                namespace: "flink-operator",
                labels: { "app.kubernetes.io/managed-by": "pulumi", release: "kube-prometheus-stack" },
            },
            spec: {
                namespaceSelector: { matchNames: ["flink-operator"] },
                selector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
                podMetricsEndpoints: [{ port: "metrics", interval: "30s", metricRelabelings: drop }],
            },
        });
    });

    it("find each process of a job by a port that it declares anyway, and collect from another", () => {
        const relabelings = [
            {
                sourceLabels: ["__meta_kubernetes_pod_ip"],
                targetLabel: "__address__",
                regex: "([^:]+)",
                replacement: "$1:9249",
            },
            {
                sourceLabels: ["__meta_kubernetes_pod_ip"],
                targetLabel: "__address__",
                regex: "(.*:.*)",
                replacement: "[$1]:9249",
            },
        ];
        const common = { relabelings, interval: "30s", metricRelabelings: drop };
        assert.deepEqual(jobs.spec, {
            namespaceSelector: { any: true },
            selector: jobPods,
            podTargetLabels: ["app", "component"],
            podMetricsEndpoints: [
                { port: "rest", ...common },
                { port: "taskmanager-rpc", ...common },
            ],
        });
        assert.equal(addressOf("10.244.0.45", relabelings), "10.244.0.45:9249");
        assert.equal(addressOf("fd00:10:244::2d", relabelings), "[fd00:10:244::2d]:9249");
    });

    it("look into the watched namespaces alone, in whatever order they are named", () => {
        const found = podMonitors(monitoringSettings({ mode: "existing" }), watched, "monitoring.coreos.com");
        assert.deepEqual((found.jobs.spec as any).namespaceSelector, { matchNames: ["a", "b"] });
    });

    it("carry the labels and lie in the namespace that a Prometheus looks for", () => {
        const args = {
            mode: "existing",
            labels: { team: "data" },
            namespace: "monitoring",
            intervalSeconds: 15,
            drop: [],
        } as const;
        const found = podMonitors(monitoringSettings(args), everywhere, "monitoring.coreos.com");
        assert.deepEqual(found.operator.metadata, {
            name: "flink-operator",
            namespace: "monitoring",
            labels: { "app.kubernetes.io/managed-by": "pulumi", team: "data" },
        });
        assert.deepEqual((found.operator.spec as any).podMetricsEndpoints, [
            { port: "metrics", interval: "15s", metricRelabelings: [] },
        ]);
    });

    it("have the limits without which Azure's collector leaves them out", () => {
        const found = podMonitors(monitoringSettings({ mode: "managed" }), everywhere, "azmonitoring.coreos.com");
        for (const { apiVersion, spec } of [found.operator, found.jobs]) {
            assert.equal(apiVersion, "azmonitoring.coreos.com/v1");
            const { labelLimit, labelNameLengthLimit, labelValueLengthLimit } = spec as any;
            assert.deepEqual([labelLimit, labelNameLengthLimit, labelValueLengthLimit], [63, 511, 1023]);
        }
    });
});

describe("Google's PodMonitorings", () => {
    it("are one for all namespaces of jobs, and one for the operator", () => {
        const { operator, jobs } = podMonitorings(monitoringSettings({ mode: "managed" }), everywhere);
        const labels = { "app.kubernetes.io/managed-by": "pulumi" };
        assert.deepEqual(operator, {
            apiVersion: "monitoring.googleapis.com/v1",
            kind: "PodMonitoring",
            metadata: { name: "flink-operator", namespace: "flink-operator", labels },
            spec: {
                selector: { matchLabels: { "app.kubernetes.io/name": "flink-kubernetes-operator" } },
                endpoints: [{ port: "metrics", interval: "30s", metricRelabeling: drop }],
            },
        });
        assert.deepEqual(jobs, [
            {
                apiVersion: "monitoring.googleapis.com/v1",
                kind: "ClusterPodMonitoring",
                metadata: { name: "flink-jobs", labels },
                spec: {
                    selector: jobPods,
                    endpoints: [{ port: 9249, interval: "30s", metricRelabeling: drop }],
                    targetLabels: { fromPod: [{ from: "app" }, { from: "component" }] },
                },
            },
        ]);
    });

    it("are one in each watched namespace", () => {
        const { jobs } = podMonitorings(monitoringSettings({ mode: "managed" }), watched);
        assert.deepEqual(
            jobs.map(({ kind, metadata }) => [kind, metadata.namespace]),
            [
                ["PodMonitoring", "a"],
                ["PodMonitoring", "b"],
            ],
        );
    });
});
