import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FlinkDeploymentArgs } from "../../../src/jobs/deployment/args";
import { checkFlinkDeploymentArgs } from "../../../src/jobs/deployment/checks";
import { FlinkDeployment } from "../../../src/jobs/deployment/deployment";
import type { PlatformHandle } from "../../../src/contracts/platform";
import { noBinding } from "../../../src/contracts/no-binding";
import { formatFinding } from "../../../src/checks/findings";
import { fakeCluster } from "../../support/fake-cluster";
import { modes, named, record } from "../../support/record";

const spec: FlinkDeploymentArgs["spec"] = {
    image: "flink:1.18.1-java17",
    flinkVersion: "v1_18",
    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
    job: { jarURI: "local:///opt/flink/usrlib/orders.jar", parallelism: 2, upgradeMode: "stateless" },
};

/** The same as it is sent: with what the operator would fill in. */
const sentSpec = {
    ...spec,
    jobManager: { replicas: 1, ...spec.jobManager },
    job: { args: [], state: "running", ...spec.job },
};

/** A platform of two resources that jobs must come after: the operator, and a namespace's role. */
function fakePlatform(operator: Partial<PlatformHandle["operator"]> = {}): PlatformHandle {
    const cluster = fakeCluster();
    const opts = { provider: cluster.provider };
    const controller = new k8s.core.v1.ConfigMap("operator", {}, opts);
    const role = new k8s.core.v1.ConfigMap("role", {}, opts);
    return {
        cluster,
        operator: {
            release: "1.15.0",
            configuration: {},
            resourceLabels: { "flink-platform/operator": "prod" },
            watchNamespaces: [],
            dependsOn: [controller],
            ...operator,
        },
        jobNamespace: (name) => ({
            name,
            serviceAccountName: "flink-jobs",
            statePrefix: name,
            binding: noBinding,
            dependsOn: [role],
        }),
    };
}

describe("FlinkDeployment", () => {
    for (const { title, preview } of modes) {
        it(`registers the custom resource ${title}`, async () => {
            const resources = await record(
                () =>
                    new FlinkDeployment("orders", {
                        platform: fakePlatform(),
                        metadata: { namespace: "shop", labels: { team: "a" }, annotations: { note: "b" } },
                        spec,
                    }),
                { preview },
            );
            const { type, inputs, provider, parent, dependsOn, additionalSecretOutputs } = named(
                resources.filter(({ type }) => type !== "flink-platform:index:FlinkDeployment"),
                "orders",
            );
            assert.equal(type, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment");
            assert.deepEqual(inputs, {
                apiVersion: "flink.apache.org/v1beta1",
                kind: "FlinkDeployment",
                metadata: {
                    name: "orders",
                    namespace: "shop",
                    labels: { team: "a", "flink-platform/operator": "prod" },
                    annotations: { note: "b", "pulumi.com/deletionPropagationPolicy": "background" },
                },
                spec: { ...sentSpec, serviceAccount: "flink-jobs" },
            });
            assert.match(provider, /::fake-kubernetes::fake-kubernetes-id$/);
            assert.equal(parent, "orders");
            assert.deepEqual(dependsOn, ["operator", "role"]);
            // The operator copies the spec into it, secrets too.
            assert.deepEqual(additionalSecretOutputs, ["status"]);
        });

        it(`gives its name as the constant output "ready" ${title}`, async () => {
            let ready: unknown;
            await record(
                () => {
                    const { ready: output } = new FlinkDeployment("orders-deployment", {
                        platform: fakePlatform(),
                        metadata: { name: "orders", namespace: "shop" },
                        spec,
                    });
                    output.apply((value) => (ready = value));
                },
                { preview },
            );
            assert.equal(ready, "orders");
        });

        it(`lets dependents follow ${title}`, async () => {
            const resources = await record(
                () => {
                    const platform = fakePlatform();
                    const deployment = new FlinkDeployment("orders", {
                        platform,
                        metadata: { namespace: "shop" },
                        spec,
                    });
                    new k8s.core.v1.ConfigMap(
                        "after",
                        {},
                        { provider: platform.cluster.provider, dependsOn: [deployment] },
                    );
                },
                { preview },
            );
            assert.deepEqual(named(resources, "after").dependsOn, ["orders"]);
        });
    }

    it("keeps a service account that the spec names", async () => {
        const resources = await record(
            () =>
                new FlinkDeployment("orders-deployment", {
                    platform: fakePlatform(),
                    metadata: { name: "orders", namespace: "shop" },
                    spec: { ...spec, serviceAccount: "own" },
                }),
        );
        const [deployment] = resources.filter(({ type }) => type.startsWith("kubernetes:flink"));
        assert.equal(deployment?.inputs.spec.serviceAccount, "own");
        assert.equal(deployment?.inputs.metadata.name, "orders");
    });

    it("is made from a manifest with a program's changes", async () => {
        const folder = mkdtempSync(join(tmpdir(), "manifest-"));
        const file = join(folder, "job.json"); // JSON is YAML
        const manifest = {
            apiVersion: "flink.apache.org/v1beta1",
            kind: "FlinkDeployment",
            metadata: { name: "basic" },
            spec,
        };
        writeFileSync(file, JSON.stringify(manifest));
        try {
            const resources = await record(() =>
                FlinkDeployment.fromYaml("orders", {
                    platform: fakePlatform(),
                    file,
                    namespace: "shop",
                    image: "own:1",
                }),
            );
            const [deployment] = resources.filter(({ type }) => type.startsWith("kubernetes:flink"));
            assert.equal(deployment?.name, "orders");
            assert.deepEqual(deployment.inputs.metadata, {
                name: "basic",
                namespace: "shop",
                labels: { "flink-platform/operator": "prod" },
                annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
            });
            assert.deepEqual(deployment.inputs.spec, { ...sentSpec, image: "own:1", serviceAccount: "flink-jobs" });
        } finally {
            rmSync(folder, { recursive: true });
        }
    });

    it("rejects every finding at once, before it makes the resource", async () => {
        await assert.rejects(
            record(
                () =>
                    new FlinkDeployment("orders", {
                        platform: fakePlatform({ watchNamespaces: ["jobs", "more"], release: "1.7.0" }),
                        metadata: { namespace: "shop" },
                        spec: { ...spec, flinkVersion: "v2_2" },
                    }),
            ),
            (error: Error) =>
                pulumi.RunError.isInstance(error) &&
                error.message ===
                    'FlinkDeployment "orders": metadata.namespace must be one that the operator watches (jobs, more), got "shop"\n' +
                        'FlinkDeployment "orders": spec.flinkVersion must be one that operator 1.7.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19), got "v2_2"; ' +
                        "operator releases for it: 1.13.0, 1.14.0, 1.15.0",
        );
    });
});

describe("checkFlinkDeploymentArgs", () => {
    const platform = {
        operator: {
            release: "1.15.0",
            configuration: {},
            watchNamespaces: ["shop"],
            resourceLabels: { owner: "prod" },
        },
    } as const;

    it("finds nothing wrong with a spec that the operator takes", () => {
        const { findings } = checkFlinkDeploymentArgs("orders", { platform, metadata: { namespace: "shop" }, spec });
        assert.deepEqual(findings, []);
    });

    it("names a label that hides the resource from its operator, a version that is none and a timeout that is none", () => {
        const { findings } = checkFlinkDeploymentArgs("orders", {
            platform,
            metadata: { namespace: "shop", labels: { owner: "test" } },
            spec: { ...spec, flinkVersion: "2.2" as "v2_2" },
            readiness: { timeoutSeconds: 0 },
        });
        assert.deepEqual(findings.filter(({ path }) => !path.startsWith("spec.job")).map(formatFinding), [
            'FlinkDeployment "orders": metadata.labels["owner"] must be "prod" for the operator, got "test"',
            'FlinkDeployment "orders": readiness.timeoutSeconds must be at least 1, got 0',
            'FlinkDeployment "orders": spec.flinkVersion must be one that operator 1.15.0 runs (v1_15, v1_16, v1_17, v1_18, v1_19, v1_20, v2_0, v2_1, v2_2), got "2.2"',
        ]);
    });

    it("names a REST service for which the operator must list nodes, if it is known not to have the right", () => {
        const flinkConfiguration = { kubernetes: { "rest-service.exposed.type": "LoadBalancer" } };
        const problems = (operator: { readonly mayReadNodes?: boolean }) =>
            checkFlinkDeploymentArgs("orders", {
                platform: { operator: { ...platform.operator, ...operator } },
                metadata: { namespace: "shop" },
                spec: { ...spec, flinkConfiguration },
            }).findings.map(formatFinding);
        assert.deepEqual(problems({ mayReadNodes: false }), [
            'FlinkDeployment "orders": spec.flinkConfiguration["kubernetes.rest-service.exposed.type"] must not make the operator list nodes, which it may not, got "LoadBalancer"; give the operator readNodes: true',
        ]);
        assert.deepEqual(problems({ mayReadNodes: true }), []);
        assert.deepEqual(problems({}), []);
    });
});
