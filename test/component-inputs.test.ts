import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../src/jobs/application/application";
import { FlinkDeployment } from "../src/jobs/deployment/deployment";
import { kubernetesVersions } from "../src/flink/versions";
import { FlinkSessionCluster } from "../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../src/jobs/session-job/session-job";
import { FlinkPlatform } from "../src/platform/platform";
import { clouds, type Cloud } from "./support/clouds";
import { named, record, type Recorded } from "./support/record";

const secret = "must-stay-secret";

/** A cluster `prod`, a platform `flink` and jobs `orders` and `manifest`, with secrets wherever a job takes them. */
const resourcesOf = ({ make, mocks }: Cloud) =>
    record(() => {
        const platform = new FlinkPlatform("flink", {
            cluster: make("prod"),
            operator: { configuration: { "s3.secret-key": secret } },
        });
        new FlinkApplication("orders", {
            platform,
            namespace: "orders",
            jar: `https://user:${secret}@example.com/orders.jar`,
            image: pulumi.secret(`acme/orders:${secret}`),
            args: [secret],
            flinkConfiguration: { "metrics.reporter.push.password": secret },
            podTemplate: { metadata: { annotations: { key: secret } } },
            jobManager: { podTemplate: { metadata: { annotations: { key: secret } } } },
            parallelism: 4,
        });
        const sessionCluster = new FlinkSessionCluster("shared", {
            platform,
            namespace: "orders",
            flinkConfiguration: { "metrics.reporter.push.password": secret },
            podTemplate: { metadata: { annotations: { key: secret } } },
            taskManager: { podTemplate: { metadata: { annotations: { key: secret } } } },
        });
        new FlinkSessionJob("invoices", {
            platform,
            sessionCluster,
            jar: `https://user:${secret}@example.com/invoices.jar`,
            args: [secret],
            initialSavepointPath: `s3p://${secret}/savepoint-1`,
            flinkConfiguration: { "user.password": secret },
        });
        new FlinkDeployment("manifest", {
            platform,
            metadata: { namespace: "orders", annotations: { key: secret } },
            spec: {
                image: "flink:2.2.1",
                flinkVersion: "v2_2",
                flinkConfiguration: { "s3.secret-key": secret },
                podTemplate: { metadata: { annotations: { key: secret } } },
                jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
                taskManager: { resource: { memory: "2048m" } },
                job: { jarURI: "local:///a.jar", args: [secret], parallelism: 2, upgradeMode: "stateless" },
            },
        });
    }, mocks);

const isComponent = ({ type }: Recorded) => type.startsWith("flink-platform:");

describe("the inputs of components", () => {
    for (const [name, cloud] of Object.entries<Cloud>(clouds)) {
        it(`are there for policies and reviewers, and hold no secret in the open, on ${name}`, async () => {
            const components = (await resourcesOf(cloud)).filter(isComponent);
            assert.deepEqual(
                components.filter(({ inputs }) => Object.keys(inputs).length === 0).map(({ type }) => type),
                [],
            );
            const open = components.map(({ inputs, secretInputs }) =>
                Object.entries(inputs).filter(([key]) => !secretInputs.includes(key)),
            );
            assert.doesNotMatch(JSON.stringify(open), new RegExp(secret));
        });
    }

    it("are those that decide what a component is", async () => {
        const resources = await resourcesOf(clouds.local);
        const { inputs, secretInputs } = named(resources.filter(isComponent), "orders");
        assert.deepEqual(secretInputs, ["image"]);
        assert.deepEqual(inputs, {
            namespace: "orders",
            flinkVersion: "2.2",
            image: `acme/orders:${secret}`,
            parallelism: 4,
            state: "running",
            upgradeMode: "last-state",
            jobManager: { memoryMiB: 1024, cpu: 0.5, cpuLimit: 2, replicas: 1 },
            taskManager: { memoryMiB: 2048, cpu: 1, cpuLimit: 2, taskSlots: 1 },
        });
        const inputsOf = (component: string) => named(resources.filter(isComponent), component).inputs;
        assert.deepEqual(inputsOf("manifest"), {
            name: "manifest",
            namespace: "orders",
            image: "flink:2.2.1",
            flinkVersion: "v2_2",
            parallelism: 2,
            upgradeMode: "stateless",
            jobManager: { memory: "1024m", cpu: 0.5 },
            taskManager: { memory: "2048m" },
        });
        assert.deepEqual(inputsOf("flink-operator"), {
            release: "1.15.0",
            install: "managed",
            namespace: "flink-operator",
            image: "ghcr.io/apache/flink-kubernetes-operator:1.15.0",
            replicas: 1,
            watchNamespaces: [],
            readNodes: false,
        });
        assert.deepEqual(inputsOf("flink"), { namespaces: [], existingNamespaces: [], watchNamespaces: [] });
        assert.deepEqual(inputsOf("prod"), { objectStore: "inCluster" });
        assert.deepEqual(inputsOf("flink-jobs-orders"), { namespace: "orders" });
    });

    it("name what a cluster is", async () => {
        const { inputs } = named((await resourcesOf(clouds.eks)).filter(isComponent), "prod");
        assert.deepEqual(inputs, {
            region: "eu-west-1",
            zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
            clusterName: "prod",
            kubernetesVersion: kubernetesVersions.default,
            compute: "auto",
            publicEndpoint: false,
            identity: "podIdentity",
            natGateways: "one",
            logs: "cloud",
            metrics: "inCluster",
            deletionProtection: true,
        });
    });
});
