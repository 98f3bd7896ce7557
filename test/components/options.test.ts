import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws/provider";
import * as azure from "@pulumi/azure-native/provider";
import * as gcp from "@pulumi/gcp/provider";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { LocalCluster } from "../../src/clusters/local/cluster";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkDeployment } from "../../src/jobs/deployment/deployment";
import { FlinkCrds } from "../../src/platform/crds/crds";
import { JobNamespace } from "../../src/platform/namespaces";
import { FlinkOperator } from "../../src/platform/operator/operator";
import { FlinkPlatform } from "../../src/platform/platform";
import { place as aksPlace } from "../support/aks-mocks";
import { fakeCluster } from "../support/fake-cluster";
import { place as gkePlace } from "../support/gke-mocks";
import { record, type Recorded } from "../support/record";
import { warningsOf } from "../support/warnings";

type Options = pulumi.ComponentResourceOptions;
type Make = (opts: Options) => unknown;

const spec = {
    image: "flink:2.2.1-java17",
    flinkVersion: "v2_2",
    jobManager: { resource: { memory: "1024m", cpu: 0.5 } },
    taskManager: { resource: { memory: "2048m", cpu: 1 } },
} as const;
const newPlatform = () => new FlinkPlatform("p", { cluster: fakeCluster() });
const orders = { namespace: "orders", jar: "local:///orders.jar" } as const;

/** Components that go through their cluster's provider, each with one of the objects that it makes. */
const inCluster: Readonly<Record<string, readonly [make: Make, child: string]>> = {
    FlinkPlatform: [(opts) => new FlinkPlatform("x", { cluster: fakeCluster() }, opts), "x-operator-deployment"],
    FlinkApplication: [
        (opts) => new FlinkApplication("x", { platform: newPlatform(), ...orders }, opts),
        "x-deployment",
    ],
    FlinkDeployment: [
        (opts) => new FlinkDeployment("x", { platform: newPlatform(), metadata: { namespace: "orders" }, spec }, opts),
        "x-deployment",
    ],
};

/** Components that go through the provider that they are given. */
const byProvider: typeof inCluster = {
    FlinkOperator: [(opts) => new FlinkOperator("x", {}, opts), "x-deployment"],
    FlinkCrds: [(opts) => new FlinkCrds("x", { release: "1.15.0" }, opts), "x-flink-deployment"],
    JobNamespace: [
        (opts) => new JobNamespace("x", { cluster: fakeCluster(), namespace: "orders" }, opts),
        "x-service-account",
    ],
};

const components = { ...inCluster, ...byProvider };

/** The component `x` and its object, among all that a program with it registers. */
async function played([make, child]: readonly [Make, string], opts: () => Options) {
    const resources = await record(() => make(opts()));
    const isObject = ({ type, name }: Recorded) => type.startsWith("kubernetes:") && objectNames(child).includes(name);
    const object = resources.find(isObject);
    const component = resources.find(({ type, name }) => type.startsWith("flink-platform:") && name === "x");
    assert.ok(object !== undefined && component !== undefined, resources.map(({ name }) => name).join());
    return { component, object, resources };
}

// A job's custom resource has the component's own name.
const objectNames = (child: string) => (child === "x-deployment" ? [child, "x"] : [child]);

class Marker extends pulumi.CustomResource {
    constructor(name: string) {
        super("test:index:Marker", name, {});
    }
}

const newParent = (opts: Options = {}) => new pulumi.ComponentResource("test:index:Parent", "parent", {}, opts);

/** A test of each option for each component. */
const options: Readonly<Record<string, (title: string, component: readonly [Make, string]) => void>> = {
    parent: (title, component) =>
        it(`parent: ${title} is below it`, async () => {
            const { component: made } = await played(component, () => ({ parent: newParent() }));
            assert.equal(made.parent, "parent");
        }),
    dependsOn: (title, component) =>
        it(`dependsOn: ${title} comes after it, and with it all that is below`, async () => {
            const { component: made } = await played(component, () => ({ dependsOn: new Marker("first") }));
            assert.deepEqual(made.dependsOn, ["first"]);
        }),
    protect: (title, component) =>
        it(`protect: ${title} hands it to its objects`, async () => {
            const { component: made, object } = await played(component, () => ({ protect: true }));
            assert.deepEqual([made.protect, object.protect], [true, true]);
        }),
    retainOnDelete: (title, component) =>
        it(`retainOnDelete: ${title} has it, and its objects take it from their parent`, async () => {
            const { component: made } = await played(component, () => ({ retainOnDelete: true }));
            assert.equal(made.retainOnDelete, true);
        }),
    transformations: (title, component) =>
        it(`transformations: ${title} hands them to its objects`, async () => {
            const label: pulumi.ResourceTransformation = ({ type, props, opts }) =>
                type.startsWith("kubernetes:")
                    ? { props: { ...props, metadata: { ...props["metadata"], labels: { team: "a" } } }, opts }
                    : undefined;
            const { object } = await played(component, () => ({ transformations: [label] }));
            assert.deepEqual(object.inputs.metadata.labels, { team: "a" });
        }),
    provider: (title, component) => {
        if (title in byProvider) {
            it(`provider: ${title} goes through it`, async () => {
                const { object } = await played(component, () => ({ provider: new k8s.Provider("mine", {}) }));
                assert.match(object.provider, /::mine::/);
            });
            return;
        }
        const message = `${title} "x": opts.provider cannot be another than its cluster's, as all of it goes into that cluster; leave it out`;
        it(`provider: ${title} refuses another than its cluster's`, async () => {
            const mine = () => new k8s.Provider("mine", {});
            await assert.rejects(
                record(() => component[0]({ provider: mine() })),
                { message },
            );
            await assert.rejects(
                record(() => component[0]({ providers: [mine()] })),
                { message },
            );
            await assert.rejects(
                record(() => component[0]({ providers: { kubernetes: mine() } })),
                { message },
            );
        });
        it(`provider: ${title} takes those of other packages, and a parent's is not another`, async () => {
            const parent = () => newParent({ providers: [new k8s.Provider("parents", {})] });
            const { object } = await played(component, () => ({
                parent: parent(),
                providers: [new aws.Provider("aws", { region: "eu-west-1" })],
            }));
            assert.match(object.provider, /::fake-kubernetes::/);
        });
    },
};

describe("resource options", () => {
    for (const test of Object.values(options)) {
        for (const [title, component] of Object.entries(components)) {
            test(title, component);
        }
    }

    it("are those of docs/programs.md", () => {
        const page = fs.readFileSync(path.resolve(__dirname, "../../docs/programs.md"), "utf8");
        const cells = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \|/gm)].map(([, cell = ""]) => cell);
        const rows = cells.flatMap((cell) => cell.replaceAll("`", "").split(", "));
        // `aliases` and `transforms` are the engine's affair: test/engine/owners.test.ts.
        assert.deepEqual(rows.sort(), [...Object.keys(options), "providers", "aliases", "transforms"].sort());
    });
});

describe("a cluster's provider option", () => {
    const allowed = { region: "eu-west-1", endpoint: { reachable: true } } as const;
    const existingEks = { region: "eu-west-1", clusterName: "shop", stateStore: { bucket: "shop-state" } } as const;
    const clusters: Readonly<
        Record<string, readonly [make: Make, provider: () => pulumi.ProviderResource, from: string]>
    > = {
        EksCluster: [(opts) => new EksCluster("x", allowed, opts), () => new aws.Provider("mine"), "region"],
        ExistingEksCluster: [
            (opts) => EksCluster.existing("x", existingEks, opts),
            () => new aws.Provider("mine"),
            "region",
        ],
        GkeCluster: [
            (opts) => new GkeCluster("x", gkePlace, opts),
            () => new gcp.Provider("mine"),
            "project and region",
        ],
        AksCluster: [
            (opts) => new AksCluster("x", aksPlace, opts),
            () => new azure.Provider("mine"),
            "subscriptionId, tenantId and location",
        ],
        LocalCluster: [(opts) => new LocalCluster("x", {}, opts), () => new k8s.Provider("mine"), "the cluster"],
    };
    for (const [title, [make, provider, from]] of Object.entries(clusters)) {
        it(`is refused by ${title}, which makes its own`, () =>
            assert.rejects(
                record(() => make({ provider: provider() })),
                {
                    message: `${title} "x": opts.provider cannot be given, as the module makes its own from ${from}; leave it out`,
                },
            ));
    }
});

describe("an alias of another name", () => {
    const urn = "urn:pulumi:dev::shop::flink-platform:index:FlinkApplication::old";
    const warning = (title: string) =>
        `${title} "x": opts.aliases should keep the name, as a job's name in Kubernetes and its state go by it, got "old"; the job is replaced, and starts empty unless initialSavepointPath says otherwise`;

    for (const title of ["FlinkApplication", "FlinkDeployment"] as const) {
        const warnings = async (opts: Options) =>
            (await warningsOf(() => inCluster[title]?.[0](opts))).filter((text) => text.includes("opts.aliases"));
        it(`is warned of by ${title}: it does not keep the job`, async () => {
            assert.deepEqual(await warnings({ aliases: [{ name: "old" }, urn] }), [warning(title), warning(title)]);
        });
        it(`is none for ${title} where only the parent was another`, async () => {
            assert.deepEqual(await warnings({ aliases: [{ parent: pulumi.rootStackResource }, { name: "x" }] }), []);
        });
    }

    it("is none where metadata.name keeps the name in Kubernetes", async () => {
        const program = () =>
            new FlinkDeployment(
                "x",
                { platform: newPlatform(), metadata: { name: "old", namespace: "orders" }, spec },
                { aliases: [{ name: "old" }] },
            );
        assert.deepEqual(
            (await warningsOf(program)).filter((text) => text.includes("aliases")),
            [],
        );
    });
});
