import assert from "node:assert/strict";
import { definitionFiles } from "../../../src/flink/definitions/files";
import { FlinkCrds } from "../../../src/platform/crds/crds";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { modes, named, record } from "../../support/record";

for (const { title, preview } of modes) {
    describe(`FlinkCrds ${title}`, () => {
        it("applies each definition of the release over what is there, and keeps it when the stack goes", async () => {
            const resources = await record(() => new FlinkCrds("x", { release: "1.15.0" }), { preview });
            const definitions = resources.filter(({ parent }) => parent === "x");
            assert.deepEqual(definitions.map(({ name, inputs }) => `${name} ${inputs.metadata.name}`).sort(), [
                "x-flink-blue-green-deployment flinkbluegreendeployments.flink.apache.org",
                "x-flink-deployment flinkdeployments.flink.apache.org",
                "x-flink-session-job flinksessionjobs.flink.apache.org",
                "x-flink-state-snapshot flinkstatesnapshots.flink.apache.org",
            ]);
            for (const { type, retainOnDelete } of definitions) {
                assert.equal(type, "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinitionPatch");
                assert.equal(retainOnDelete, true);
            }
            assert.deepEqual(named(resources, "x-flink-deployment").inputs, {
                apiVersion: "apiextensions.k8s.io/v1",
                kind: "CustomResourceDefinition",
                metadata: {
                    name: "flinkdeployments.flink.apache.org",
                    annotations: {
                        "example.com/release": "1.15.0",
                        "pulumi.com/patchForce": "true",
                        "pulumi.com/patchFieldManager": "pulumi-flink-platform",
                    },
                },
                spec: {
                    group: "flink.apache.org",
                    scope: "Namespaced",
                    names: { kind: "FlinkDeployment", plural: "flinkdeployments" },
                },
            });
        });

        it("has no more kinds than the release", async () => {
            const resources = await record(() => new FlinkCrds("x", { release: "1.7.0" }), { preview });
            assert.deepEqual(
                resources
                    .filter(({ parent }) => parent === "x")
                    .map(({ name }) => name)
                    .sort(),
                ["x-flink-deployment", "x-flink-session-job"],
            );
        });
    });
}

describe("a build of the package without a release's definitions", () => {
    const withoutFiles = async (program: () => unknown) =>
        record(() => {
            definitionFiles.has = (_, kind) => kind !== "FlinkSessionJob";
            program();
        });
    const problem =
        'release has no resource definitions in this build of the package, got "1.7.0"; ' +
        "use a published package, or build it where they can be had";

    it("is named where they are to be installed", async () => {
        await assert.rejects(
            withoutFiles(() => new FlinkCrds("x", { release: "1.7.0" })),
            { message: `FlinkCrds "x": ${problem}` },
        );
        await assert.rejects(
            withoutFiles(() => new FlinkOperator("x", { release: "1.7.0" })),
            { message: `FlinkOperator "x": ${problem}` },
        );
    });

    it("does for an operator that is there already", async () => {
        const resources = await withoutFiles(() => new FlinkOperator("x", { release: "1.7.0", install: "existing" }));
        assert.equal(resources.length, 1);
    });
});
