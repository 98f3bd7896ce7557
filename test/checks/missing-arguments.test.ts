import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { ExistingCluster } from "../../src/clusters/existing/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkDeployment } from "../../src/jobs/deployment/deployment";
import { FlinkManifest } from "../../src/jobs/manifest/manifest";
import { FlinkSessionCluster } from "../../src/jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "../../src/jobs/session-job/session-job";
import { FlinkStateSnapshot } from "../../src/jobs/snapshot/snapshot";
import { FlinkCrds } from "../../src/platform/crds/crds";
import { JobNamespace } from "../../src/platform/namespaces";
import { FlinkPlatform } from "../../src/platform/platform";
import { ReferencedPlatform } from "../../src/platform/reference/platform";
import { fakeCluster } from "../support/fake-cluster";
import { record } from "../support/record";
import { unreachableKubeconfig as kubeconfig } from "../support/unreachable-kubeconfig";

/** Components as a program in JavaScript makes them, and what each cannot do without. */
const components: Readonly<Record<string, readonly [make: (args: never) => unknown, required: readonly string[]]>> = {
    EksCluster: [(args) => new EksCluster("x", args), ["region"]],
    ExistingEksCluster: [(args) => EksCluster.existing("x", args), ["region", "clusterName", "stateStore.bucket"]],
    GkeCluster: [(args) => new GkeCluster("x", args), ["project", "region"]],
    AksCluster: [(args) => new AksCluster("x", args), ["subscriptionId", "tenantId", "location", "administrators"]],
    ExistingGkeCluster: [
        (args) => GkeCluster.existing("x", args),
        ["project", "location", "clusterName", "stateStore.bucket"],
    ],
    ExistingAksCluster: [
        (args) => AksCluster.existing("x", args),
        [
            "subscriptionId",
            "tenantId",
            "location",
            "resourceGroup",
            "clusterName",
            "stateStore.account",
            "stateStore.container",
        ],
    ],
    ExistingCluster: [(args) => new ExistingCluster("x", args), ["kubeconfig", "stateStore"]],
    FlinkPlatform: [(args) => new FlinkPlatform("x", args), ["cluster"]],
    FlinkCrds: [(args) => new FlinkCrds("x", args), ["release"]],
    JobNamespace: [(args) => new JobNamespace("x", args), ["cluster", "namespace"]],
    ReferencedPlatform: [(args) => new ReferencedPlatform("x", args), ["outputs", "kubeconfig"]],
    FlinkApplication: [(args) => new FlinkApplication("x", args), ["platform", "namespace"]],
    FlinkDeployment: [(args) => new FlinkDeployment("x", args), ["platform", "metadata", "spec"]],
    FlinkSessionCluster: [(args) => new FlinkSessionCluster("x", args), ["platform", "namespace"]],
    FlinkSessionJob: [(args) => new FlinkSessionJob("x", args), ["platform", "sessionCluster"]],
    FlinkStateSnapshot: [(args) => new FlinkStateSnapshot("x", args), ["platform"]],
    FlinkManifest: [(args) => new FlinkManifest("x", args), ["platform", "file"]],
};

const isRefused = (program: () => unknown, ...lines: readonly string[]) =>
    assert.rejects(record(program, { preview: true }), (error: Error) => {
        assert.equal(error.message, lines.join("\n"));
        return pulumi.RunError.isInstance(error);
    });

describe("a component without what it needs", () => {
    for (const [component, [make, required]] of Object.entries(components)) {
        it(`is refused with the names of what is missing: ${component}`, async () => {
            const lines = required.map((path) => `${component} "x": ${path} is required, got nothing`);
            await isRefused(() => make(undefined as never), ...lines);
            await isRefused(() => make({} as never), ...lines);
        });
    }
});

describe("a resource by its spec, without what it needs", () => {
    const bySpec: Readonly<Record<string, (args: never) => unknown>> = {
        FlinkSessionJob: (args) => FlinkSessionJob.fromSpec("x", args),
        FlinkStateSnapshot: (args) => FlinkStateSnapshot.fromSpec("x", args),
    };
    for (const [component, make] of Object.entries(bySpec)) {
        it(`is refused with the names of what is missing: ${component}`, async () => {
            const lines = ["platform", "metadata", "spec"].map(
                (path) => `${component} "x": ${path} is required, got nothing`,
            );
            await isRefused(() => make(undefined as never), ...lines);
            await isRefused(() => make({} as never), ...lines);
        });
    }

    it("is refused without a namespace", async () => {
        const platform = () => new FlinkPlatform("p", { cluster: fakeCluster() });
        const metadata = {} as never;
        const job = { jarURI: "https://example.com/a.jar", parallelism: 1, upgradeMode: "stateless" } as const;
        const reference = { kind: "FlinkSessionJob", name: "a" } as const;
        const spec = { jobReference: reference, savepoint: { path: "s3p://a", formatType: "NATIVE" }, backoffLimit: 1 };
        const problem =
            "metadata.namespace must be plain text, as resources are named by it, got an output or nothing; write the name, and if the program makes the namespace itself, list it in existingNamespaces and let the platform depend on it";
        await isRefused(
            () =>
                FlinkSessionJob.fromSpec("x", {
                    platform: platform(),
                    metadata,
                    spec: { deploymentName: "shared", job },
                }),
            `FlinkSessionJob "x": ${problem}`,
        );
        await isRefused(
            () => FlinkStateSnapshot.fromSpec("x", { platform: platform(), metadata, spec: spec as never }),
            `FlinkStateSnapshot "x": ${problem}`,
        );
    });
});

describe("a session job in a namespace without a name", () =>
    it("is refused", () =>
        isRefused(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            const jar = "https://example.com/a.jar";
            return new FlinkSessionJob("x", { platform, sessionCluster: "shared", namespace: "", jar });
        }, 'FlinkSessionJob "x": namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got ""')));

describe("a job whose platform is none", () => {
    const spec = {} as never;
    const jobs: Readonly<Record<string, (platform: never) => unknown>> = {
        FlinkApplication: (platform) => new FlinkApplication("x", { platform, namespace: "jobs" }),
        FlinkDeployment: (platform) => new FlinkDeployment("x", { platform, metadata: { namespace: "jobs" }, spec }),
        FlinkSessionCluster: (platform) => new FlinkSessionCluster("x", { platform, namespace: "jobs" }),
        FlinkSessionJob: (platform) =>
            new FlinkSessionJob("x", { platform, sessionCluster: "shared", jar: "https://example.com/a.jar" }),
        FlinkStateSnapshot: (platform) => new FlinkStateSnapshot("x", { platform }),
        FlinkManifest: (platform) => new FlinkManifest("x", { platform, file: "shop.yaml" }),
    };
    for (const [component, make] of Object.entries(jobs)) {
        it(`is refused: ${component}`, async () => {
            const problem = `${component} "x": platform must be a platform such as FlinkPlatform, got`;
            await isRefused(() => make(fakeCluster() as never), `${problem} an object`);
            await isRefused(() => make("flink" as never), `${problem} "flink"`);
            await isRefused(() => make(Promise.resolve() as never), `${problem} a promise; await it`);
        });
    }
});

describe("a FlinkDeployment whose spec is none", () =>
    it("is refused for that alone", () =>
        isRefused(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            const spec = pulumi.output({}) as never;
            return new FlinkDeployment("x", { platform, metadata: { namespace: "jobs" }, spec });
        }, 'FlinkDeployment "x": spec must be an object, got an output')));

describe("FlinkCrds and JobNamespace", () => {
    it("name arguments that are not known", async () => {
        await isRefused(
            () => new FlinkCrds("x", { release: "1.15.0", relase: "1.7.0" } as never),
            'FlinkCrds "x": relase is not known; use release',
        );
        const args = { namespace: "jobs", namespaceExist: true, namespaceExists: "false" };
        await isRefused(
            () => new JobNamespace("x", { cluster: fakeCluster(), ...args } as never),
            'JobNamespace "x": namespaceExist is not known; use namespaceExists',
            'JobNamespace "x": namespaceExists must be true or false, got "false"; remove the quotes',
        );
    });
});

describe("ReferencedPlatform", () => {
    const refused = (outputs: unknown, problem: string) =>
        isRefused(
            () => new ReferencedPlatform("x", { outputs: outputs as never, kubeconfig }),
            `ReferencedPlatform "x": outputs ${problem}`,
        );

    it("is refused with an output in the place of plain values", () =>
        refused(
            pulumi.output({ format: 1 }),
            "must be plain, got an output; use FlinkPlatform.fromStack, which waits for it",
        ));

    it("is refused with a part of a handle", () =>
        refused({ format: 1, operator: {} }, "must be the whole handle, got none of its cluster, namespaces"));

    it("takes no name that every object has for a namespace", async () => {
        const outputs = { format: 1, operator: {}, cluster: { labels: {}, stateStore: { files: {} } }, namespaces: {} };
        await assert.rejects(
            record(() =>
                new ReferencedPlatform("x", { outputs: outputs as never, kubeconfig }).jobNamespace("constructor"),
            ),
            {
                message:
                    'ReferencedPlatform "x": namespace "constructor" is not one of the platform\'s (it has none); add it to namespaces of the FlinkPlatform in its own stack and run that first',
            },
        );
    });

    it("takes a kubeconfig that cannot be read for none", () =>
        isRefused(
            () =>
                new ReferencedPlatform("x", {
                    outputs: { format: 1, operator: {}, cluster: {}, namespaces: {} } as never,
                    kubeconfig: "/nowhere/config",
                }),
            'ReferencedPlatform "x": kubeconfig must be a kubeconfig or the path of a file that can be read, got "/nowhere/config"',
        ));
});
