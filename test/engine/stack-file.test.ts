import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import type { Ended } from "../support/command";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";
import { ScratchStack } from "./support/stack";

const repository = resolve(__dirname, "../..");
const main = join(repository, "dist", "main.js");

/** The local stack's blocks, with the sample's file where this project can find it. */
const localStack = (): Record<string, any> => {
    const { config } = parse(readFileSync(join(repository, "stacks", "Pulumi.local.yaml"), "utf8"));
    config["flink-platform:cluster"].objectStore.samples = {
        "flink-jobs/word-count/input/licence.txt": join(repository, "LICENSE"),
    };
    return config;
};

/** A stack of the package's own program; its kubeconfig leads nowhere. */
async function programStack(name: string): Promise<ScratchStack> {
    const stack = await ScratchStack.create(name, `module.exports = require(${JSON.stringify(main)});`);
    writeFileSync(join(stack.folder, "unreachable"), unreachableKubeconfig);
    return stack;
}

function configure(stack: ScratchStack, config: Record<string, any>): void {
    config["flink-platform:cluster"] = {
        ...config["flink-platform:cluster"],
        kubeconfig: join(stack.folder, "unreachable"),
    };
    writeFileSync(join(stack.folder, "Pulumi.dev.yaml"), stringify({ config }));
}

/** Lines of the preview that name a finding. */
const findings = ({ output }: Ended) =>
    output
        .split("\n")
        .map((line) => line.replace(/^ *(error: )?/, ""))
        .filter((line) => /^(stack config|LocalCluster|FlinkPlatform|FlinkApplication)\b/.test(line));

describe("pulumi preview of the local stack without a cluster", () => {
    it("shows every Kubernetes object with its full spec", async () => {
        const stack = await programStack("offline");
        configure(stack, localStack());
        const steps = await stack.steps();
        assert.deepEqual([...new Set(steps.map(({ op }) => op))], ["create"]);
        const objects = steps.map(({ newState }): any => newState).filter(({ type }) => type.startsWith("kubernetes:"));
        const count = new Map<string, number>();
        for (const { type } of objects) {
            const kind = type.split(":").at(-1) ?? "";
            count.set(kind, (count.get(kind) ?? 0) + 1);
        }
        assert.deepEqual(Object.fromEntries([...count].sort()), {
            ClusterRole: 1,
            ClusterRoleBinding: 1,
            ConfigMap: 2,
            CustomResourceDefinitionPatch: 4,
            Deployment: 2,
            FlinkDeployment: 2,
            Namespace: 3,
            PersistentVolumeClaim: 1,
            Role: 2,
            RoleBinding: 2,
            Secret: 2,
            Service: 1,
            ServiceAccount: 2,
        });
        const job = objects.find(({ urn }) => urn.endsWith("FlinkDeployment::state-machine"));
        assert.equal(job.inputs.spec.flinkVersion, "v2_2");
        assert.equal(job.inputs.spec.image, "flink:2.2.1-java17");
        assert.equal(
            job.inputs.spec.flinkConfiguration["execution.checkpointing.dir"],
            "s3p://flink/flink-jobs/state-machine/checkpoints",
        );
        const operator = objects.find(({ urn }) => urn.endsWith("::flink-operator-deployment"));
        assert.equal(
            operator.inputs.spec.template.spec.containers[0].image,
            "ghcr.io/apache/flink-kubernetes-operator:1.15.0",
        );
        const definitions = objects.filter(({ type }) => type.endsWith("CustomResourceDefinitionPatch"));
        assert.ok(definitions.every(({ inputs }) => inputs.spec.versions[0].schema.openAPIV3Schema.properties.spec));
    });
});

describe("pulumi preview of a stack with an operator release that the package does not know", () => {
    it("takes its definitions from a folder of the project, and warns whose rules it goes by", async () => {
        const stack = await programStack("unlisted");
        // JSON is YAML, too.
        for (const kind of ["FlinkDeployment", "FlinkSessionJob"]) {
            const shipped = join(repository, "dist", "crds", "1.15.0", `${kind}.json`);
            mkdirSync(join(stack.folder, "crds"), { recursive: true });
            const newer = readFileSync(shipped, "utf8").replaceAll('"v2_2"', '"v2_2","v2_3"');
            writeFileSync(join(stack.folder, "crds", `${kind}.yml`), newer);
        }
        const config = localStack();
        config["flink-platform:operator"].release = {
            version: "99.0.0",
            definitions: "crds",
            flinkVersions: ["2.3"],
        };
        config["flink-platform:applications"] = {
            orders: {
                namespace: "jobs",
                flinkVersion: "2.3",
                flinkPatchVersion: "2.3.0",
                image: "acme/orders:1",
                jar: "local:///opt/orders.jar",
            },
        };
        configure(stack, config);
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.match(
            preview.output,
            /\n {4}warning: FlinkOperator "flink-operator": release is not known to this release of the package, got "99\.0\.0"; it is judged by the rules of 1\.15\.0\n/,
        );
        assert.deepEqual(
            [...preview.output.matchAll(/CustomResourceDefinitionPatch (\S+) create/g)].map(([, name]) => name).sort(),
            ["flink-operator-crds-flink-deployment", "flink-operator-crds-flink-session-job"],
        );
    });
});

describe("pulumi preview of a stack file with mistakes", () => {
    let stack: ScratchStack;
    before(async () => {
        stack = await programStack("mistakes");
    });

    const rejects = async (change: (config: Record<string, any>) => void, ...lines: string[]) => {
        const config = localStack();
        configure(stack, config);
        change(config);
        writeFileSync(join(stack.folder, "Pulumi.dev.yaml"), stringify({ config }));
        const preview = await stack.preview();
        assert.equal(preview.code, 1, preview.output);
        assert.deepEqual(findings(preview), lines, preview.output);
        assert.doesNotMatch(preview.output, /kubernetes:|\n\s+at /);
    };

    it("names a misspelt key and the known ones", () =>
        rejects(
            (config) => (config["flink-platform:aplications"] = {}),
            'stack config: "aplications" is not known; known: cluster, operator, monitoring, alerts, logging, existingNamespaces, applicationDefaults, teams, applications, sessionClusters, sessionJobs, snapshots, waitForJobs, showImpact, maxConcurrentRestarts',
        ));

    it("says how to name a cluster where there is none", () =>
        rejects(
            (config) => delete config["flink-platform:cluster"],
            'stack config "flink-platform:cluster": is missing; name the cluster, for instance with cloud: local',
        ));

    it("names the contexts that exist", () =>
        rejects(
            (config) => (config["flink-platform:cluster"].context = "prod"),
            `LocalCluster "flink": context must be one of the kubeconfig's ("dev"), got "prod"`,
        ));

    it("reports everything at once", () =>
        rejects(
            (config) => {
                config["flink-platform:cluster"].kubernetesVersion = "1.20";
                config["flink-platform:operator"].release = "1.7.0";
                config["flink-platform:applications"] = {
                    orders: { namespace: "jobs", jar: "/opt/orders.jar", parallelism: 0, flinkVersion: "1.18" },
                    invoices: { namespace: "jobs", jar: "local:///opt/invoices.jar" },
                    [`${"long".repeat(11)}er`]: {
                        namespace: "jobs",
                        flinkVersion: "1.18",
                        jar: "local:///opt/long.jar",
                    },
                    small: {
                        namespace: "jobs",
                        flinkVersion: "1.18",
                        jar: "local:///opt/small.jar",
                        taskManager: { memoryMiB: 100 },
                        flinkConfiguration: { "kubernetes.cluster-id": "small" },
                    },
                };
            },
            'LocalCluster "flink": kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.20"',
            'FlinkApplication "invoices": flinkVersion must be one that operator 1.7.0 runs (1.15, 1.16, 1.17, 1.18, 1.19), got "2.2"; operator releases for it: 1.13.0, 1.14.0, 1.15.0',
            `FlinkApplication "${"long".repeat(11)}er": name must be at most 45 characters, got 46 in "${"long".repeat(11)}er"`,
            'FlinkApplication "orders": parallelism must be a whole number of at least 1, got 0',
            'FlinkApplication "orders": jar must have a scheme such as local:// or https://, got "/opt/orders.jar"',
            'FlinkApplication "small": flinkConfiguration["kubernetes.cluster-id"] cannot be set here; the operator sets it',
            `FlinkApplication "small": taskManager.memoryMiB must be at least 982, which Flink's own parts need, got 100`,
        ));
});
