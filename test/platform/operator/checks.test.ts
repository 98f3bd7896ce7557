import assert from "node:assert/strict";
import { formatFinding } from "../../../src/checks/findings";
import type { FlinkOperatorArgs } from "../../../src/platform/operator/args";
import { checkFlinkOperator, operatorFacts } from "../../../src/platform/operator/checks";
import { operatorReleases } from "../../../src/flink/versions";
import { operatorSettings } from "../../../src/platform/operator/settings";

const problems = (args: FlinkOperatorArgs) => checkFlinkOperator("x", args).findings.map(formatFinding);

describe("checkFlinkOperator", () => {
    it("accepts no arguments, and every argument with a good value", () => {
        assert.deepEqual(problems({}), []);
        assert.deepEqual(
            problems({
                release: "1.7.0",
                namespace: "flink",
                image: { repository: "registry.example.com/operator", digest: `sha256:${"a".repeat(64)}` },
                replicas: 2,
                jvmArgs: ["-Xss512k"],
                watchNamespaces: ["orders", "invoices"],
                labelSelector: { "example.com/team": "payments", stage: "v1.2" },
                configuration: {
                    "kubernetes.operator.reconcile.interval": "1 min",
                    "kubernetes.operator.leader-election.lease-duration": "30 s",
                    "taskmanager.numberOfTaskSlots": 2,
                },
            }),
            [],
        );
    });

    it("rejects a release that it does not know and names those that it does", () => {
        const release = "1.6.0" as "1.7.0";
        assert.deepEqual(problems({ release }), [
            `FlinkOperator "x": release must be one of ${Object.keys(operatorReleases).join(", ")}, got "1.6.0"; for another, give its version, definitions and flinkVersions`,
        ]);
    });

    for (const replicas of [0, -1, 1.5]) {
        it(`rejects ${replicas} replicas`, () => {
            assert.deepEqual(problems({ replicas }), [
                `FlinkOperator "x": replicas must be a whole number of at least 1, got ${replicas}`,
            ]);
        });
    }

    it("rejects JVM options that the image's entrypoint would split or drop", () => {
        assert.deepEqual(problems({ jvmArgs: ["-Xss512k", "-Xmx1g -Xms1g", "", "Xmx1g"] }), [
            'FlinkOperator "x": jvmArgs[1] must be one option that starts with "-" and has no spaces, got "-Xmx1g -Xms1g"',
            'FlinkOperator "x": jvmArgs[2] must be one option that starts with "-" and has no spaces, got ""',
            'FlinkOperator "x": jvmArgs[3] must be one option that starts with "-" and has no spaces, got "Xmx1g"',
        ]);
    });

    it("rejects namespaces that are repeated or cannot be", () => {
        assert.deepEqual(problems({ namespace: "Flink", watchNamespaces: ["a", "b_c", "a", "a"] }), [
            'FlinkOperator "x": namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "Flink"',
            'FlinkOperator "x": watchNamespaces[1] must be lower-case letters, digits and "-", with a letter or digit at each end, got "b_c"',
            'FlinkOperator "x": watchNamespaces must name each namespace once, got "a" more than once',
        ]);
    });

    it("rejects labels that Kubernetes would not take", () => {
        assert.deepEqual(problems({ labelSelector: { "-team": "a", team: "a b" } }), [
            'FlinkOperator "x": labelSelector must have label names, got "-team"',
            'FlinkOperator "x": labelSelector["team"] must be 1 to 63 letters, digits, "-", "_" and "." with a letter or digit at each end, got "a b"',
        ]);
    });

    it("rejects an image with tag and digest, and a digest of another form", () => {
        assert.deepEqual(problems({ image: { tag: "1.15.0", digest: "abc" } }), [
            'FlinkOperator "x": image must have a tag or a digest, got both; leave one out',
            'FlinkOperator "x": image.digest must be "sha256:" and 64 hexadecimal digits, got "abc"',
        ]);
    });

    it("rejects options that arguments set and says which", () => {
        assert.deepEqual(
            problems({
                configuration: {
                    "kubernetes.operator.watched.namespaces": "a",
                    "kubernetes.operator.label.selector": "a=b",
                    "kubernetes.operator.leader-election.enabled": true,
                    "kubernetes.operator.leader-election.lease-name": "lease",
                    "kubernetes.operator.health.probe.port": 8086,
                },
            }),
            [
                'FlinkOperator "x": configuration must not set "kubernetes.operator.watched.namespaces": use watchNamespaces',
                'FlinkOperator "x": configuration must not set "kubernetes.operator.label.selector": use labelSelector',
                'FlinkOperator "x": configuration must not set "kubernetes.operator.leader-election.enabled": use replicas',
                'FlinkOperator "x": configuration must not set "kubernetes.operator.leader-election.lease-name": use replicas',
                'FlinkOperator "x": configuration must not set "kubernetes.operator.health.probe.port": the operator\'s probes need it; remove it',
            ],
        );
    });

    it("rejects options of an election that one replica does not hold", () => {
        const configuration = { "kubernetes.operator.leader-election.lease-duration": "30 s" };
        assert.deepEqual(problems({ configuration }), [
            'FlinkOperator "x": configuration must not set "kubernetes.operator.leader-election.lease-duration" while replicas is 1: only several pods elect a leader',
        ]);
    });

    it("rejects keys and values that the configuration's file cannot hold", () => {
        assert.deepEqual(problems({ configuration: { "a b": "1", c: "x#y" } }), [
            'FlinkOperator "x": configuration must have keys without spaces, ":" and "#", got "a b"',
            'FlinkOperator "x": configuration must have values of one line without "#", got "x#y" for "c"',
        ]);
    });

    const exposedType = "kubernetes.rest-service.exposed.type";
    const resourceView = "kubernetes.operator.cluster.resource-view.refresh-interval";
    const listingOptions = {
        [exposedType]: "NodePort",
        [`kubernetes.operator.default-configuration.namespace.a.${exposedType}`]: "loadbalancer",
        [resourceView]: "5 min",
    };

    it("rejects options for which it must list nodes and has not the right", () => {
        assert.deepEqual(problems({ configuration: listingOptions }), [
            `FlinkOperator "x": configuration["${exposedType}"] must not make the operator list nodes, which it may not, got "NodePort"; set readNodes to true`,
            `FlinkOperator "x": configuration["kubernetes.operator.default-configuration.namespace.a.${exposedType}"] must not make the operator list nodes, which it may not, got "loadbalancer"; set readNodes to true`,
            `FlinkOperator "x": configuration["${resourceView}"] must not make the operator list nodes, which it may not, got "5 min"; set readNodes to true`,
        ]);
    });

    it("takes these options with readNodes, of an operator that is there already, and where they list no nodes", () => {
        assert.deepEqual(problems({ configuration: listingOptions, readNodes: true }), []);
        assert.deepEqual(problems({ configuration: listingOptions, install: "existing" }), []);
        assert.deepEqual(problems({ configuration: { [exposedType]: "ClusterIP", [resourceView]: "-1 min" } }), []);
        assert.deepEqual(problems({ release: "1.7.0", configuration: { [resourceView]: "5 min" } }), []);
    });
});

describe("operatorFacts", () => {
    const facts = (args?: FlinkOperatorArgs) => operatorFacts(operatorSettings(args));

    it("describes the operator that the arguments ask for", () => {
        const described = facts({ release: "1.7.0", watchNamespaces: ["a"], labelSelector: { team: "b" } });
        assert.equal(described.release, "1.7.0");
        assert.deepEqual(described.watchNamespaces, ["a"]);
        assert.deepEqual(described.resourceLabels, { team: "b" });
        assert.equal(described.configuration["kubernetes.operator.watched.namespaces"], "a");
        assert.equal(facts().release, "1.15.0");
    });

    it("says whether the operator may list nodes, which of one that is there already is not known", () => {
        assert.equal(facts().mayReadNodes, false);
        assert.equal(facts({ readNodes: true }).mayReadNodes, true);
        assert.equal(facts({ install: "existing" }).mayReadNodes, true);
    });

    it("takes the default release where the one asked for is unknown, so that other checks can go on", () => {
        assert.equal(facts({ release: "1.6.0" as "1.7.0" }).release, "1.15.0");
    });
});
