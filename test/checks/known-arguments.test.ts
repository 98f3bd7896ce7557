import assert from "node:assert/strict";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding, type Finding } from "../../src/checks/findings";
import { argumentProblems, oneOf, readableArguments, requireArguments } from "../../src/checks/known-arguments";
import { checkAksCluster } from "../../src/clusters/aks/checks";
import { checkEksCluster } from "../../src/clusters/eks/checks";
import { checkExistingCluster } from "../../src/clusters/existing/checks";
import { checkGkeCluster } from "../../src/clusters/gke/checks";
import { checkLocalCluster } from "../../src/clusters/local/checks";
import { checkPlatformComponent } from "../../src/platform/checks";
import { FlinkPlatform } from "../../src/platform/platform";
import { ReferencedPlatform } from "../../src/platform/reference/platform";
import { fakeCluster } from "../support/fake-cluster";
import { record } from "../support/record";

const known = {
    jar: true,
    names: "list",
    options: "map",
    state: oneOf<"running" | "suspended">({ running: true, suspended: true }),
    inner: { cpu: true },
} as const;

const linesOf = (values: unknown) => argumentProblems(values, known).map(({ path, problem }) => `${path} ${problem}`);

describe("argumentProblems", () => {
    it("takes what is known, and what is left out", () => {
        assert.deepEqual(linesOf({ jar: 1, names: [], options: { any: 1 }, state: "running", inner: { cpu: 1 } }), []);
        assert.deepEqual(linesOf({ jar: undefined, inner: null, unknown: undefined }), []);
        assert.deepEqual(linesOf(undefined), []);
    });

    it("names what is not known, with the near name or all of them", () =>
        assert.deepEqual(linesOf({ jars: 1, zone: 1, inner: { cpus: 1 } }), [
            "jars is not known; use jar",
            "zone is not known; known: jar, names, options, state, inner",
            "inner.cpus is not known; use cpu",
        ]));

    it("names words that are none, and values of another form", () =>
        assert.deepEqual(linesOf({ state: "stopped", names: "a", options: [], inner: 5 }), [
            'state must be one of "running", "suspended", got "stopped"',
            'names must be a list, got "a"',
            "options must be an object, got a list",
            "inner must be an object, got 5",
        ]));

    it("is no trap for names that every object has", () =>
        assert.deepEqual(linesOf({ toString: 1 }), [
            "toString is not known; known: jar, names, options, state, inner",
        ]));
});

describe("readableArguments", () => {
    it("leaves out what has another form", () =>
        assert.deepEqual(readableArguments({ jar: 1, names: "a", options: 5, state: "x", inner: {} }, known), {
            jar: 1,
            state: "x",
            inner: {},
        }));

    it("leaves out what is null, at any depth", () =>
        assert.deepEqual(
            readableArguments({ jar: null, names: [], inner: { cpu: null, more: 1 } } as object, known as never),
            {
                names: [],
                inner: { more: 1 },
            },
        ));
});

describe("requireArguments", () => {
    it("names all that is missing", () =>
        assert.throws(
            () => requireArguments<{ a?: unknown; b?: unknown }>("FlinkPlatform", "prod", { b: null }, ["a", "b"]),
            {
                message:
                    'FlinkPlatform "prod": a is required, got nothing\nFlinkPlatform "prod": b is required, got nothing',
            },
        ));
});

describe("arguments that the compiler does not see", () => {
    const unknown = (findings: readonly Finding[]) =>
        findings.map(formatFinding).filter((line) => line.includes("is not known;"));
    const loose = { zoness: [], nodes: { system: { cpus: 1 } }, stateStore: { nam: "a" } };

    it("are named by every cluster", () => {
        assert.deepEqual(unknown(checkEksCluster("prod", { region: "eu-west-1", regoin: "a", ...loose } as never)), [
            'EksCluster "prod": regoin is not known; use region',
            'EksCluster "prod": zoness is not known; use zones',
            'EksCluster "prod": nodes.system.cpus is not known; use vcpus',
            'EksCluster "prod": stateStore.nam is not known; use name',
        ]);
        assert.deepEqual(
            unknown(checkGkeCluster("prod", { project: "acme", region: "europe-west1", ...loose } as never)),
            [
                'GkeCluster "prod": zoness is not known; use zones',
                'GkeCluster "prod": nodes.system.cpus is not known; use vcpus',
                'GkeCluster "prod": stateStore.nam is not known; use name',
            ],
        );
        const aks = { location: "westeurope", administrators: [], subscriptionId: "a", tenantId: "b", ...loose };
        assert.deepEqual(unknown(checkAksCluster("prod", aks as never)), [
            'AksCluster "prod": zoness is not known; use zones',
            'AksCluster "prod": nodes.system.cpus is not known; use vcpus',
            'AksCluster "prod": stateStore.nam is not known; use name',
        ]);
        assert.deepEqual(unknown(checkLocalCluster("dev", { kontext: "a", objectStore: { size: 1 } } as never)), [
            'LocalCluster "dev": kontext is not known; use context',
            'LocalCluster "dev": objectStore.size is not known; use sizeGiB',
        ]);
    });

    it("are named by a cluster that exists, and values that are no list or object too", () => {
        const args = {
            kubeconfig: pulumi.output("a"),
            kontext: "a",
            stateStore: { kind: "s3", bucket: "acme-flink", secret: { name: "keys", key: "a" }, endpont: "a" },
            placement: { tolerations: "spot" },
            nodes: { taskManagers: {} },
            imagePullSecrets: "registry",
        };
        assert.deepEqual(checkExistingCluster("prod", args as never).map(formatFinding), [
            'ExistingCluster "prod": kontext is not known; use context',
            'ExistingCluster "prod": stateStore.secret.key is not known; known: name, accessKeyIdKey, secretAccessKeyKey, accountKeyKey',
            'ExistingCluster "prod": stateStore.endpont is not known; use endpoint',
            'ExistingCluster "prod": placement.tolerations must be a list, got "spot"',
            'ExistingCluster "prod": nodes.taskManagers is not known; use taskManager',
            'ExistingCluster "prod": imagePullSecrets must be a list, got "registry"',
        ]);
    });

    it("are named by a platform and its operator", () => {
        const args = { cluster: {}, operatr: {}, namespaces: "jobs", operator: { relase: "1.7.0", install: "helm" } };
        assert.deepEqual(checkPlatformComponent("prod", args as never).findings.map(formatFinding), [
            'FlinkPlatform "prod": operatr is not known; use operator',
            'FlinkPlatform "prod": namespaces must be a list, got "jobs"',
            'FlinkPlatform "prod": operator.relase is not known; use release',
            'FlinkPlatform "prod": operator.install must be one of "managed", "existing", got "helm"',
        ]);
        const release = { version: "99.0.0", definitons: "a", flinkVersions: ["2.2"], definitions: "none" };
        assert.deepEqual(
            unknown(checkPlatformComponent("prod", { cluster: {}, operator: { release } } as never).findings),
            ['FlinkPlatform "prod": operator.release.definitons is not known; use definitions'],
        );
    });

    it("are named by a platform of another stack", async () => {
        const ofStack = (args: object) => ReferencedPlatform.ofStack("flink", args as never);
        await assert.rejects(ofStack({ stack: {} }), {
            message: 'ReferencedPlatform "flink": kubeconfig is required, got nothing',
        });
        await assert.rejects(ofStack({ stack: {}, kubeconfig: "a", outputs: "platform" }), {
            message: 'ReferencedPlatform "flink": outputs is not known; use output',
        });
    });

    it("are named if they are the cluster", async () => {
        const make = (args: object) => record(() => new FlinkPlatform("prod", args as never));
        await assert.rejects(make({}), { message: 'FlinkPlatform "prod": cluster is required, got nothing' });
        await assert.rejects(
            record(() => {
                const { provider } = fakeCluster();
                assert.ok(provider instanceof k8s.Provider);
                return new FlinkPlatform("prod", { cluster: provider } as never);
            }),
            { message: 'FlinkPlatform "prod": cluster must be a cluster such as LocalCluster, got an object' },
        );
    });
});
