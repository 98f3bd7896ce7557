import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { aksSdk } from "../../src/clusters/aks/sdk";
import { eksSdk } from "../../src/clusters/eks/sdk";
import { gkeSdk } from "../../src/clusters/gke/sdk";
import { runNode } from "./support/compile";
import { ConsumerStack, flinkDeployment } from "./support/consumer-stack";
import { floors } from "./support/dependencies";
import { oldestPeers, repository } from "./support/folders";

describe("the oldest peers", () => {
    it("are those that package.json and the clouds' modules name", () => {
        const { peerDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
        const needed = {
            ...Object.fromEntries([aksSdk, eksSdk, gkeSdk].map(({ name, range }) => [name, range])),
            "@pulumi/kubernetes": peerDependencies["@pulumi/kubernetes"],
            "@pulumi/policy": peerDependencies["@pulumi/policy"],
            "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"],
        };
        assert.deepEqual(
            needed,
            Object.fromEntries(Object.entries(floors).map(([name, version]) => [name, `^${version}`])),
        );
    });

    it("are named in README", () => {
        const readme = readFileSync(join(repository, "README.md"), "utf8");
        for (const [name, version] of Object.entries(floors)) {
            assert.ok(readme.includes(`\`${name}\` ${version}`), name);
        }
    });

    it("have every input and every mechanism that the sources use", async () => {
        for (const part of ["src", "tsconfig.json", "tsconfig.build.json"]) {
            cpSync(join(repository, part), join(oldestPeers(), part), { recursive: true });
        }
        const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
        const options = ["--project", "tsconfig.build.json", "--noEmit", "--incremental", "false"];
        const { code, output } = await runNode(oldestPeers(), [compiler, ...options]);
        assert.deepEqual({ code, output }, { code: 0, output: "" });
    });

    it("preview a job on the real engine", async () => {
        const stack = await ConsumerStack.fromTemplate("local", oldestPeers());
        assert.deepEqual(await stack.previewed([flinkDeployment]), [1]);
        stack.remove();
    });
});
