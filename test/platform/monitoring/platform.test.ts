import assert from "node:assert/strict";
import { checkFlinkPlatform } from "../../../src/platform/checks";
import type { MonitoringArgs } from "../../../src/platform/monitoring/args";
import { FlinkPlatform } from "../../../src/platform/platform";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { PlatformArgs } from "../../../src/platform/settings";
import { fakeCluster } from "../../support/fake-cluster";
import { named, only, record } from "../../support/record";

const monitoringType = "flink-platform:index:Monitoring";
const sinks = {
    google: { kind: "managedCollection", apiGroup: "monitoring.googleapis.com" },
    azure: { kind: "managedCollection", apiGroup: "azmonitoring.coreos.com" },
    other: { kind: "managedCollection", apiGroup: "example.com" },
} as const;

/** What a platform with one job registers. */
const made = (args: PlatformArgs, metricsSink?: (typeof sinks)[keyof typeof sinks]) =>
    record(() => {
        const cluster = metricsSink ? { ...fakeCluster(), metricsSink } : fakeCluster();
        const platform = new FlinkPlatform("p", { cluster, ...args });
        new FlinkApplication("orders", { platform, namespace: "orders", jar: "local:///opt/flink/usrlib/orders.jar" });
    });

const configuration = (args: PlatformArgs) => checkFlinkPlatform("p", args).settings.operator.configuration;
const metricsOf = (options: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(options).filter(([key]) => key.includes("metrics.")));

describe("a platform's monitoring", () => {
    it("is off by itself, and then leaves nothing behind", async () => {
        for (const args of [{}, { monitoring: { mode: "off" } }] as const) {
            assert.deepEqual(metricsOf(configuration(args)), {});
            const resources = await made(args);
            assert.deepEqual(
                resources.filter(({ type }) => type === monitoringType),
                [],
            );
            const { ports } = only(resources, "kubernetes:apps/v1:Deployment").inputs.spec.template.spec.containers[0];
            assert.deepEqual(ports, [{ name: "health-port", containerPort: 8085, protocol: "TCP" }]);
        }
    });

    it("opens the operator's metrics and those of every job", async () => {
        const args: PlatformArgs = { monitoring: { mode: "existing" } };
        const factory = "org.apache.flink.metrics.prometheus.PrometheusReporterFactory";
        assert.deepEqual(metricsOf(configuration(args)), {
            "kubernetes.operator.metrics.reporter.prom.factory.class": factory,
            "kubernetes.operator.metrics.reporter.prom.filterLabelValueCharacters": "false",
            "kubernetes.operator.metrics.reporter.prom.port": "9999",
            "metrics.reporter.prom.factory.class": factory,
            "metrics.reporter.prom.filterLabelValueCharacters": "false",
            "metrics.reporter.prom.port": "9249",
            "metrics.reporter.prom.scope.variables.excludes": "task_attempt_id;task_attempt_num",
        });
        const resources = await made(args);
        const { ports } = only(resources, "kubernetes:apps/v1:Deployment").inputs.spec.template.spec.containers[0];
        assert.deepEqual(ports[1], { name: "metrics", containerPort: 9999, protocol: "TCP" });
        assert.equal(named(resources, "p-monitoring").type, monitoringType);
        assert.equal(named(resources, "p-monitoring-jobs").inputs.spec.podMetricsEndpoints.length, 2);
        assert.equal(named(resources, "p-monitoring-operator").parent, "p-monitoring");
    });

    it("changes nothing of a job", async () => {
        const job = async (args: PlatformArgs) =>
            only(await made(args), "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
        const without = await job({});
        const reporters = { push: { type: "statsd", options: { host: "statsd.monitoring", port: 8125 } } } as const;
        assert.deepEqual(await job({ monitoring: { mode: "existing" } }), without);
        assert.deepEqual(await job({ monitoring: { mode: "existing", intervalSeconds: 60, reporters } }), without);
    });

    it("takes what the operator's own arguments say", () => {
        const excludes = "metrics.reporter.prom.scope.variables.excludes";
        const { operator } = checkFlinkPlatform("p", {
            monitoring: { mode: "existing" },
            operator: { metricsPort: 9998, configuration: { [excludes]: "task_name" } },
        }).settings;
        assert.equal(operator.metricsPort, 9998);
        assert.equal(operator.configuration["kubernetes.operator.metrics.reporter.prom.port"], "9998");
        assert.equal(operator.configuration[excludes], "task_name");
    });

    it("sets up further reporters of the jobs in any mode, and none of the operator", () => {
        const reporters: MonitoringArgs["reporters"] = {
            otel: { type: "otlp", intervalSeconds: 60, options: { "exporter.endpoint": "http://collector:4317" } },
            jmx: { type: "jmx" },
        };
        assert.deepEqual(metricsOf(configuration({ monitoring: { mode: "off", reporters } })), {
            "metrics.reporter.jmx.factory.class": "org.apache.flink.metrics.jmx.JMXReporterFactory",
            "metrics.reporter.otel.exporter.endpoint": "http://collector:4317",
            "metrics.reporter.otel.factory.class": "org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory",
            "metrics.reporter.otel.interval": "60 s",
        });
    });

    it("is collected by the cloud where the cluster names its collector", async () => {
        const args: PlatformArgs = { monitoring: { mode: "managed" }, operator: { watchNamespaces: ["orders"] } };
        const google = await made(args, sinks.google);
        const kinds = google.filter(({ parent }) => parent === "p-monitoring").map(({ name, type }) => [name, type]);
        assert.deepEqual(kinds, [
            ["p-monitoring-operator", "kubernetes:monitoring.googleapis.com/v1:PodMonitoring"],
            ["p-monitoring-jobs-orders", "kubernetes:monitoring.googleapis.com/v1:PodMonitoring"],
            ["p-monitoring-alerts", "kubernetes:monitoring.googleapis.com/v1:ClusterRules"],
        ]);
        const azure = await made(args, sinks.azure);
        assert.equal(named(azure, "p-monitoring-jobs").type, "kubernetes:azmonitoring.coreos.com/v1:PodMonitor");
    });

    it("is refused as managed where the cluster has no collector", async () => {
        await assert.rejects(
            made({ monitoring: { mode: "managed" } }),
            /^Error: FlinkPlatform "p": monitoring\.mode cannot be "managed" on a cluster whose metrics stay in it; use "existing", or let the cluster have a service for metrics$/,
        );
        await assert.rejects(
            made({ monitoring: { mode: "managed" } }, sinks.other),
            /^Error: FlinkPlatform "p": monitoring\.mode cannot be "managed" with a collector of "example\.com"; known are "monitoring\.googleapis\.com" and "azmonitoring\.coreos\.com"$/,
        );
    });
});

describe("a platform's alerts and dashboards", () => {
    const of = (resources: Awaited<ReturnType<typeof made>>) =>
        resources
            .filter(({ parent }) => parent === "p-monitoring")
            .map(({ type, inputs: { metadata } }) => [type.split(":").at(-1), metadata.namespace, metadata.name])
            .sort();

    it("lie beside the PodMonitors, with the labels by which Prometheus and Grafana select them", async () => {
        const resources = await made({
            monitoring: { mode: "existing", labels: { release: "prom" }, namespace: "watching" },
            alerts: { noTaskManagers: { forMinutes: 7 }, runbooks: "https://example.com/" },
        });
        assert.deepEqual(of(resources), [
            ...["autoscaler", "checkpoints", "fleet", "job", "memory", "operator"].map((name) => [
                "ConfigMap",
                "watching",
                `flink-${name}-dashboard`,
            ]),
            ["PodMonitor", "watching", "flink-jobs"],
            ["PodMonitor", "watching", "flink-operator"],
            ["PrometheusRule", "watching", "flink-alerts"],
        ]);
        const rule = named(resources, "p-monitoring-alerts").inputs;
        assert.deepEqual(rule.metadata.labels, { "app.kubernetes.io/managed-by": "pulumi", release: "prom" });
        const rules = rule.spec.groups.flatMap((group: any) => group.rules);
        const byName = (name: string) => rules.find(({ alert }: any) => alert === name);
        assert.equal(byName("FlinkNoTaskManagers").for, "7m");
        assert.equal(byName("FlinkNoTaskManagers").annotations.runbook_url, "https://example.com/flinknotaskmanagers");
        assert.match(byName("FlinkOperatorDown").expr, /job="watching\/flink-operator"/);
        assert.equal(byName("FlinkJobManagerRestarting"), undefined);
        const dashboard = named(resources, "p-monitoring-flink-job-dashboard").inputs;
        assert.deepEqual(dashboard.metadata.labels, { grafana_dashboard: "1" });
        assert.equal(JSON.parse(dashboard.data["flink-job.json"]).uid, "flink-job");
    });

    it("are left out where they are off", async () => {
        const args: PlatformArgs = { monitoring: { mode: "existing", dashboards: false }, alerts: { enabled: false } };
        assert.deepEqual(
            of(await made(args)).map(([kind]) => kind),
            ["PodMonitor", "PodMonitor"],
        );
    });

    it("are rules of Google's collector where that collects", async () => {
        const resources = await made(
            { monitoring: { mode: "managed" }, alerts: { clusterMetrics: true } },
            sinks.google,
        );
        const { kind, metadata, spec } = named(resources, "p-monitoring-alerts").inputs;
        assert.deepEqual([kind, metadata.name, metadata.namespace], ["ClusterRules", "flink-alerts", undefined]);
        const rules = spec.groups.flatMap((group: any) => group.rules);
        assert.match(rules.find(({ alert }: any) => alert === "FlinkOperatorDown").expr, /job="flink-operator"/);
        assert.ok(rules.some(({ alert }: any) => alert === "FlinkJobManagerRestarting"));
    });

    it("are refused where nothing could evaluate them", async () => {
        const finding = (args: PlatformArgs) =>
            checkFlinkPlatform("p", args).findings.map(({ path, problem }) => `${path} ${problem}`);
        const alerts = { jobRestarting: { count: 0 } };
        assert.deepEqual(finding({ alerts }), [
            "alerts.jobRestarting.count must be a whole number from 1 to 1000, got 0",
            'alerts cannot be made with monitoring.mode "off", as they need its metrics; set that, or remove alerts',
        ]);
        assert.deepEqual(finding({ alerts: { enabled: false } }), []);
        await assert.rejects(
            made({ monitoring: { mode: "managed" }, alerts: { clusterMetrics: true } }, sinks.azure),
            /^Error: FlinkPlatform "p": alerts cannot be made with monitoring\.mode "managed" on this cluster, whose service has its rules outside; remove it, or use "existing"$/,
        );
    });
});

describe("the check of monitoring", () => {
    const found = (monitoring: object, operator: PlatformArgs["operator"] = {}) =>
        checkFlinkPlatform("p", { monitoring: monitoring as MonitoringArgs, operator }).findings.map(
            ({ path, problem }) => `${path} ${problem}`,
        );

    it("finds what is wrong with each argument", () => {
        assert.deepEqual(
            found({
                mode: "existing",
                labels: { "-a": "b" },
                namespace: "A",
                intervalSeconds: 4,
                drop: ["a(?=b)", "("],
                reporters: { prom: { type: "jmx", intervalSeconds: 5 }, other: { type: "datadog" }, bare: {} },
            }),
            [
                'monitoring.labels must have label names, got "-a"',
                'monitoring.namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "A"',
                "monitoring.intervalSeconds must be a whole number from 5 to 120, got 4",
                'monitoring.drop[0] must be a regular expression of RE2, got "a(?=b)"; correct it',
                'monitoring.drop[1] must be a regular expression of RE2, got "("; correct it',
                "monitoring.reporters.prom cannot have the name of the reporter for Prometheus; rename it",
                'monitoring.reporters.prom.intervalSeconds cannot be combined with type "jmx", got 5; remove one of them',
                'monitoring.reporters.other.type must be one of "otlp", "statsd", "graphite", "jmx", "slf4j", got "datadog"',
                "monitoring.reporters.bare.type is required, got nothing",
            ],
        );
    });

    it("finds a mode that is missing or unknown, and arguments of another mode", () => {
        assert.deepEqual(found({}), ['monitoring.mode must be one of "off", "existing", "managed", got nothing']);
        assert.deepEqual(found({ mode: "on" }), [
            'monitoring.mode must be one of "off", "existing", "managed", got "on"',
        ]);
        assert.deepEqual(found({ mode: "managed", namespace: "monitoring" }), [
            'monitoring.namespace cannot be combined with mode "managed", got "monitoring"; remove one of them',
        ]);
    });

    it("finds an operator whose metrics are not the platform's to set up", () => {
        assert.deepEqual(found({ mode: "existing" }, { install: "existing" }), [
            'monitoring.mode cannot be "existing" with operator.install "existing", whose metrics are set up with it; use "off"',
        ]);
        assert.deepEqual(
            found({ mode: "existing" }, { configuration: { "metrics.reporter.prom.port": "9250-9260" } }),
            [
                'operator.configuration["metrics.reporter.prom.port"] must be 9249, where monitoring collects, got "9250-9260"; remove it',
            ],
        );
        assert.deepEqual(found({ mode: "off" }, { metricsPort: 8085 }), [
            "operator.metricsPort cannot be 8085, the port of the health probe; choose another",
        ]);
    });
});
