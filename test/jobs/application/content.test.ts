import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { contentName, contentProblems } from "../../../src/jobs/application/content";
import { registerContents } from "../../../src/jobs/application/content-objects";
import { only, record } from "../../support/record";

const rules = { purpose: "file", place: "/opt/app/rules.json", text: "{}" };

const registered = async (waits: boolean) => {
    const options: (boolean | undefined)[][] = [];
    const resources = await record(() => {
        const component = new pulumi.ComponentResource(
            "test:index:Job",
            "shop-orders",
            {},
            {
                transformations: [
                    ({ type, props, opts }) => {
                        if (type === "kubernetes:core/v1:ConfigMap") {
                            options.push([opts.retainOnDelete, opts.protect]);
                        }
                        return { props, opts };
                    },
                ],
            },
        );
        registerContents([rules], {
            component,
            name: "shop-orders",
            job: "orders",
            namespace: "shop",
            dependsOn: [],
            waits,
        });
    });
    return { ...only(resources, "kubernetes:core/v1:ConfigMap"), options };
};

describe("content in a ConfigMap", () => {
    it("has a name of its own for each text and place", () => {
        assert.equal(contentName("orders", rules), "orders-file-1e2ad37ac2");
        assert.equal(contentName("orders", { ...rules, text: "[]" }), "orders-file-51d4eac231");
        assert.equal(contentName("orders", { ...rules, place: "/opt/app/other.json" }), "orders-file-c347efdb1f");
    });

    it("is at most one mebibyte", () => {
        assert.deepEqual(contentProblems("files", "ü".repeat(524_288)), []);
        assert.deepEqual(contentProblems("files", "ü".repeat(524_289)), [
            { path: "files", problem: "must be at most 1048576 bytes, got 1048578; put it into the image" },
        ]);
    });

    it("lies in an object that cannot be changed", async () => {
        const { name, inputs } = await registered(true);
        assert.equal(name, contentName("shop-orders", rules));
        assert.deepEqual(inputs, {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: {
                name: contentName("orders", rules),
                namespace: "shop",
                labels: { "app.kubernetes.io/managed-by": "pulumi", "app.kubernetes.io/instance": "orders" },
            },
            data: { content: "{}" },
            immutable: true,
        });
    });

    it("stays in the cluster where no wait says when the job is done with it", async () => {
        assert.deepEqual((await registered(true)).options, [[undefined, false]]);
        assert.deepEqual((await registered(false)).options, [[true, false]]);
    });
});
