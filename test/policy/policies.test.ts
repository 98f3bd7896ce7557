import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import type { FlinkPolicyConfig } from "../../src/policy/config";
import { flinkPolicies } from "../../src/policy/policies";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

interface Given {
    readonly type?: string;
    /** Types of the resource's parents. */
    readonly below?: string;
    /** Configuration of the pack for the policy. */
    readonly config?: object;
    readonly given?: FlinkPolicyConfig;
}

/** What a policy says of a resource. */
function violations(
    name: keyof FlinkPolicyConfig,
    props: object,
    { type = flinkDeployment, below = "", config = {}, given = {} }: Given = {},
): string[] {
    const policy = flinkPolicies(given).find((each) => each.name === `flink-${name.replace(/^flink-/, "")}`);
    const found: string[] = [];
    const urn = `urn:pulumi:prod::shop::${below}${type}::one`;
    const args = { type, urn, props, name: "one", getConfig: () => config } as unknown as ResourceValidationArgs;
    const validate = policy?.validateResource;
    assert.ok(typeof validate === "function");
    void validate(args, (message) => found.push(message));
    return found;
}

const deployment = (spec: object, labels: object = {}) => ({
    metadata: { namespace: "shop", name: "orders", labels },
    spec,
});
const stateful = { upgradeMode: "savepoint" };

describe("flinkPolicies", () => {
    it("are mandatory unless a setting says otherwise", () => {
        const levels = (given: FlinkPolicyConfig) =>
            flinkPolicies(given).map(({ name, enforcementLevel }) => `${name} ${enforcementLevel}`);
        assert.deepEqual(
            levels({ "flink-high-availability": "advisory", "flink-required-labels": { labels: ["team"] } }),
            [
                "flink-state-loss-guard mandatory",
                "flink-checkpointing-required mandatory",
                "flink-high-availability advisory",
                "flink-no-public-endpoints mandatory",
                "flink-no-keys-in-configuration mandatory",
                "flink-resource-limits mandatory",
                "flink-allowed-releases mandatory",
                "flink-required-labels mandatory",
            ],
        );
    });

    it("take parameters of the pack's configuration over given ones", () => {
        const given = { "flink-required-labels": { labels: ["team"] } };
        const missing = (label: string) => [`metadata.labels must have "${label}"; add it to labels of the job`];
        assert.deepEqual(violations("flink-required-labels", deployment({}), { given }), missing("team"));
        const config = { labels: ["owner"] };
        assert.deepEqual(violations("flink-required-labels", deployment({}), { given, config }), missing("owner"));
        assert.deepEqual(violations("flink-required-labels", deployment({}, { team: "a" }), { given }), []);
    });

    it("say nothing of a value that a preview does not know, and go on with the others", () => {
        class UnknownValueError extends Error {}
        const flinkConfiguration = {
            get "s3.secret-key"(): string {
                throw new UnknownValueError();
            },
            "my.password": "hidden",
        };
        assert.deepEqual(violations("flink-no-keys-in-configuration", deployment({ flinkConfiguration })), [
            'spec.flinkConfiguration["s3.secret-key"] must not hold a secret, as it can be read in the cluster; put it into a Secret',
            'spec.flinkConfiguration["my.password"] must not hold a secret, as it can be read in the cluster; put it into a Secret',
        ]);
        const job = {
            get upgradeMode(): string {
                throw new UnknownValueError();
            },
        };
        assert.deepEqual(violations("flink-state-loss-guard", deployment({ job })), []);
    });

    it("guard the state of jobs, and of the package's buckets", () => {
        const guard = (job: object, config = {}) =>
            violations("flink-state-loss-guard", deployment({ job }), { config });
        assert.deepEqual(guard(stateful), []);
        assert.equal(guard({}).length, 1);
        assert.deepEqual(guard({ upgradeMode: "stateless" }, { statelessJobs: ["shop/orders"] }), []);
        assert.deepEqual(guard({ ...stateful, allowNonRestoredState: true }), [
            "spec.job.allowNonRestoredState must not be true, by which state that no operator claims is dropped; take it out",
        ]);
        const type = "aws:s3/bucket:Bucket";
        const bucket = (below: string) => violations("flink-state-loss-guard", { forceDestroy: true }, { type, below });
        assert.deepEqual(bucket("flink-platform:eks:EksState$"), [
            "forceDestroy must not be true, by which the bucket goes with all state in it; take it out",
        ]);
        assert.deepEqual(bucket(""), []);
    });

    it("ask for checkpoints that come often enough and last", () => {
        const check = (interval: unknown, dir: string, config = {}) => {
            const flinkConfiguration = { execution: { checkpointing: { interval, dir } } };
            return violations("flink-checkpointing-required", deployment({ job: stateful, flinkConfiguration }), {
                config,
            });
        };
        const key = 'spec.flinkConfiguration["execution.checkpointing';
        assert.deepEqual(check("10 min", "s3p://state/orders"), []);
        assert.deepEqual(check("11 min", "file:///tmp"), [
            `${key}.interval"] must be at most 600 s, got "11 min"`,
            `${key}.dir"] must be a folder of an object store for the job's checkpoints, got "file:///tmp"`,
        ]);
        assert.deepEqual(check("11 min", "s3p://state", { maxIntervalSeconds: 3600 }), []);
        assert.deepEqual(
            violations("flink-checkpointing-required", deployment({ job: { upgradeMode: "stateless" } })),
            [],
        );
    });

    it("find endpoints of the package's clusters that are open", () => {
        const open = (type: string, props: object, below = "flink-platform:eks:EksCluster$") =>
            violations("flink-no-public-endpoints", props, { type, below }).length;
        assert.equal(open("aws:eks/cluster:Cluster", {}), 1);
        assert.equal(open("aws:eks/cluster:Cluster", {}, ""), 0);
        assert.equal(open("aws:eks/cluster:Cluster", { vpcConfig: { endpointPublicAccess: false } }), 0);
        const endpoints = (enabled: boolean) => ({ controlPlaneEndpointsConfig: { ipEndpointsConfig: { enabled } } });
        assert.deepEqual(
            [true, false].map((on) => open("gcp:container/cluster:Cluster", endpoints(on))),
            [1, 0],
        );
        const aks = "azure-native:containerservice/v20240901:ManagedCluster";
        const access = (enablePrivateCluster: boolean) => ({ apiServerAccessProfile: { enablePrivateCluster } });
        assert.deepEqual(
            [false, true].map((on) => open(aks, access(on))),
            [1, 0],
        );
        const service = (selector: object) => ({ spec: { type: "NodePort", selector } });
        assert.equal(open("kubernetes:core/v1:Service", service({ component: "jobmanager" }), ""), 1);
        assert.equal(open("kubernetes:core/v1:Service", service({ app: "shop" }), ""), 0);
    });

    it("find keys by their form, and take switches for none", () => {
        const job = { ...stateful, args: ["--id", "AKIAIOSFODNN7EXAMPLE"] };
        const flinkConfiguration = { "my.token.enabled": true, "my.token.ttl": "30 s", "ui.password-hint": "x" };
        assert.deepEqual(
            violations("flink-no-keys-in-configuration", deployment({ job, flinkConfiguration }), {
                config: { openOptions: ["ui.password-hint"] },
            }),
            ["spec.job.args[1] must not hold a secret, as it can be read in the cluster; put it into a Secret"],
        );
    });

    it("hold processes, versions and images to limits", () => {
        const resource = { memory: "3072m", cpu: 4 };
        const spec = { jobManager: { resource }, taskManager: {}, flinkVersion: "v1_19", image: "host:5000/flink" };
        assert.deepEqual(
            violations("flink-resource-limits", deployment(spec), { config: { maxMemoryMiB: 2048, maxCpu: 2 } }),
            [
                'spec.jobManager.resource.memory must be at most 2048 MiB, got "3072m"',
                "spec.jobManager.resource.cpu must be at most 2, got 4",
                "spec.taskManager.resource.memory must be set, got nothing",
                "spec.taskManager.resource.cpu must be set, got nothing",
            ],
        );
        const config = { versions: ["1.20"], images: ["host:5000/"], digests: true };
        assert.deepEqual(violations("flink-allowed-releases", deployment(spec), { config }), [
            'spec.flinkVersion must be one of v1_20, got "v1_19"',
            'spec.image must have a digest, got "host:5000/flink"',
        ]);
    });

    it("judge blue-green deployments by their templates, and nothing of other kinds", () => {
        const type = "kubernetes:flink.apache.org/v1beta1:FlinkBlueGreenDeployment";
        const props = deployment({ template: { spec: { job: { upgradeMode: "stateless" } } } });
        assert.equal(violations("flink-state-loss-guard", props, { type }).length, 1);
        assert.deepEqual(violations("flink-state-loss-guard", props, { type: "kubernetes:apps/v1:Deployment" }), []);
    });
});
