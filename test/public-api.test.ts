import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "..");

/** Modules that a fresh process has loaded after importing an entry point of the built package. */
function loadedBy(entry: string): string[] {
    const program = `require(${JSON.stringify(entry)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
    return JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" }));
}

// `npm pack` as it is, except that this build need not hold the definitions of every release.
const npmPack = ["pack", "--silent", "--ignore-scripts"];

const packagesOf = (modules: string[]) =>
    new Set(
        modules
            .map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1])
            .filter((name) => name !== undefined),
    );

describe("the package", () => {
    it("offers these names", () => {
        const program = `console.log(JSON.stringify(Object.keys(require("pulumi-flink-platform")).sort()))`;
        assert.deepEqual(JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" })), [
            "FlinkApplication",
            "FlinkBlueGreenDeployment",
            "FlinkCrds",
            "FlinkDeployment",
            "FlinkManifest",
            "FlinkOperator",
            "FlinkPlatform",
            "FlinkSessionCluster",
            "FlinkSessionJob",
            "FlinkStateSnapshot",
            "FlinkTeam",
            "JobNamespace",
            "ReferencedPlatform",
            "anyNode",
            "defaultFlinkVersion",
            "defaultOperatorRelease",
            "flinkReleases",
            "kubernetesVersions",
            "noBinding",
            "noSpot",
            "operatorReleases",
        ]);
    });

    it("is all in the archive of npm pack: a program that has nothing else of it brings the definitions", () => {
        // Below this checkout's node_modules, so that the peers are found.
        const folder = fs.mkdtempSync(path.join(root, "node_modules", ".pack-"));
        try {
            const name = execFileSync("npm", [...npmPack, "--pack-destination", folder], { cwd: root });
            const installed = path.join(folder, "node_modules", "pulumi-flink-platform");
            fs.mkdirSync(installed, { recursive: true });
            const archive = path.join(folder, name.toString().trim());
            execFileSync("tar", ["-xzf", archive, "-C", installed, "--strip-components", "1"]);
            const program = `
                const { FlinkCrds } = require("pulumi-flink-platform");
                require("@pulumi/pulumi").runtime.setMocks({
                    newResource: ({ name }) => (console.log(name), { id: name, state: {} }),
                    call: () => ({}),
                });
                new FlinkCrds("flink", { release: "1.15.0" });`;
            const output = execFileSync(process.execPath, ["-e", program], { cwd: folder, encoding: "utf8" });
            assert.deepEqual(output.trim().split("\n").sort(), [
                "flink",
                "flink-flink-blue-green-deployment",
                "flink-flink-deployment",
                "flink-flink-session-job",
                "flink-flink-state-snapshot",
            ]);
        } finally {
            fs.rmSync(folder, { recursive: true });
        }
    });

    for (const entry of ["pulumi-flink-platform", "pulumi-flink-platform/local"]) {
        it(`${entry} loads no cloud's SDK, no Kubernetes client and no parser`, () => {
            const packages = packagesOf(loadedBy(entry));
            const unwanted = [
                "@pulumi/aws",
                "@pulumi/gcp",
                "@pulumi/azure-native",
                "@kubernetes/client-node",
                "yaml",
                "zod",
            ];
            assert.deepEqual(
                unwanted.filter((name) => packages.has(name)),
                [],
            );
        });
    }

    const clouds = { eks: "@pulumi/aws", gke: "@pulumi/gcp", aks: "@pulumi/azure-native" };
    for (const [cloud, sdk] of Object.entries(clouds)) {
        it(`pulumi-flink-platform/${cloud} loads ${sdk} and no other cloud's SDK, and of that no more than it uses`, () => {
            const modules = loadedBy(`pulumi-flink-platform/${cloud}`);
            const packages = packagesOf(modules);
            assert.deepEqual(
                Object.values(clouds).filter((name) => packages.has(name)),
                [sdk],
            );
            // A provider's own index loads all of it.
            assert.ok(!modules.includes(require.resolve(sdk)));
            assert.ok(!packages.has("zod"));
        });

        it(`names ${sdk} as a peer that only its users install`, () => {
            const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
            assert.equal(manifest.peerDependenciesMeta[sdk].optional, true);
            assert.equal(manifest.dependencies[sdk], undefined);
        });
    }

    it("a stack of a local cluster loads no cloud's SDK", () => {
        const program = `
            const { createCluster } = require("./dist/stack/clouds.js");
            try { createCluster("x", { cloud: "local", kubeconfig: "/nowhere" }); } catch {}
            console.log(JSON.stringify(Object.keys(require.cache)));`;
        const output = execFileSync(process.execPath, ["-e", program], { cwd: root, encoding: "utf8" });
        const packages = packagesOf(JSON.parse(output));
        assert.deepEqual(
            Object.values(clouds).filter((sdk) => packages.has(sdk)),
            [],
        );
    });

    it("names its types by entry point; a changed token replaces users' resources, so this list only grows", () => {
        const sources = fs.readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" });
        const tokens = sources
            .filter((file) => file.endsWith(".ts"))
            .flatMap((file) => [
                ...fs.readFileSync(path.join(root, "src", file), "utf8").matchAll(/"(flink-platform:\w+:\w+)"/g),
            ])
            .map(([, token]) => token);
        assert.deepEqual([...new Set(tokens)].sort(), [
            "flink-platform:aks:AksCluster",
            "flink-platform:aks:AksControlPlane",
            "flink-platform:aks:AksIdentity",
            "flink-platform:aks:AksKeys",
            "flink-platform:aks:AksNetwork",
            "flink-platform:aks:AksNodes",
            "flink-platform:aks:AksSamples",
            "flink-platform:aks:AksSinks",
            "flink-platform:aks:AksState",
            "flink-platform:aks:ExistingAksCluster",
            "flink-platform:eks:EksAutoNodes",
            "flink-platform:eks:EksCluster",
            "flink-platform:eks:EksContainerLogs",
            "flink-platform:eks:EksControlPlane",
            "flink-platform:eks:EksIdentity",
            "flink-platform:eks:EksNetwork",
            "flink-platform:eks:EksNodeGroups",
            "flink-platform:eks:EksSinks",
            "flink-platform:eks:EksState",
            "flink-platform:eks:EksStorageAndIngress",
            "flink-platform:eks:ExistingEksCluster",
            "flink-platform:existing:ExistingCluster",
            "flink-platform:gke:ExistingGkeCluster",
            "flink-platform:gke:GkeApis",
            "flink-platform:gke:GkeCluster",
            "flink-platform:gke:GkeControlPlane",
            "flink-platform:gke:GkeIdentity",
            "flink-platform:gke:GkeKeys",
            "flink-platform:gke:GkeNetwork",
            "flink-platform:gke:GkeNodes",
            "flink-platform:gke:GkeState",
            "flink-platform:gke:GkeStorage",
            "flink-platform:index:FlinkApplication",
            "flink-platform:index:FlinkBlueGreenDeployment",
            "flink-platform:index:FlinkCrds",
            "flink-platform:index:FlinkDeployment",
            "flink-platform:index:FlinkLogCollector",
            "flink-platform:index:FlinkManifest",
            "flink-platform:index:FlinkOperator",
            "flink-platform:index:FlinkPlatform",
            "flink-platform:index:FlinkSessionCluster",
            "flink-platform:index:FlinkSessionJob",
            "flink-platform:index:FlinkStack",
            "flink-platform:index:FlinkStateSnapshot",
            "flink-platform:index:FlinkTeam",
            "flink-platform:index:JobNamespace",
            "flink-platform:index:MetricsAgent",
            "flink-platform:index:Monitoring",
            "flink-platform:index:ReferencedPlatform",
            "flink-platform:local:LocalCluster",
            "flink-platform:local:LocalObjectStore",
        ]);
    });
});
