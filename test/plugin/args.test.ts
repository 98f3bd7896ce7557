import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import { stackFile } from "../../src/stack/config";

const root = path.resolve(__dirname, "../..");

describe("the arguments of FlinkStack", function () {
    this.timeout(60_000); // the compiler reads the SDK

    it("are those of a stack file, as npm run plugin-args writes them", () => {
        const { status, stderr } = spawnSync("npx", ["tsx", "scripts/plugin-args.ts"], { cwd: root, encoding: "utf8" });
        assert.deepEqual([status, stderr], [0, ""]);
    });

    it("have a type in every language, all but maps of options and of Kubernetes' own", () => {
        const manifest = { name: "plugin", main: "./index.js" };
        const folder = path.join(root, "plugin");
        const analyzer = new Analyzer(folder, "flink-platform", manifest, new Set(["FlinkStack"]));
        const { components, typeDefinitions } = analyzer.analyze();
        const component = components["FlinkStack"];
        assert.deepEqual(Object.keys(component?.inputs ?? {}), Object.keys(stackFile.shape).sort(byDefaults));
        assert.deepEqual(Object.keys(component?.outputs ?? {}), [
            "kubeconfig",
            "stateStore",
            "applications",
            "sessionClusters",
            "snapshots",
        ]);
        const untyped = Object.values(typeDefinitions).flatMap(({ properties = {} }) =>
            Object.entries(properties)
                .filter(([, property]) => JSON.stringify(property).includes("#/Any"))
                .map(([name]) => name),
        );
        assert.deepEqual([...new Set(untyped)].sort(), [
            "configuration",
            "flinkConfiguration",
            "maxUnavailable",
            "minAvailable",
            "options",
            "podTemplate",
        ]);
    });
});

/** Jobs' defaults come last, so that what they share with jobs has the jobs' name. */
const byDefaults = (one: string, other: string) =>
    Number(one === "applicationDefaults") - Number(other === "applicationDefaults");
