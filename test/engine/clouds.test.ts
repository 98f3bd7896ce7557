import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { apiOf, type Api } from "./support/api";
import { cloudCases, type CloudCase } from "./support/cloud-cases";
import { CloudStack, type Step } from "./support/cloud-stack";
import { PlayedKubelet } from "./support/kubelet";
import { PlayedOperator } from "./support/operator";

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
    parse(readFileSync(join(repository, "stacks", `Pulumi.${cloud}.yaml`), "utf8")).config;

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
            const kubeconfig = join(process.env["ENGINE_FOLDER"] ?? "", "kubeconfig");
            api = await apiOf(kubeconfig);
            for (const definition of cloudCase.definitions) {
                await api.installOpenDefinition(...definition);
            }
            stack = await CloudStack.create(cloud, configOf(cloud), { kubeconfig });
            played.push(new PlayedKubelet(api, "flink-operator"), new PlayedOperator(api, "flink-jobs"));
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
            stack.faults(...cloudCase.faults);
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
