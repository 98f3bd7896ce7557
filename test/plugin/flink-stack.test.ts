import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FlinkStack } from "../../src/plugin/flink-stack";
import { record } from "../support/record";
import { unreachableKubeconfig as kubeconfig } from "../support/unreachable-kubeconfig";

const stateStore = { kind: "s3", bucket: "state", secret: { name: "flink-state" } };
const orders = { namespace: "orders", jar: "local:///orders.jar" };
const existing = (more: object = {}) => ({ cluster: { existing: { kubeconfig, stateStore } }, ...more });

/** Lines of the error that the arguments meet. */
async function refusal(args: object): Promise<string[]> {
    const error: unknown = await record(() => new FlinkStack("shop", args as never)).then(
        () => undefined,
        (reason: unknown) => reason,
    );
    assert.ok(error instanceof Error, "the arguments are refused");
    return error.message.split("\n");
}

describe("FlinkStack", () => {
    it("makes what a stack file makes, below itself and by its own name", async () => {
        const resources = await record(() => new FlinkStack("shop", existing({ applications: { orders } })));
        const components = resources.filter(({ type }) => type.startsWith("flink-platform:"));
        assert.deepEqual(components.map(({ type, name, parent }) => [type, name, parent].join(" ")).sort(), [
            "flink-platform:existing:ExistingCluster shop shop",
            "flink-platform:index:FlinkApplication orders shop",
            "flink-platform:index:FlinkCrds shop-operator-crds shop-operator",
            "flink-platform:index:FlinkOperator shop-operator shop",
            "flink-platform:index:FlinkPlatform shop shop",
            "flink-platform:index:FlinkStack shop ",
            "flink-platform:index:JobNamespace shop-jobs-orders shop",
        ]);
    });

    it("keeps its kubeconfig as a secret, and nothing else", async () => {
        const secrets: Record<string, boolean> = {};
        await record(async () => {
            const stack = new FlinkStack("shop", existing({ applications: { orders } }));
            for (const key of ["kubeconfig", "stateStore", "applications", "sessionClusters", "snapshots"] as const) {
                secrets[key] = await pulumi.isSecret(stack[key] as pulumi.Output<unknown>);
            }
        });
        assert.deepEqual(secrets, {
            kubeconfig: true,
            stateStore: false,
            applications: false,
            sessionClusters: false,
            snapshots: false,
        });
    });

    it("takes secrets, and seals what they land in", async () => {
        const given = { existing: { kubeconfig: pulumi.secret(kubeconfig), stateStore } };
        const args = {
            cluster: given,
            applications: { orders: { ...orders, args: [pulumi.secret("hush-hush-1234")] } },
        };
        const resources = await record(() => new FlinkStack("shop", args as never));
        const job = resources.find(({ type }) => type.endsWith(":FlinkDeployment"));
        assert.deepEqual(job?.secretInputs, ["spec"]);
        assert.deepEqual(job.inputs.spec.job.args, ["hush-hush-1234"]);
    });

    it("rejects two clusters and none", async () => {
        const names = "must have exactly one of eks, gke, aks, local, existing, got";
        assert.deepEqual(await refusal({ cluster: {} }), [`FlinkStack "shop": cluster ${names} none`]);
        assert.deepEqual(await refusal({ cluster: { local: {}, eks: {} } }), [
            `FlinkStack "shop": cluster ${names} "local", "eks"`,
        ]);
    });

    it("rejects what a stack file's form rejects, in the paths of its arguments", async () => {
        const jobs = { orders: { jar: 1, sqlScript: "" } };
        const lines = await refusal({ cluster: { eks: {} }, applications: jobs, operator: { unlistedRelease: {} } });
        assert.deepEqual(
            lines.map((line) => line.replace(/; known: jobName, .*/, "")),
            [
                'FlinkStack "shop": cluster.eks.region is missing',
                'FlinkStack "shop": operator.unlistedRelease.version is missing',
                'FlinkStack "shop": operator.unlistedRelease.definitions is missing',
                'FlinkStack "shop": operator.unlistedRelease.flinkVersions is missing',
                'FlinkStack "shop": applications.orders.namespace is missing',
                'FlinkStack "shop": applications.orders.jar must be text, got 1; put it in quotes',
                'FlinkStack "shop": applications.orders "sqlScript" is not known',
            ],
        );
    });

    it("rejects both fields of one key", async () => {
        const environmentFrom = { KEY: { secret: "keys", key: "api" } };
        const operator = {
            release: "1.15.0",
            unlistedRelease: { version: "2", definitions: "d", flinkVersions: ["2.2"] },
        };
        const jobs = { orders: { ...orders, environment: { KEY: "a" }, environmentFrom } };
        assert.deepEqual(await refusal(existing({ operator, applications: jobs })), [
            'FlinkStack "shop": operator.unlistedRelease cannot be combined with release; remove one of them',
            'FlinkStack "shop": applications.orders.environmentFrom.KEY cannot be combined with environment.KEY; remove one of them',
        ]);
    });

    it("rejects a placeholder of the shipped stack files", async () => {
        const gke = { project: "your-project", region: "europe-west1" };
        assert.deepEqual(await refusal({ cluster: { gke } }), [
            'FlinkStack "shop": cluster.gke.project must be a value of your own, got the placeholder "your-project"; put yours in its place',
        ]);
    });

    it("rejects a value that is known only once it is deployed", async () => {
        const region = pulumi.output(pulumi.unknown);
        assert.deepEqual(await refusal({ cluster: { eks: { region } } }), [
            'FlinkStack "shop": cluster.eks.region is not known before it is deployed, and all values decide what is made; deploy what it comes from in a stack of its own',
        ]);
    });

    it("says what a component finds in the component's own words", async () => {
        assert.deepEqual(await refusal(existing({ applications: { orders: { ...orders, parallelism: 0 } } })), [
            'FlinkApplication "orders": parallelism must be a whole number of at least 1, got 0',
        ]);
    });
});
