import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { FlinkDeployment } from "../../../src/jobs/deployment/deployment";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { modes, record, valueOf } from "../../support/record";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
const jar = "local:///orders.jar";

/** Runs jobs on a platform, and returns what was registered for them. */
async function jobs(program: (platform: FlinkPlatform) => unknown, preview = false) {
    const resources = await record(() => program(new FlinkPlatform("p", { cluster: fakeCluster() })), { preview });
    return resources.filter(({ type }) => type === flinkDeployment);
}

const job = (args: Partial<FlinkJobArgs>, preview = false) =>
    jobs((platform) => new FlinkApplication("orders", { platform, namespace: "jobs", jar, ...args }), preview);

describe("the name of a job", () => {
    it("may be the same in several namespaces of one program, each with a folder of its own", async () => {
        const found = await jobs((platform) => {
            for (const namespace of ["shop", "bank"]) {
                new FlinkApplication(`${namespace}-orders`, { platform, jobName: "orders", namespace, jar });
            }
        });
        assert.deepEqual(
            found.map(({ name, inputs: { metadata, spec } }) => [
                name,
                metadata.namespace,
                metadata.name,
                spec.flinkConfiguration["execution.checkpointing.dir"],
            ]),
            [
                ["shop-orders", "shop", "orders", "s3p://bucket/shop/orders/checkpoints"],
                ["bank-orders", "bank", "orders", "s3p://bucket/bank/orders/checkpoints"],
            ],
        );
    });

    it("is the component's by default", async () => {
        const [found] = await job({ args: ["{jobFiles}"] });
        assert.equal(found?.inputs.metadata.name, "orders");
        assert.deepEqual(found?.inputs.spec.job.args, ["s3a://bucket/jobs/orders"]);
    });
});

describe("the outputs of a job", () => {
    it("say where it is and how to see it", async () => {
        await jobs(async (platform) => {
            const args = { platform, jobName: "orders", namespace: "shop", jar };
            const { jobName, namespace, serviceAccountName, restService, flinkUi, statePath } = new FlinkApplication(
                "shop-orders",
                args,
            );
            assert.deepEqual(
                { jobName, namespace, serviceAccountName, restService, flinkUi, statePath: await valueOf(statePath) },
                {
                    jobName: "orders",
                    namespace: "shop",
                    serviceAccountName: "flink",
                    restService: "orders-rest",
                    flinkUi: "kubectl --namespace shop port-forward service/orders-rest 8081",
                    statePath: "s3p://bucket/shop/orders",
                },
            );
        });
    });

    it("are the same of a FlinkDeployment, by its name in Kubernetes", async () => {
        await jobs((platform) => {
            const { restService, flinkUi } = new FlinkDeployment("a", {
                platform,
                metadata: { name: "session", namespace: "shop" },
                spec: {
                    image: "flink:2.2.1-java17",
                    flinkVersion: "v2_2",
                    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
                    taskManager: { resource: { memory: "2048m", cpu: 1 } },
                },
            });
            assert.deepEqual(
                [restService, flinkUi],
                ["session-rest", "kubectl --namespace shop port-forward service/session-rest 8081"],
            );
        });
    });
});

describe("inputs of a job from other resources", () => {
    const late = {
        jar: pulumi.output("https://jars.example.com/orders.jar"),
        initialSavepointPath: pulumi.output("s3p://bucket/jobs/orders/savepoints/1"),
        image: pulumi.output("acme/orders:1-amd64"),
    };

    for (const { title, preview } of modes) {
        it(`are taken ${title}`, async () => {
            const [found] = await job(late, preview);
            const { image, job: spec } = found?.inputs.spec ?? {};
            assert.deepEqual(
                [image, spec.jarURI, spec.initialSavepointPath],
                ["acme/orders:1-amd64", "https://jars.example.com/orders.jar", "s3p://bucket/jobs/orders/savepoints/1"],
            );
        });
    }

    for (const [what, args, problem] of [
        [
            "a jar without a scheme",
            { jar: pulumi.output("/opt/orders.jar") },
            'jar must have a scheme such as local:// or https://, got "/opt/orders.jar"',
        ],
        [
            "an image for other nodes",
            { image: pulumi.output("acme/orders:1-arm64") },
            "image is built for arm64 only, and the cluster's jobManager and taskManager nodes are amd64, got \"acme/orders:1-arm64\"; build it for both or change the nodes' architecture",
        ],
        [
            "an empty savepoint to restart from",
            { initialSavepointPath: pulumi.output(""), savepointRedeployNonce: 1 },
            "initialSavepointPath is required: the savepoint to start from, as savepointRedeployNonce is set",
        ],
    ] as const) {
        it(`are checked once they are known: ${what}`, () =>
            assert.rejects(job(args, true), (error: Error) =>
                error.message.endsWith(`FlinkApplication "orders": ${problem}`),
            ));
    }
});
