import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkPlatform } from "../../src/platform/platform";
import { Retention } from "../../src/platform/retention";
import { fakeCluster } from "../support/fake-cluster";
import { record } from "../support/record";

const told = (type: string) => ({ type, props: { a: 1 }, opts: { protect: true } });

describe("Retention", () => {
    it("is an option from the first", () => {
        assert.deepEqual(new Retention("index:A", true).options, { retainOnDelete: true });
        assert.deepEqual(new Retention("index:A", false).options, {}); // mocks call nothing back
    });

    it("is told to the engine if it is asked for before that, for the component and none of its children", () => {
        const retention = new Retention("index:A", false);
        assert.equal(retention.ask(), true);
        assert.equal(retention.tell(told("index:B")), undefined);
        assert.deepEqual(retention.tell(told("index:A")), {
            props: { a: 1 },
            opts: { protect: true, retainOnDelete: true },
        });
        assert.equal(retention.ask(), true);
    });

    it("comes too late after that", () => {
        const retention = new Retention("index:A", false);
        assert.equal(retention.tell(told("index:A")), undefined);
        assert.equal(retention.ask(), false);
    });
});

describe("a job with retainOnDelete", () => {
    const orders = { namespace: "orders", jar: "local:///orders.jar" };

    /** Whether the namespace of a job is retained. */
    async function retains(opts: (parent: pulumi.Resource) => pulumi.ComponentResourceOptions): Promise<boolean> {
        const resources = await record(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            const keeper = new FlinkPlatform("k", { cluster: fakeCluster() }, { retainOnDelete: true });
            new FlinkApplication("orders", { platform, ...orders }, opts(keeper));
        });
        const { retainOnDelete } = resources.find(({ name }) => name === "p-jobs-orders") ?? {};
        return retainOnDelete === true;
    }

    it("keeps its namespace, whose parts take the option from it", async () => {
        assert.equal(await retains(() => ({ retainOnDelete: true })), true);
        assert.equal(await retains(() => ({})), false);
    });

    it("takes it from its parent, too", async () => {
        assert.equal(await retains((parent) => ({ parent })), true);
        assert.equal(await retains((parent) => ({ parent, retainOnDelete: false })), false);
    });

    it("is refused in the operator's own namespace, which goes with the operator", async () => {
        const program = (operator: object) => () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator });
            const args = { platform, ...orders, namespace: "flink-operator" };
            new FlinkApplication("orders", args, { retainOnDelete: true });
        };
        await assert.rejects(record(program({})), {
            message:
                'FlinkPlatform "p": namespace "flink-operator" cannot stay for a job with retainOnDelete, as it goes with the operator; choose another for the job',
        });
        assert.notEqual((await record(program({ namespaceExists: true }))).length, 0);
    });

    it("is refused where the namespace is registered without it already", async () => {
        await assert.rejects(
            record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster(), namespaces: ["orders"] });
                // As the engine does, which mocks are not.
                const { retention } = platform.jobNamespace("orders") as unknown as { retention: Retention };
                retention.tell(told("flink-platform:index:JobNamespace"));
                new FlinkApplication("orders", { platform, ...orders }, { retainOnDelete: true });
            }),
            {
                message:
                    'FlinkPlatform "p": namespace "orders" cannot stay for a job with retainOnDelete, as it was made before the program waited for something; make the job before that',
            },
        );
    });
});
