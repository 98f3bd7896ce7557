import assert from "node:assert/strict";
import { cpSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { compileFiles } from "./support/compile";
import { ConsumerStack, flinkDeployment } from "./support/consumer-stack";
import { installedPackage, newestPeers } from "./support/folders";

describe("the examples with the installed archive", () => {
    it("compile", async () => {
        const folder = join(newestPeers(), "examples");
        cpSync(join(installedPackage(), "examples"), folder, { recursive: true });
        const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
        const programs = files.filter((file) => basename(file) === "index.ts").sort();
        assert.equal(programs.length, 22);
        const { code, output } = await compileFiles(folder, { moduleResolution: "nodenext" }, "typescript", programs);
        assert.deepEqual({ code, output }, { code: 0, output: "" });
    });

    it("own-cluster previews a job on a cluster that the program did not make", async () => {
        const stack = await ConsumerStack.fromExample("own-cluster");
        await stack.set("own-cluster:kubeconfig", "{}", "--secret");
        await stack.set("own-cluster:cluster", "ours");
        await stack.set("own-cluster:bucket", "state");
        await stack.set("own-cluster:endpoint", "https://store.example.com");
        assert.deepEqual(await stack.previewed(["pulumi:providers:kubernetes", flinkDeployment]), [1, 1]);
        stack.remove();
    });

    it("two-regions previews two clusters, each with a job", async () => {
        const stack = await ConsumerStack.fromExample("two-regions");
        assert.deepEqual(await stack.previewed(["aws:eks/cluster:Cluster", flinkDeployment]), [2, 2]);
        stack.remove();
    });
});
