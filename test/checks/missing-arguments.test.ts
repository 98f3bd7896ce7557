import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { ExistingCluster } from "../../src/clusters/existing/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkDeployment } from "../../src/jobs/deployment/deployment";
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

describe("a job whose platform is none", () => {
    const spec = {} as never;
    const jobs: Readonly<Record<string, (platform: never) => unknown>> = {
        FlinkApplication: (platform) => new FlinkApplication("x", { platform, namespace: "jobs" }),
        FlinkDeployment: (platform) => new FlinkDeployment("x", { platform, metadata: { namespace: "jobs" }, spec }),
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
