import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../../src/checks/findings";
import { localFacts } from "../../../src/clusters/local/cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import type { Environment } from "../../../src/jobs/application/environment";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

const operator = operatorFacts(operatorSettings());
const jar = "local:///opt/flink/usrlib/orders.jar";

const checked = (args: Partial<FlinkJobArgs>) => {
    const { findings, hints } = checkFlinkApplication(
        "orders",
        { namespace: "shop", jar, ...args },
        { operator, cluster: localFacts({}) },
    );
    return { findings: findings.map(formatFinding), hints: hints.map(formatFinding) };
};
const refused = (args: Partial<FlinkJobArgs>, ...findings: string[]) =>
    assert.deepEqual(
        checked(args).findings,
        findings.map((finding) => `FlinkApplication "orders": ${finding}`),
    );
const environment = (values: unknown) => ({ environment: values as Environment });
const inTemplate = (name: string) => ({
    podTemplate: { spec: { containers: [{ name: "flink-main-container", env: [{ name, value: "x" }] }] } },
});

const variables = {
    TOPIC: "orders",
    PASSWORD: { secret: "kafka", key: "password" },
    BROKERS: { configMap: "kafka", key: "brokers" },
};
const asWritten = [
    { name: "TOPIC", value: "orders" },
    { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "kafka", key: "password" } } },
    { name: "BROKERS", valueFrom: { configMapKeyRef: { name: "kafka", key: "brokers" } } },
];

const specOf = async (make: (platform: FlinkPlatform) => void) => {
    const resources = await record(() => make(new FlinkPlatform("flink", { cluster: fakeCluster() })));
    return only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs.spec;
};
const envOf = (spec: { podTemplate: { spec: { containers: { env: unknown[] }[] } } }) =>
    spec.podTemplate.spec.containers[0]?.env.slice(2);

describe("environment", () => {
    it("takes null for what is left out", async () => {
        const password = { secret: "kafka", configMap: null, key: "password" };
        const spec = await specOf((platform) => {
            new FlinkApplication("orders", {
                platform,
                namespace: "shop",
                jar,
                ...environment({ PASSWORD: password }),
            });
        });
        assert.deepEqual(envOf(spec), asWritten.slice(1, 2));
    });

    it("is that of Flink's containers, after the platform's variables", async () => {
        const spec = await specOf((platform) => {
            new FlinkApplication("orders", { platform, namespace: "shop", jar, environment: variables });
        });
        assert.deepEqual(envOf(spec), asWritten);
    });

    it("is the same of a session cluster", async () => {
        const spec = await specOf((platform) => {
            new FlinkSessionCluster("shared", { platform, namespace: "shop", environment: variables });
        });
        assert.deepEqual(envOf(spec), asWritten);
    });

    it("takes outputs of other resources, and leaves out what is undefined", async () => {
        const spec = await specOf((platform) => {
            const values = { TOPIC: pulumi.output("orders"), KEY: { secret: pulumi.output("kafka"), key: "a" } };
            new FlinkApplication("orders", {
                ...{ platform, namespace: "shop", jar },
                ...environment({ ...values, NONE: undefined }),
            });
        });
        assert.deepEqual(envOf(spec), [
            { name: "TOPIC", value: "orders" },
            { name: "KEY", valueFrom: { secretKeyRef: { name: "kafka", key: "a" } } },
        ]);
    });

    it("changes no job that has none", async () => {
        const none = await specOf((platform) => new FlinkApplication("orders", { platform, namespace: "shop", jar }));
        const empty = await specOf(
            (platform) =>
                new FlinkApplication("orders", { platform, namespace: "shop", jar, environment: {}, files: {} }),
        );
        assert.deepEqual(envOf(none), []);
        assert.equal(JSON.stringify(empty), JSON.stringify(none));
    });

    it("rejects secrets in Pulumi, whose text all could read", async () => {
        const made = (value: pulumi.Input<string>) =>
            specOf((platform) => {
                new FlinkApplication("orders", { platform, namespace: "shop", jar, environment: { TOPIC: value } });
            });
        await assert.rejects(made(pulumi.secret("hidden")), {
            message:
                'FlinkApplication "orders": environment.TOPIC cannot be a secret, as it can be read in the FlinkDeployment and in pods; put it into a Secret and write { secret, key }, or pulumi.unsecret if it is none',
        });
        assert.deepEqual(envOf(await made(pulumi.unsecret(pulumi.secret("open")))), [{ name: "TOPIC", value: "open" }]);
        await assert.rejects(made(pulumi.output(5 as unknown as string)), {
            message: 'FlinkApplication "orders": environment.TOPIC must be text, got 5; put it in quotes',
        });
    });

    it("rejects names and values that are none", () => {
        refused(
            environment({ "2nd": "a", "my.topic": 5, A: { key: "a" }, B: { secret: "s", configMap: "c", key: "a" } }),
            'environment.2nd must be letters, digits, "-", "_" and ".", not starting with a digit, got "2nd"',
            'environment["my.topic"] must be text, got 5; put it in quotes',
            "environment.A must name one of secret and configMap, got neither",
            "environment.B must name one of secret and configMap, got both",
        );
        refused(
            environment({ A: ["a"], B: { secret: "Kafka", key: ".." }, C: { secret: "kafka", kye: "a" } }),
            "environment.A must be text or a key such as { secret, key }, got a list",
            'environment.B.secret must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "Kafka"',
            'environment.B.key must be letters, digits, "-", "_" and ".", got ".."',
            "environment.C.kye is not known; known: secret, configMap, key",
            'environment.C.key must be letters, digits, "-", "_" and ".", got nothing',
        );
        refused(environment(["a"]), "environment must be an object, got a list");
    });

    it("rejects variables that are Flink's or the platform's", () =>
        refused(
            environment({ ENABLE_BUILT_IN_PLUGINS: "x", AWS_ACCESS_KEY_ID: "x", _POD_IP_ADDRESS: "x" }),
            "environment.ENABLE_BUILT_IN_PLUGINS cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins",
            "environment.AWS_ACCESS_KEY_ID cannot set AWS_ACCESS_KEY_ID here, as the state store depends on it; remove it",
            "environment._POD_IP_ADDRESS cannot set _POD_IP_ADDRESS here, as Flink sets it; remove it",
        ));

    it("rejects a variable that is set in another place too", () => {
        refused(
            { ...environment({ TOPIC: "orders" }), ...inTemplate("TOPIC") },
            "environment.TOPIC cannot be combined with podTemplate.spec.containers[0].env[0], which sets the variable too; remove one of them",
        );
        refused(
            {
                ...environment({ TOPIC: "orders" }),
                flinkConfiguration: { "containerized.master.env.TOPIC": "x" },
            },
            'environment.TOPIC cannot be combined with flinkConfiguration["containerized.master.env.TOPIC"], which sets the variable too; remove one of them',
        );
        refused(
            { ...environment({ TOPIC: "orders" }), jobManager: inTemplate("TOPIC") },
            "environment.TOPIC cannot be combined with jobManager.podTemplate.spec.containers[0].env[0], which sets the variable too; remove one of them",
        );
        refused({ ...environment({ TOPIC: "orders" }), ...inTemplate("OTHER") });
    });

    it("rejects one of a pod template that is only known later", async () => {
        const late = specOf((platform) => {
            const podTemplate = pulumi.output(inTemplate("TOPIC").podTemplate);
            new FlinkApplication("orders", {
                ...{ platform, namespace: "shop", jar, environment: { TOPIC: "orders" } },
                podTemplate: { spec: podTemplate.spec },
            });
        });
        await assert.rejects(late, {
            message:
                'FlinkApplication "orders": environment.TOPIC cannot be combined with podTemplate.spec.containers[0].env[0], which sets the variable too; remove one of them',
        });
    });

    it("warns of text that is a secret by its variable's name", () =>
        assert.deepEqual(
            checked(
                environment({
                    DB_PASSWORD: "x",
                    apiToken: "x",
                    TOKEN_URL: "https://example.com",
                    PASSWORD_FILE: "/etc/password",
                    SECRET: { secret: "kafka", key: "password" },
                    EMPTY_TOKEN: "",
                }),
            ),
            {
                findings: [],
                hints: ["DB_PASSWORD", "apiToken"].map(
                    (name) =>
                        `FlinkApplication "orders": environment.${name} should not hold a secret, as it can be read in the FlinkDeployment and in pods; put it into a Secret and write { secret, key }`,
                ),
            },
        ));
});
