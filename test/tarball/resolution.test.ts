import assert from "node:assert/strict";
import { compile, runNode, type Project } from "./support/compile";
import { newestPeers } from "./support/folders";

const entries = { aks: "AksCluster", eks: "EksCluster", gke: "GkeCluster", local: "LocalCluster" };

/** A program with every entry point, and a type of each. */
const program = `
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication, FlinkPlatform, type ClusterModule, type OperatorOptions } from "pulumi-flink-platform";
import { AksCluster, type AksClusterArgs } from "pulumi-flink-platform/aks";
import { EksCluster, type EksClusterArgs } from "pulumi-flink-platform/eks";
import { GkeCluster, type GkeClusterArgs } from "pulumi-flink-platform/gke";
import { LocalCluster, type LocalClusterArgs } from "pulumi-flink-platform/local";

interface Args { readonly aks: AksClusterArgs; readonly eks: EksClusterArgs; readonly gke: GkeClusterArgs; readonly local: LocalClusterArgs }

export function clusters({ aks, eks, gke, local }: Args): ClusterModule[] {
    return [new AksCluster("aks", aks), new EksCluster("eks", eks), new GkeCluster("gke", gke), new LocalCluster("local", local)];
}
const configuration: OperatorOptions = { "kubernetes.operator.reconcile.interval": "30 s" };
const platform = new FlinkPlatform("flink", { cluster: new LocalCluster("laptop"), operator: { configuration } });
const { ready } = new FlinkApplication("orders", { platform, namespace: "orders", jar: "local:///opt/orders.jar" });
export const job: pulumi.Output<string> = ready;
`;

const projects: readonly (Project & { readonly compilers: readonly string[] })[] = [
    { moduleResolution: "node10", type: "commonjs", compilers: ["typescript", "typescript-6"] },
    { moduleResolution: "node16", type: "commonjs", compilers: ["typescript"] },
    { moduleResolution: "node16", type: "module", compilers: ["typescript-6"] },
    { moduleResolution: "nodenext", type: "commonjs", compilers: ["typescript", "typescript-6"] },
    { moduleResolution: "nodenext", type: "module", compilers: ["typescript", "typescript-6"] },
    { moduleResolution: "bundler", type: "module", compilers: ["typescript", "typescript-6"] },
];

describe("a program with every entry point", () => {
    for (const { compilers, ...project } of projects) {
        for (const compiler of compilers) {
            it(`compiles with ${compiler}, moduleResolution ${project.moduleResolution}, type ${project.type}`, async () => {
                const isDeprecated = project.moduleResolution === "node10" && compiler === "typescript-6";
                const options = isDeprecated ? { ignoreDeprecations: "6.0" } : {};
                const { code, output } = await compile(newestPeers(), project, compiler, program, options);
                assert.deepEqual({ code, output }, { code: 0, output: "" });
            });
        }
    }

    it("is held to the types: what no argument has is refused", async () => {
        const wrong = `${program}new LocalCluster("other", { contxt: "kind-kind" });\n`;
        const project = { moduleResolution: "node10", type: "commonjs" } as const;
        const { output } = await compile(newestPeers(), project, "typescript", wrong);
        assert.match(output, /error TS2561: .*'contxt' does not exist in type 'LocalClusterArgs'/);
    });

    it("finds each component by require and by import", async () => {
        const names = JSON.stringify(Object.values(entries).map((name) => [name, "function"]));
        const required = Object.entries(entries)
            .map(([entry, name]) => `["${name}", typeof require("pulumi-flink-platform/${entry}").${name}]`)
            .join(", ");
        const cjs = await runNode(newestPeers(), ["-p", `JSON.stringify([${required}])`]);
        assert.equal(cjs.output.trim(), names);
        const imports = Object.entries(entries).map(
            ([entry, name]) => `import { ${name} } from "pulumi-flink-platform/${entry}";`,
        );
        const printed = Object.values(entries).map((name) => `["${name}", typeof ${name}]`);
        const esm = `${imports.join("\n")}\nconsole.log(JSON.stringify([${printed.join(", ")}]));`;
        const imported = await runNode(newestPeers(), ["--input-type=module", "-e", esm]);
        assert.equal(imported.output.trim(), names);
    });
});
