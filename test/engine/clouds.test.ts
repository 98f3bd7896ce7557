import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { filledStack } from "../support/filled-stack";
import { apiOf, type Api } from "./support/api";
import { cloudCases, type CloudCase } from "./support/cloud-cases";
import { CloudStack } from "./support/cloud-stack";
import { PlayedJobs, PlayedKubelet } from "./support/kubelet";
import { levelKubeconfig } from "./support/level-folder";
import { PlayedOperator } from "./support/operator";
import { assertPermissionsCovered } from "./support/permissions";
import type { Step } from "./support/pulumi-stack";

const repository = resolve(__dirname, "../..");

/** What every stack has in Kubernetes, by kind; the local one has its object store beside that. */
const objectsOfEveryStack = {
    ClusterRole: 1,
    ClusterRoleBinding: 1,
    ConfigMap: 1,
    CustomResourceDefinitionPatch: 4,
    Deployment: 1,
    FlinkDeployment: 2,
    Namespace: 2,
    Role: 2,
    RoleBinding: 2,
    ServiceAccount: 2,
};

const configOf = (cloud: string): Record<string, any> =>
    parse(filledStack(readFileSync(join(repository, "stacks", `Pulumi.${cloud}.yaml`), "utf8"))).config;

const typeOf = ({ urn }: Step) => urn.split("::")[2]?.split("$").at(-1) ?? "";
const isKubernetes = (step: Step) => /^(kubernetes:|pulumi:providers:)/.test(typeOf(step));

// One after the other: every stack has the same names in Kubernetes.
for (const cloudCase of cloudCases) {
    describe(`the ${cloudCase.cloud} stack, from its file to Flink's resources`, function () {
        this.timeout(600_000);
        const { cloud, clusterType } = cloudCase;
        let stack: CloudStack;
        let api: Api;
        const played: { stop(): Promise<void> }[] = [];

        before(async () => {
            const kubeconfig = levelKubeconfig();
            api = await apiOf(kubeconfig);
            for (const definition of cloudCase.definitions) {
                await api.installCloudDefinition(...definition);
            }
            stack = await CloudStack.create(cloud, configOf(cloud), { kubeconfig });
            played.push(new PlayedKubelet(api, "flink-operator"), new PlayedOperator(api, "flink-jobs"));
            played.push(new PlayedJobs(api, "flink-samples"));
        });
        after(async () => {
            await Promise.all(played.map((part) => part.stop()));
            stack.remove();
        });

        /** Changes the cluster block, and leaves it so. */
        const change = (more: Record<string, unknown>) => {
            const config = configOf(cloud);
            config["flink-platform:cluster"] = { ...config["flink-platform:cluster"], ...more };
            stack.configure(config);
        };

        it("previews every resource before anything is there", async () => {
            const steps = await stack.steps();
            assert.deepEqual([...new Set(steps.map(({ op }) => op))], ["create"]);
            assert.deepEqual(countKinds(steps), sorted({ ...objectsOfEveryStack, ...cloudCase.moreObjects }));
            assert.equal(steps.filter((step) => typeOf(step) === clusterType).length, 1);
            assert.deepEqual(
                stack.calls().filter(({ method, preview }) => method === "create" && preview !== true),
                [],
            );
        });

        it("finishes what earlier runs could not", async () => {
            stack.faults(...cloudCase.faults, ...(cloudCase.refusalsOfNew ?? []));
            for (const { message } of cloudCase.faults) {
                const { code, output } = await stack.up();
                assert.equal(code, 1, output);
                assert.ok(output.includes(message), output);
            }
            const { code, output } = await stack.up();
            assert.equal(code, 0, output);
            assert.deepEqual(await api.deploymentNames("flink-jobs"), ["state-machine", "word-count"]);
            assertMadeInOrder(stack, cloudCase);
            assert.ok(
                stack
                    .commands()
                    .every(({ program, arguments: given }) =>
                        `${program} ${given.join(" ")}`.startsWith(cloudCase.signIn),
                    ),
            );
            assert.ok(stack.commands().length > 0);
            assertPermissionsCovered(cloud, stack.calls());
        });

        it("finds nothing to do the second time", async () => {
            const { code, output } = await stack.up("--expect-no-changes");
            assert.equal(code, 0, output);
        });

        it("previews larger nodes without a replacement of the provider or of anything in Kubernetes", async () => {
            change({ nodes: { taskManager: { memoryGiB: 64 } } });
            assertNothingReplaced(await stack.steps());
        });

        it("previews the next Kubernetes version as an update of the cluster alone", async () => {
            change({ kubernetesVersion: "1.36" });
            const steps = await stack.steps();
            assertNothingReplaced(steps);
            const cluster = steps.find((step) => typeOf(step) === clusterType);
            assert.equal(cluster?.op, "update");
            assert.match(String(cluster.newState?.inputs[cloudCase.versionInput]), /^1\.36/);
        });

        it("is destroyed from Flink to the cluster, and keeps its state", async () => {
            change({ deletionProtection: false });
            const unlocked = await stack.up();
            assert.equal(unlocked.code, 0, unlocked.output);
            stack.forget();
            const { code, output } = await stack.destroy("--exclude-protected");
            assert.equal(code, 0, output);
            const deleted = [...output.matchAll(/^ ?- +(\S+) (\S+) deleted\b/gm)].map(([, type]) => type ?? "");
            const last = (pattern: RegExp) => deleted.findLastIndex((type) => pattern.test(type));
            const first = (pattern: RegExp) => deleted.findIndex((type) => pattern.test(type));
            const clusterKind = new RegExp(`:${clusterType.split(":").at(-1)}$`);
            assertPermissionsCovered(cloud, stack.calls());
            assert.ok(last(/:FlinkDeployment$/) >= 0, output);
            assert.ok(last(/:FlinkDeployment$/) < first(/:apps\/v1:Deployment$/), output);
            assert.ok(last(/^kubernetes:/) < first(clusterKind), output);
            const gone = new Set(stack.calls("delete").map(({ type }) => type));
            assert.deepEqual(
                cloudCase.stateTypes.filter((type) => gone.has(type)),
                [],
            );
            const state = await stack.state();
            assert.ok(cloudCase.stateTypes.every((type) => state.includes(`"type": "${type}"`)));
            assert.deepEqual(await api.deploymentNames("flink-jobs"), []);
        });
    });
}

function countKinds(steps: readonly Step[]): Record<string, number> {
    const kinds = steps
        .map(typeOf)
        .filter((type) => type.startsWith("kubernetes:"))
        .map((type) => type.split(":").at(-1) ?? "");
    return sorted(
        Object.fromEntries([...new Set(kinds)].map((kind) => [kind, kinds.filter((k) => k === kind).length])),
    );
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
    return Object.fromEntries(Object.entries(counts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function assertNothingReplaced(steps: readonly Step[]): void {
    const replaced = steps.filter((step) => isKubernetes(step) && /replace|delete/.test(step.op));
    assert.deepEqual(
        replaced.map(({ op, urn }) => `${op} ${urn}`),
        [],
    );
}

function assertMadeInOrder(stack: CloudStack, { order }: CloudCase): void {
    const made = stack
        .calls("create")
        .filter(({ preview }) => preview !== true)
        .map(({ type }) => type);
    for (const [before, after] of order) {
        assert.ok(made.includes(before) && made.includes(after), `${before} and ${after} are made`);
        assert.ok(made.indexOf(before) < made.indexOf(after), `${before} comes before ${after}`);
    }
}

describe("a cloud's stack file with mistakes", () => {
    it("ends the preview with all of them, before the cloud is asked for anything", async () => {
        const config = configOf("eks");
        config["flink-platform:cluster"] = {
            cloud: "eks",
            region: "eu-west-1",
            kubernetesVersion: "1.20",
            endpoint: { public: true },
            zones: ["eu-west-1a", "eu-central-1b"],
            nodes: { jobManager: { spot: true }, taskManager: { architecture: "arm64" } },
            stateStore: { name: "Orders" },
        };
        config["flink-platform:applications"]["word-count"].image = "amd64/flink:2.2.1";
        const stack = await CloudStack.create("cloud-mistakes", config);
        const { code, output } = await stack.preview();
        assert.equal(code, 1, output);
        const findings = [...output.matchAll(/^ *(?:error: )?((?:EksCluster|FlinkApplication) ".*)$/gm)];
        assert.deepEqual(
            findings.map(([, line]) => line),
            [
                'EksCluster "flink": kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.20"',
                'EksCluster "flink": zones[1] must be a zone of eu-west-1, such as eu-west-1a, got "eu-central-1b"',
                'EksCluster "flink": endpoint.allowedCidrs must name who reaches a public endpoint, got none; give the addresses of your network',
                'EksCluster "flink": stateStore.name must be lower-case letters, digits and "-", with a letter or digit at each end, got "Orders"',
                'EksCluster "flink": nodes.jobManager.spot must be false, got true; only TaskManagers can be interrupted',
                `FlinkApplication "word-count": image is built for amd64 only, and the cluster's taskManager nodes are arm64, got "amd64/flink:2.2.1"; build it for both or change the nodes' architecture`,
            ],
        );
        assert.deepEqual(stack.calls(), []);
        stack.remove();
    });
});
