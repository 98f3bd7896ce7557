import assert from "node:assert/strict";
import { configurationText, staticConfigurationHash, staticKeys } from "../../../src/platform/operator/configuration";
import type { FlinkOperatorArgs } from "../../../src/platform/operator/args";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { javaModuleOptions } from "../../../src/platform/operator/java";
import type { operatorReleases } from "../../../src/flink/versions";

const configurationOf = (args: FlinkOperatorArgs) => operatorSettings(args).configuration;
const withoutJava = (configuration: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(configuration).filter(([key]) => !key.includes("env.java")));

describe("operatorConfiguration", () => {
    it("has defaults for reconciling, reloading, savepoints and cpu limits", () => {
        assert.deepEqual(withoutJava(configurationOf({ release: "1.7.0" })), {
            "kubernetes.jobmanager.cpu.limit-factor": "4",
            "kubernetes.operator.dynamic.config.check.interval": "15 s",
            "kubernetes.operator.dynamic.config.enabled": "true",
            "kubernetes.operator.dynamic.namespaces.enabled": "true",
            "kubernetes.operator.observer.progress-check.interval": "5 s",
            "kubernetes.operator.reconcile.interval": "15 s",
            "kubernetes.operator.savepoint.cleanup.enabled": "false",
            "kubernetes.taskmanager.cpu.limit-factor": "4",
        });
    });

    it("records the operator's own savepoints in the job's status, for each Flink version, where there is a choice", () => {
        const recorded = (args: FlinkOperatorArgs) =>
            Object.entries(configurationOf(args)).filter(([key]) => key.endsWith("snapshot.resource.enabled"));
        const prefix = "kubernetes.operator.default-configuration.flink-version.";
        const option = "kubernetes.operator.snapshot.resource.enabled";
        const versions = ["v1_15", "v1_16", "v1_17", "v1_18", "v1_19", "v1_20"];
        assert.deepEqual(
            recorded({ release: "1.10.0" }),
            versions.map((version) => [`${prefix}${version}.${option}`, "false"]),
        );
        assert.deepEqual(recorded({ release: "1.9.0" }), []);
        assert.deepEqual(recorded({ configuration: { [option]: true } }), [[option, "true"]]);
    });

    it("opens Java's modules for each Flink version of the release that has Java 17 images", () => {
        const prefix = "kubernetes.operator.default-configuration.flink-version.";
        const keys = (release: keyof typeof operatorReleases) =>
            Object.entries(configurationOf({ release }))
                .filter(([, value]) => value === javaModuleOptions)
                .map(([key]) => key.replace(prefix, ""));
        assert.deepEqual(keys("1.7.0"), ["v1_18.env.java.opts.all", "v1_19.env.java.default-opts.all"]);
        assert.deepEqual(keys("1.15.0"), [
            "v1_18.env.java.opts.all",
            "v1_19.env.java.default-opts.all",
            "v1_20.env.java.default-opts.all",
            "v2_0.env.java.default-opts.all",
            "v2_1.env.java.default-opts.all",
            "v2_2.env.java.default-opts.all",
        ]);
        assert.equal(
            javaModuleOptions,
            "--add-exports=java.base/sun.net.util=ALL-UNNAMED --add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED " +
                "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED " +
                "--add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.net=ALL-UNNAMED " +
                "--add-opens=java.base/java.io=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED " +
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.lang.reflect=ALL-UNNAMED " +
                "--add-opens=java.base/java.text=ALL-UNNAMED --add-opens=java.base/java.time=ALL-UNNAMED " +
                "--add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED " +
                "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED " +
                "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
        );
    });

    it("lets options win over defaults, as text, and leaves out undefined ones", () => {
        const configuration = configurationOf({
            configuration: {
                "kubernetes.operator.reconcile.interval": "1 min",
                "kubernetes.operator.reconcile.parallelism": 5,
                "kubernetes.operator.job.restart.failed": true,
                "kubernetes.operator.retry.max.interval": undefined,
                "taskmanager.numberOfTaskSlots": 2,
            },
        });
        assert.equal(configuration["kubernetes.operator.reconcile.interval"], "1 min");
        assert.equal(configuration["kubernetes.operator.reconcile.parallelism"], "5");
        assert.equal(configuration["kubernetes.operator.job.restart.failed"], "true");
        assert.equal(configuration["taskmanager.numberOfTaskSlots"], "2");
        assert.equal("kubernetes.operator.retry.max.interval" in configuration, false);
    });

    it("writes watched namespaces and label selector in one order, whatever order they come in", () => {
        const configuration = configurationOf({
            watchNamespaces: ["orders", "invoices"],
            labelSelector: { team: "b", stage: "a" },
        });
        assert.equal(configuration["kubernetes.operator.watched.namespaces"], "invoices,orders");
        assert.equal(configuration["kubernetes.operator.label.selector"], "stage=a,team=b");
    });

    it("elects a leader from two replicas on", () => {
        const election = (replicas: number) =>
            Object.entries(configurationOf({ replicas })).filter(([key]) => key.includes("leader-election"));
        assert.deepEqual(election(1), []);
        assert.deepEqual(election(2), [
            ["kubernetes.operator.leader-election.enabled", "true"],
            ["kubernetes.operator.leader-election.lease-name", "flink-operator-lease"],
        ]);
    });

    it("holds no defaults of ours for an operator that is there already", () => {
        const configuration = configurationOf({
            install: "existing",
            watchNamespaces: ["orders"],
            configuration: { "kubernetes.operator.reconcile.interval": "1 min" },
        });
        assert.deepEqual(configuration, {
            "kubernetes.operator.reconcile.interval": "1 min",
            "kubernetes.operator.watched.namespaces": "orders",
        });
    });
});

describe("configurationText", () => {
    it("has one sorted line for each option", () => {
        assert.equal(configurationText({ "b.c": "2 s", "a-b": "x: y" }), "a-b: x: y\nb.c: 2 s\n");
    });
});

describe("staticKeys", () => {
    const reloading = {
        "kubernetes.operator.dynamic.config.enabled": "true",
        "kubernetes.operator.dynamic.namespaces.enabled": "true",
    };
    const reloaded = [
        "kubernetes.operator.reconcile.interval",
        "kubernetes.operator.observer.progress-check.interval",
        "kubernetes.operator.job.savepoint-on-deletion",
        "kubernetes.operator.savepoint.history.max.count",
        "kubernetes.operator.exception.stacktrace.enabled",
        "kubernetes.operator.default-configuration.flink-version.v1_18.env.java.opts.all",
        "kubernetes.operator.default-configuration.namespace.orders.taskmanager.numberOfTaskSlots",
        "kubernetes.operator.jm-deployment-recovery.enabled",
        "kubernetes.operator.jm-deployment.shutdown-ttl",
        "kubernetes.operator.resource.cleanup.timeout",
        "kubernetes.jobmanager.cpu.limit-factor",
        "taskmanager.numberOfTaskSlots",
        "job.autoscaler.enabled",
    ];
    const restarting = [
        "kubernetes.operator.reconcile.parallelism",
        "kubernetes.operator.retry.max.attempts",
        "kubernetes.operator.rate-limiter.limit",
        "kubernetes.operator.label.selector",
        "kubernetes.operator.leader-election.lease-duration",
        "kubernetes.operator.metrics.reporter.prom.port",
        "kubernetes.operator.josdk.metrics.enabled",
        "kubernetes.operator.resource.lifecycle.metrics.enabled",
        "kubernetes.operator.dynamic.config.check.interval",
        "kubernetes.operator.snapshot.resource.enabled",
        "kubernetes.operator.startup.stop-on-informer-error",
        "kubernetes.operator.plugins.listeners.audit.class",
        "kubernetes.operator.an-option-of-a-later-release",
        "s3.endpoint",
        "fs.allowed-fallback-filesystems",
    ];
    for (const key of reloaded) {
        it(`leaves out ${key}, which is reloaded`, () => {
            assert.deepEqual(staticKeys({ ...reloading, [key]: "1" }), reloading);
        });
    }
    for (const key of restarting) {
        it(`keeps ${key}, which is read at the start`, () => {
            assert.deepEqual(staticKeys({ ...reloading, [key]: "1" }), { ...reloading, [key]: "1" });
        });
    }

    const watched = "kubernetes.operator.watched.namespaces";
    it("tells watching by name from watching all, and no more of the names", () => {
        assert.deepEqual(staticKeys({ ...reloading, [watched]: "a" }), { ...reloading, [watched]: "by name" });
        assert.deepEqual(staticKeys({ ...reloading, [watched]: "a,b" }), { ...reloading, [watched]: "by name" });
        assert.deepEqual(staticKeys(reloading), reloading);
    });

    it("keeps the names where the operator does not take them while it runs", () => {
        const dynamicNamespaces = { ...reloading, "kubernetes.operator.dynamic.namespaces.enabled": "false" };
        assert.deepEqual(staticKeys({ ...dynamicNamespaces, [watched]: "a" }), {
            ...dynamicNamespaces,
            [watched]: "a",
        });
    });

    it("keeps everything where the operator reloads nothing", () => {
        const configuration = {
            "kubernetes.operator.dynamic.config.enabled": "false",
            "kubernetes.operator.reconcile.interval": "15 s",
            "taskmanager.numberOfTaskSlots": "2",
            [watched]: "a",
        };
        assert.deepEqual(staticKeys(configuration), configuration);
    });
});

describe("staticConfigurationHash", () => {
    it("changes with static options alone", () => {
        const hash = (configuration: Readonly<Record<string, string>>) =>
            staticConfigurationHash({ ...configurationOf({ watchNamespaces: ["a"] }), ...configuration });
        const before = hash({});
        assert.match(before, /^[0-9a-f]{16}$/);
        assert.equal(hash({ "kubernetes.operator.reconcile.interval": "1 min" }), before);
        assert.equal(hash({ "kubernetes.operator.watched.namespaces": "a,b" }), before);
        assert.notEqual(hash({ "kubernetes.operator.reconcile.parallelism": "5" }), before);
        assert.notEqual(staticConfigurationHash(configurationOf({})), before);
    });
});
