import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Ended } from "../support/command";
import { dependenciesOf, templates } from "./support/dependencies";
import { repository } from "./support/folders";
import { ConsumerStack, flinkDeployment } from "./support/consumer-stack";

/** Findings of a preview. */
const findings = ({ output }: Ended) => [
    ...new Set([...output.matchAll(/^ *(?:error: )?(stack config ".*)$/gm)].map(([, text]) => text)),
];

/** What a user puts in the place of each template's placeholders, and what the preview says until then. */
const clouds = {
    eks: {
        placeholders: ["endpoint.allowedCidrs[0]"],
        values: { "endpoint.allowedCidrs[0]": "198.51.100.7/32" },
        cluster: "aws:eks/cluster:Cluster",
    },
    gke: {
        placeholders: ["project"],
        values: { project: "acme-prod" },
        cluster: "gcp:container/cluster:Cluster",
    },
    aks: {
        placeholders: ["subscriptionId", "tenantId", "administrators[0]", "endpoint.allowedCidrs[0]"],
        values: {
            subscriptionId: "11111111-2222-3333-4444-555555555555",
            tenantId: "22222222-2222-3333-4444-555555555555",
            "administrators[0]": "33333333-2222-3333-4444-555555555555",
            "endpoint.allowedCidrs[0]": "198.51.100.7/32",
        },
        cluster: "azure-native:containerservice:ManagedCluster",
    },
};

describe("a project of pulumi new", () => {
    for (const [cloud, { placeholders, values, cluster }] of Object.entries(clouds)) {
        it(`from the template ${cloud} asks for values of one's own, and then previews a cluster with a job`, async () => {
            const stack = await ConsumerStack.fromTemplate(cloud);
            const refused = await stack.preview();
            assert.notEqual(refused.code, 0, refused.output);
            assert.deepEqual(
                findings(refused).map((text) =>
                    text?.replace(/^stack config "flink-platform:cluster": (\S+) .*/, "$1"),
                ),
                placeholders,
                refused.output,
            );
            for (const [path, value] of Object.entries(values)) {
                await stack.set(`flink-platform:cluster.${path}`, value);
            }
            assert.deepEqual(await stack.previewed([cluster, flinkDeployment]), [1, 1]);
            stack.remove();
        });
    }

    for (const template of ["local", "library"]) {
        it(`from the template ${template} previews a job on the kubeconfig's cluster`, async () => {
            const stack = await ConsumerStack.fromTemplate(template);
            assert.deepEqual(await stack.previewed(["flink-platform:local:LocalCluster", flinkDeployment]), [1, 1]);
            stack.remove();
        });
    }

    it("without a program of its own names the package's file, and its stack file is all", async () => {
        const stack = await ConsumerStack.fromTemplate("local");
        const file = join(stack.folder, "Pulumi.yaml");
        const main = "node_modules/pulumi-flink-platform/program.js";
        writeFileSync(file, stringify({ ...parse(readFileSync(file, "utf8")), main }));
        writeFileSync(join(stack.folder, "index.js"), "throw new Error('not the program');");
        // Files that a stack file names are the project's, wherever the program lies.
        writeFileSync(join(stack.folder, "text.txt"), "words");
        await stack.set('flink-platform:cluster.objectStore.samples["flink-jobs/text.txt"]', "text.txt");
        assert.deepEqual(await stack.previewed([flinkDeployment]), [1]);
        stack.remove();
    });
});

describe("the templates", () => {
    const stackOf = (file: string) => parse(readFileSync(join(repository, file), "utf8")).config;

    for (const template of templates) {
        it(`${template} asks for the versions that the package is tested with`, () => {
            const { devDependencies, version } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
            const tested: Record<string, string> = { ...devDependencies, "pulumi-flink-platform": version };
            const { typescript: _, "ts-node": _loader, ...asked } = dependenciesOf(`templates/${template}`);
            for (const [name, range] of Object.entries(asked)) {
                assert.equal(range, `^${tested[name]}`, name);
            }
        });
    }

    for (const cloud of ["aks", "eks", "gke", "local"]) {
        it(`${cloud} has the cluster of stacks/Pulumi.${cloud}.yaml without samples`, () => {
            const {
                stateStore: _,
                objectStore: _store,
                ...cluster
            } = stackOf(`stacks/Pulumi.${cloud}.yaml`)["flink-platform:cluster"];
            assert.deepEqual(stackOf(`templates/${cloud}/Pulumi.dev.yaml`)["flink-platform:cluster"], cluster);
        });
    }

    it("library has the program of the first example", () =>
        assert.equal(
            readFileSync(join(repository, "templates/library/index.ts"), "utf8"),
            readFileSync(join(repository, "examples/first-application/index.ts"), "utf8"),
        ));
});
