import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "../../src/jobs/application/application";
import { FlinkPlatform, type FlinkPlatformArgs } from "../../src/platform/platform";
import type { PlatformOutputs } from "../../src/platform/reference/outputs";
import type { FlinkTeamArgs } from "../../src/teams/args";
import { FlinkTeam } from "../../src/teams/team";
import { fakeCluster } from "../support/fake-cluster";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";
import { modes, named, namesOf, only, record, valueOf } from "../support/record";

const jar = "local:///opt/flink/usrlib/job.jar";
const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
type Own = Omit<FlinkTeamArgs, "platform">;

const makeTeam = (args: Own = {}, ofPlatform: Partial<FlinkPlatformArgs> = {}, name = "orders") => {
    const platform = new FlinkPlatform("flink", { cluster: fakeCluster(), ...ofPlatform });
    return new FlinkTeam(name, { platform, ...args });
};
const rejects = (args: Own, ofPlatform: Partial<FlinkPlatformArgs>, ...lines: string[]) =>
    assert.rejects(
        record(() => makeTeam(args, ofPlatform)),
        { message: lines.map((line) => `FlinkTeam "orders": ${line}`).join("\n") },
    );
const metadata = (name: string) => ({
    name,
    namespace: "orders",
    labels: { "app.kubernetes.io/managed-by": "pulumi" },
});

for (const { title, preview } of modes) {
    describe(`FlinkTeam ${title}`, () => {
        it("makes its namespace through the platform, and in it what keeps the team apart", async () => {
            const resources = await record(() => makeTeam(), { preview });
            assert.deepEqual(named(resources, "orders").inputs, {
                namespace: "orders",
                quota: { publicServices: false },
                groups: { deployers: [], viewers: [] },
                podSecurity: "baseline",
            });
            assert.deepEqual(namesOf(resources, "flink-platform:index:JobNamespace"), ["flink-jobs-orders"]);
            assert.deepEqual(named(resources, "orders-pod-security").inputs, {
                apiVersion: "v1",
                kind: "Namespace",
                metadata: { name: "orders", labels: { "pod-security.kubernetes.io/enforce": "baseline" } },
            });
            assert.deepEqual(named(resources, "orders-quota").inputs, {
                apiVersion: "v1",
                kind: "ResourceQuota",
                metadata: metadata("flink-team"),
                spec: { hard: { "services.loadbalancers": "0", "services.nodeports": "0" } },
            });
            assert.deepEqual(named(resources, "orders-limits").inputs.spec, {
                limits: [
                    {
                        type: "Container",
                        defaultRequest: { cpu: "0.1", memory: "256Mi" },
                        default: { memory: "256Mi" },
                    },
                ],
            });
            const own = resources.filter(({ parent }) => parent === "orders");
            assert.deepEqual(own.map(({ name }) => name).sort(), [
                "orders-deny-policy",
                "orders-deployer-role",
                "orders-limits",
                "orders-operator-policy",
                "orders-pod-security",
                "orders-pods-policy",
                "orders-quota",
                "orders-viewer-role",
            ]);
        });
    });
}

describe("FlinkTeam", () => {
    it("gives its pods and containers bounds", async () => {
        const resources = await record(() =>
            makeTeam({
                quota: { cpu: 7.5, memoryGiB: 1.5, pods: 20, storageGiB: 100, publicServices: true },
                containers: { maxCpu: 0.05, maxMemoryMiB: 4096, defaultMemoryMiB: 512 },
            }),
        );
        assert.deepEqual(named(resources, "orders-quota").inputs.spec.hard, {
            "requests.cpu": "7.5",
            "requests.memory": "1536Mi",
            "limits.memory": "1536Mi",
            pods: "20",
            "requests.storage": "100Gi",
        });
        assert.deepEqual(named(resources, "orders-limits").inputs.spec.limits, [
            {
                type: "Container",
                defaultRequest: { cpu: "0.05", memory: "512Mi" },
                default: { cpu: "0.05", memory: "512Mi" },
                max: { cpu: "0.05", memory: "4096Mi" },
            },
        ]);
    });

    it("makes no quota that limits nothing", async () => {
        const resources = await record(() => makeTeam({ quota: { publicServices: true } }));
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:ResourceQuota"), []);
    });

    it("binds groups to their roles", async () => {
        const resources = await record(() =>
            makeTeam({ groups: { deployers: ["engineers", "ci"], viewers: ["support"] } }),
        );
        const apiGroup = "rbac.authorization.k8s.io";
        assert.deepEqual(named(resources, "orders-deployer-role-binding").inputs, {
            apiVersion: `${apiGroup}/v1`,
            kind: "RoleBinding",
            metadata: metadata("flink-team-deployer"),
            roleRef: { apiGroup, kind: "Role", name: "flink-team-deployer" },
            subjects: [
                { apiGroup, kind: "Group", name: "engineers" },
                { apiGroup, kind: "Group", name: "ci" },
            ],
        });
        assert.deepEqual(named(resources, "orders-viewer-role-binding").inputs.subjects, [
            { apiGroup, kind: "Group", name: "support" },
        ]);
    });

    it("runs jobs after all that keeps them apart, and in no other namespace", async () => {
        const resources = await record(() => {
            const platform = makeTeam({ namespace: "shop" });
            new FlinkApplication("totals", { platform, namespace: platform.namespace, jar });
        });
        const { inputs, dependsOn } = only(resources, flinkDeployment);
        assert.equal(inputs.metadata.namespace, "shop");
        const before = ["orders-deny-policy", "orders-limits", "orders-pod-security", "orders-quota"];
        assert.deepEqual(
            before.filter((name) => !dependsOn.includes(name)),
            [],
        );
        await assert.rejects(
            record(() => new FlinkApplication("totals", { platform: makeTeam(), namespace: "invoices", jar })),
            {
                message:
                    'FlinkTeam "orders": namespace "invoices" is not the team\'s, which is "orders"; give its jobs that one',
            },
        );
    });

    it("lays its arguments over those of the platform, whose enforced ones stand above all", async () => {
        const resources = await record(() => {
            const platform = makeTeam(
                {
                    applicationDefaults: {
                        flinkVersion: "1.20",
                        parallelism: 3,
                        enforced: { labels: { team: "orders" } },
                    },
                },
                {
                    applicationDefaults: {
                        parallelism: 2,
                        checkpointIntervalSeconds: 30,
                        enforced: { labels: { stage: "prod" } },
                    },
                },
            );
            new FlinkApplication("totals", { platform, namespace: "orders", jar, flinkVersion: "1.19" });
        });
        const { metadata: given, spec } = only(resources, flinkDeployment).inputs;
        assert.deepEqual(given.labels, { team: "orders", stage: "prod" });
        assert.deepEqual([spec.flinkVersion, spec.job.parallelism], ["v1_19", 3]);
        assert.equal(spec.flinkConfiguration["execution.checkpointing.interval"], "30 s");
    });

    it("hands its own stack its own namespace and arguments", async () => {
        let handle: PlatformOutputs | undefined;
        await record(async () => {
            const platform = new FlinkPlatform("flink", { cluster: fakeCluster(), namespaces: ["invoices"] });
            const team = new FlinkTeam("orders", { platform, applicationDefaults: { parallelism: 3 } });
            handle = JSON.parse(JSON.stringify(await valueOf(team.handle)));
        });
        assert.deepEqual(Object.keys(handle?.namespaces ?? {}), ["orders"]);
        assert.deepEqual(handle?.applicationDefaults, { parallelism: 3 });
        assert.equal(handle?.operator.namespace, "flink-operator");
    });

    it("can be made on a platform of another stack, whose namespace it takes", async () => {
        let outputs: unknown;
        await record(async () => {
            const { handle } = new FlinkPlatform("flink", { cluster: fakeCluster(), namespaces: ["orders"] });
            outputs = JSON.parse(JSON.stringify(await valueOf(handle)));
        });
        const results = { "pulumi:pulumi:StackReference": () => ({ outputs: { platform: outputs } }) };
        const kubeconfig = unreachableKubeconfig;
        const resources = await record(
            async () => {
                const stack = new pulumi.StackReference("acme/flink/prod");
                new FlinkTeam("orders", { platform: await FlinkPlatform.fromStack("flink", { stack, kubeconfig }) });
            },
            { results },
        );
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:Namespace"), []);
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:NamespacePatch"), ["orders-pod-security"]);
    });

    it("rejects a namespace that is not its own to have", async () => {
        await rejects(
            { namespace: "flink-operator" },
            {},
            `namespace must be the team's own, got "flink-operator", which is the operator's; choose another`,
        );
        await rejects(
            {},
            { operator: { watchNamespaces: ["invoices"] } },
            'namespace must be one that the operator watches (invoices), got "orders"',
        );
        await assert.rejects(
            record(() => {
                const platform = new FlinkPlatform("flink", { cluster: fakeCluster() });
                new FlinkTeam("orders", { platform });
                new FlinkTeam("invoices", { platform, namespace: "orders" });
            }),
            /FlinkTeam "invoices": .* "flink-team-deployer" in namespace "orders" is made by FlinkTeam "orders" too/,
        );
    });

    it("rejects what is no bound, no group and no known argument", () =>
        rejects(
            {
                quota: { cpu: 0, pods: 1.5 },
                containers: { maxMemoryMiB: 128, defaultMemoryMiB: 512 },
                groups: { deployers: ["system:authenticated", "ci", "ci"], viewers: [""] },
                podSecurity: "strict" as "restricted",
                quotas: {},
            } as Own,
            {},
            'podSecurity must be one of "baseline", "restricted", "privileged", got "strict"',
            "quotas is not known; use quota",
            "quota.cpu must be a number above 0, got 0",
            "quota.pods must be a whole number of at least 1, got 1.5",
            "containers.defaultMemoryMiB must be at most containers.maxMemoryMiB (128), got 512",
            'groups.deployers[0] must be a group of the team\'s, got "system:authenticated", which all teams are in',
            'groups.deployers[2] must not repeat "ci"; remove it',
            'groups.viewers[0] must be the name of a group, got ""',
        ));

    it("rejects arguments that the platform enforces otherwise", () =>
        rejects(
            { applicationDefaults: { upgradeMode: "stateless", enforced: { labels: { stage: "test" } } } },
            { applicationDefaults: { enforced: { upgradeMode: "savepoint", labels: { stage: "prod" } } } },
            'applicationDefaults.upgradeMode must be "savepoint", as applicationDefaults.enforced.upgradeMode of the platform says, got "stateless"; remove it',
            'applicationDefaults.enforced.labels.stage must be "prod", as applicationDefaults.enforced.labels.stage of the platform says, got "test"; remove it',
        ));
});
