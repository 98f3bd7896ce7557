import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { StateStore } from "../../../src/contracts/cluster";
import { storeFacts } from "../../../src/contracts/facts";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { FlinkPlatform, type FlinkPlatformArgs } from "../../../src/platform/platform";
import type { PlatformOutputs } from "../../../src/platform/reference/outputs";
import { clouds } from "../../support/clouds";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record, valueOf, type RecordOptions } from "../../support/record";
import { unreachableKubeconfig as kubeconfig } from "../../support/unreachable-kubeconfig";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
const jar = "local:///opt/flink/usrlib/orders.jar";

/** What a platform on a cluster exports, as another stack reads it. */
async function exported(make: () => FlinkPlatformArgs["cluster"]): Promise<PlatformOutputs> {
    let text = "";
    await record(async () => {
        const { handle } = new FlinkPlatform("flink", { cluster: make(), namespaces: ["shop"] });
        text = JSON.stringify(await valueOf(handle));
    });
    return JSON.parse(text) as PlatformOutputs;
}

const stackWith = (outputs: object, secret = false): RecordOptions => ({
    results: {
        "pulumi:pulumi:StackReference": () => ({ outputs, secretOutputNames: secret ? Object.keys(outputs) : [] }),
    },
});

/** Names that no job may set, by Flink version. */
function namesOf(store: StateStore) {
    const { options, variables } = storeFacts(store);
    return { options: ["1.20.5", "2.2.1", "2.5.0"].map((version) => [...options(version)].sort()), variables };
}

/** Runs a team's program over a platform's outputs. */
const team = (
    outputs: object,
    { preview = false, secret = false, namespace = "shop", flinkVersion = "2.2" } = {},
    program: (platform: Awaited<ReturnType<typeof FlinkPlatform.fromStack>>) => unknown = () => undefined,
) =>
    record(
        async () => {
            const stack = new pulumi.StackReference("acme/flink/prod");
            const platform = await FlinkPlatform.fromStack("flink", { stack, kubeconfig });
            new FlinkApplication("orders", { platform, namespace, jar, flinkVersion });
            program(platform);
        },
        { ...stackWith(outputs, secret), preview },
    );

describe("a platform of another stack", () => {
    for (const [cloudName, { make, mocks }] of Object.entries(clouds)) {
        it(`runs the same job on ${cloudName} as its own stack, and makes nothing but that`, async () => {
            let platform: PlatformOutputs | undefined;
            const own = await record(async () => {
                const owner = new FlinkPlatform("flink", { cluster: make("prod"), namespaces: ["shop"] });
                new FlinkApplication("orders", { platform: owner, namespace: "shop", jar });
                platform = JSON.parse(JSON.stringify(await valueOf(owner.handle)));
            }, mocks);
            const resources = await team({ platform });
            assert.deepEqual(resources.map(({ type, name }) => `${type} ${name}`).sort(), [
                "flink-platform:index:FlinkApplication orders",
                "flink-platform:index:ReferencedPlatform flink",
                `${flinkDeployment} orders`,
                "pulumi:providers:kubernetes flink-kubernetes",
            ]);
            assert.deepEqual(only(resources, flinkDeployment).inputs, only(own, flinkDeployment).inputs);
        });

        it(`refuses the same options and variables on ${cloudName} as its own stack`, async () => {
            let platform: PlatformOutputs | undefined;
            let own: unknown;
            await record(async () => {
                const owner = new FlinkPlatform("flink", { cluster: make("prod"), namespaces: ["shop"] });
                own = namesOf(owner.cluster.stateStore);
                platform = JSON.parse(JSON.stringify(await valueOf(owner.handle)));
            }, mocks);
            let found: unknown;
            await team({ platform }, {}, ({ cluster }) => (found = namesOf(cluster.stateStore)));
            assert.deepEqual(found, own);
        });
    }

    it("is registered with what it is", async () => {
        const platform = await exported(fakeCluster);
        const { inputs } = only(await team({ platform }), "flink-platform:index:ReferencedPlatform");
        assert.deepEqual(inputs, { release: "1.15.0", cluster: "fake", namespaces: ["shop"] });
        const sealed = only(await team({ platform }, { secret: true }), "flink-platform:index:ReferencedPlatform");
        assert.deepEqual(sealed.secretInputs, Object.keys(inputs));
    });

    it("keeps the kubeconfig secret, tells clusters apart, and exports neither credential nor key", async () => {
        const platform = await exported(fakeCluster);
        assert.equal(JSON.stringify(platform).includes("kubeconfig"), false);
        const { inputs, secretInputs } = only(await team({ platform }), "pulumi:providers:kubernetes");
        assert.deepEqual(secretInputs, ["kubeconfig"]);
        assert.equal(inputs.clusterIdentifier, "fake/here/fake");
        assert.equal(inputs.enableConfigMapMutable, "true");
    });

    it("keeps secret what the other stack keeps secret", async () => {
        const platform = await exported(fakeCluster);
        let isSecret: boolean | undefined;
        await team({ platform }, { secret: true }, (found) => {
            void pulumi.isSecret(found.cluster.stateStore.uri).then((secret) => (isSecret = secret));
        });
        assert.equal(isSecret, true);
    });

    it("checks a job as its own stack would, by release, store and Flink version", async () => {
        const platform = await exported(() => {
            const cluster = fakeCluster();
            const flinkVersionProblem = (version: string) =>
                version.startsWith("1.") ? `must be 2.0.0 or newer, got "${version}"` : undefined;
            return { ...cluster, stateStore: { ...cluster.stateStore, flinkVersionProblem } };
        });
        await assert.rejects(team({ platform }, { flinkVersion: "1.20", preview: true }), {
            message: 'FlinkApplication "orders": flinkVersion must be 2.0.0 or newer, got "1.20.5"',
        });
    });

    it("has the namespaces that its stack made, and no others", async () => {
        const platform = await exported(fakeCluster);
        assert.deepEqual(Object.keys(platform.namespaces), ["shop"]);
        await assert.rejects(team({ platform }, { namespace: "bank", preview: true }), {
            message:
                'ReferencedPlatform "flink": namespace "bank" is not one of the platform\'s ("shop"); add it to namespaces of the FlinkPlatform in its own stack and run that first',
        });
    });

    for (const [title, outputs, problem] of [
        ["lacks", {}, "is not the handle of a platform; export FlinkPlatform.handle there and run it first"],
        [
            "has something else as",
            { platform: "s3://x" },
            "is not the handle of a platform; export FlinkPlatform.handle there and run it first",
        ],
        [
            "has a newer form of",
            { platform: { format: 2 } },
            "must have the form 1, got 2; use one release of the package in both stacks",
        ],
    ] as const) {
        it(`is refused where the stack ${title} the output`, () =>
            assert.rejects(team(outputs, { preview: true }), {
                message: `ReferencedPlatform "flink": output "platform" of stack "acme/flink/prod" ${problem}`,
            }));
    }
});
