import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkDeployment } from "../../src/jobs/deployment/deployment";
import { JobNamespace } from "../../src/platform/namespaces";
import { FlinkOperator } from "../../src/platform/operator/operator";
import { FlinkPlatform } from "../../src/platform/platform";
import { withStubDefinitions } from "../support/definitions";
import { fakeCluster } from "../support/fake-cluster";
import { modes, record } from "../support/record";

/** Runs a program as the engine's language host does, with a stack around it. */
const inStack = (program: () => void) => () =>
    void pulumi.runtime.runInPulumiStack(() => Promise.resolve(withStubDefinitions(program)));

const namespace = (name: string, opts?: pulumi.CustomResourceOptions, objectName: pulumi.Input<string> = "orders") =>
    new k8s.core.v1.Namespace(name, { metadata: { name: objectName } }, opts);

const orders = { namespace: "orders", jar: "local:///orders.jar" } as const;

function deployment(name: string, platform: FlinkPlatform, objectName?: string, opts?: pulumi.ResourceOptions): void {
    new FlinkDeployment(
        name,
        {
            platform,
            metadata: { namespace: "orders", ...(objectName !== undefined && { name: objectName }) },
            spec: {
                image: "flink:2.2.1-java17",
                flinkVersion: "v2_2",
                jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
                taskManager: { resource: { memory: "2048m", cpu: 1 } },
            },
        },
        opts,
    );
}

const once = "an object has one owner, so choose another name or namespace for one of the two";

/** Programs in which an object has two owners, each with the finding. */
const conflicts: Readonly<Record<string, readonly [program: () => void, finding: string]>> = {
    "two deployments of one name": [
        () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            deployment("a", platform, "job");
            deployment("b", platform, "job");
        },
        `FlinkDeployment "b": FlinkDeployment "job" in namespace "orders" is made by FlinkDeployment "a" too; ${once}`,
    ],
    "a deployment with the name of an application": [
        () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            new FlinkApplication("job", { platform, ...orders }, { parent: platform });
            deployment("b", platform, "job");
        },
        `FlinkDeployment "b": FlinkDeployment "job" in namespace "orders" is made by FlinkApplication "job" too; ${once}`,
    ],
    "one name below two parents": [
        () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            deployment("job", platform);
            deployment("job", platform, undefined, { parent: new pulumi.ComponentResource("team:index:Team", "team") });
        },
        `FlinkDeployment "job": FlinkDeployment "job" in namespace "orders" is made by FlinkDeployment "job" too; ${once}`,
    ],
    "a namespace of two platforms": [
        () => {
            const cluster = fakeCluster();
            const first = new FlinkPlatform("a", { cluster, operator: { watchNamespaces: ["orders"] } });
            new FlinkPlatform("b", {
                cluster,
                operator: { namespace: "second", watchNamespaces: ["orders", "shop"], crds: first.operator.crds },
            });
        },
        'FlinkPlatform "b": Namespace "orders" is made by FlinkPlatform "a" too; choose another for one of the two',
    ],
    "a namespace of two handles of one operator that exists": [
        () => {
            const cluster = fakeCluster();
            new FlinkPlatform("a", { cluster, operator: { install: "existing" }, namespaces: ["orders"] });
            new FlinkPlatform("b", { cluster, operator: { install: "existing" }, namespaces: ["orders"] });
        },
        'FlinkPlatform "b": Namespace "orders" is made by FlinkPlatform "a" too; choose another for one of the two',
    ],
};

/** The same with a part that the program makes itself. */
const withOwn: Readonly<Record<string, readonly [program: () => void, finding: string]>> = {
    "a Namespace after the platform's": [
        () => {
            const cluster = fakeCluster();
            new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
            namespace("own", { provider: cluster.provider });
        },
        'FlinkPlatform "p": Namespace "orders" is made by the program\'s Namespace "own" too; list it in existingNamespaces',
    ],
    "a Namespace before the platform": [
        () => {
            const cluster = fakeCluster();
            namespace("own", { provider: cluster.provider });
            new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
        },
        'FlinkPlatform "p": Namespace "orders" is made by the program\'s Namespace "own" too; list it in existingNamespaces',
    ],
    "a Namespace whose name is known later": [
        () => {
            const cluster = fakeCluster();
            new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
            namespace("own", { provider: cluster.provider }, pulumi.output(Promise.resolve("orders")));
        },
        'FlinkPlatform "p": Namespace "orders" is made by the program\'s Namespace "own" too; list it in existingNamespaces',
    ],
    "a Namespace below a component that is older than the platform": [
        () => {
            const cluster = fakeCluster();
            const team = new pulumi.ComponentResource("team:index:Team", "team", {}, { provider: cluster.provider });
            new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
            namespace("own", { parent: team });
        },
        'FlinkPlatform "p": Namespace "orders" is made by the program\'s Namespace "own" too; list it in existingNamespaces',
    ],
    "a Namespace beside an operator, by the default provider": [
        () => {
            namespace("own", {}, "flink-operator");
            new FlinkOperator("o");
        },
        'FlinkOperator "o": Namespace "flink-operator" is made by the program\'s Namespace "own" too; set namespaceExists',
    ],
    "a Namespace beside a namespace for jobs": [
        () => {
            const cluster = fakeCluster();
            new JobNamespace("j", { cluster, namespace: "orders" }, { provider: cluster.provider });
            namespace("own", { provider: cluster.provider });
        },
        'JobNamespace "j": Namespace "orders" is made by the program\'s Namespace "own" too; set namespaceExists',
    ],
    "a manifest with the platform's definition": [
        () => {
            const cluster = fakeCluster();
            new FlinkPlatform("p", { cluster });
            new k8s.apiextensions.v1.CustomResourceDefinition(
                "own",
                { metadata: { name: "flinkdeployments.flink.apache.org" }, spec: {} as never },
                { provider: cluster.provider },
            );
        },
        'FlinkPlatform "p": CustomResourceDefinition "flinkdeployments.flink.apache.org" is made by the program\'s CustomResourceDefinition "own" too; leave it out of the program',
    ],
    "a job that a custom resource of the program makes too": [
        () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            new k8s.apiextensions.CustomResource(
                "own",
                {
                    apiVersion: "flink.apache.org/v1beta1",
                    kind: "FlinkDeployment",
                    metadata: { name: "job", namespace: "orders" },
                },
                { provider: platform.cluster.provider },
            );
            deployment("a", platform, "job");
        },
        `FlinkDeployment "a": FlinkDeployment "job" in namespace "orders" is made by the program's FlinkDeployment "own" too; ${once}`,
    ],
};

/** Programs that look similar, and in which each object has one owner. */
const harmless: Readonly<Record<string, () => void>> = {
    "the program's Namespace is listed as existing": () => {
        const cluster = fakeCluster();
        namespace("own", { provider: cluster.provider });
        new FlinkPlatform("p", { cluster, namespaces: ["orders"], existingNamespaces: ["orders"] });
    },
    "the program reads the platform's namespace": () => {
        const cluster = fakeCluster();
        new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
        k8s.core.v1.Namespace.get("own", "orders", { provider: cluster.provider });
    },
    "the program lays a label over the platform's namespace": () => {
        const cluster = fakeCluster();
        new FlinkPlatform("p", { cluster, namespaces: ["orders"] });
        new k8s.core.v1.NamespacePatch(
            "own",
            { metadata: { name: "orders", labels: { team: "a" } } },
            { provider: cluster.provider },
        );
    },
    "the program's Namespace is in another cluster": () => {
        new FlinkPlatform("p", { cluster: fakeCluster(), namespaces: ["orders"] });
        namespace("own", { provider: new k8s.Provider("other", {}) });
    },
    "two of the program's own resources make one object": () => {
        const cluster = fakeCluster();
        new FlinkPlatform("p", { cluster });
        namespace("one", { provider: cluster.provider });
        namespace("two", { provider: cluster.provider });
    },
    "the same platform is on two clusters": () => {
        for (const place of ["a", "b"]) {
            const platform = new FlinkPlatform(place, { cluster: fakeCluster() });
            deployment(`${place}-job`, platform, "job");
        }
    },
    "jobs of one name are in two namespaces": () => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
        deployment("a", platform, "job");
        new FlinkApplication("job", { platform, ...orders, namespace: "payments" });
    },
};

for (const { title, preview } of modes) {
    describe(`an object with two owners, ${title}`, () => {
        for (const [what, [program, message]] of Object.entries(conflicts)) {
            it(`is refused: ${what}`, () => assert.rejects(record(program, { preview }), { message }));
        }

        for (const [what, [program, message]] of Object.entries({ ...conflicts, ...withOwn })) {
            it(`is refused in a stack: ${what}`, () =>
                assert.rejects(record(inStack(program), { preview }), { message }));
        }

        for (const [what, program] of Object.entries(harmless)) {
            it(`is not seen where ${what}`, async () => {
                assert.notEqual((await record(inStack(program), { preview })).length, 0);
            });
        }
    });
}

describe("the register of owners", () => {
    const program = (name: string) => () => {
        namespace("own", {}, "flink-operator");
        new FlinkOperator(name, { namespaceExists: true });
    };

    it("begins anew with each run in a process", async () => {
        for (const name of ["a", "b"]) {
            assert.notEqual((await record(program(name))).length, 0);
        }
    });

    it("takes a unit test's second program of the same names for a run of its own", async () => {
        const resources = await record(() => {
            program("a")();
            program("a")();
        });
        assert.equal(resources.filter(({ name }) => name === "a").length, 2);
    });
});
