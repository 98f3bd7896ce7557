import assert from "node:assert/strict";
import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { judgeFlinkDeployment } from "../../../src/rules/flink-deployment";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record } from "../../support/record";

/** The FlinkDeployment behind an application on a cluster of constants. */
async function deploymentOf(args: Partial<FlinkJobArgs>): Promise<any> {
    const resources = await record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release: "1.15.0" } });
        new FlinkApplication("orders", { platform, namespace: "jobs", jar: "local:///orders.jar", ...args });
    });
    return only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").inputs;
}
const specOf = async (args: Partial<FlinkJobArgs>) => (await deploymentOf(args)).spec;

const main = "flink-main-container";
const tolerations = [
    { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute", tolerationSeconds: 30 },
    { key: "team", operator: "Equal", value: "data", effect: "NoSchedule" },
];
const refused = (option: string) =>
    `FlinkApplication "orders": flinkConfiguration["s3.${option}"] cannot be set here; the state store depends on it, so use "fs.s3a.bucket.<name>.${option}" and s3a:// paths for another bucket`;

const enabledPlugins = (spec: any) => spec.podTemplate.spec.containers[0].env[0];

describe("FlinkApplication", () => {
    it("rejects a password that Flink 1 takes for a comment, once it is known", async () => {
        const args = ["--password", pulumi.secret("DB#Test")];
        await assert.rejects(specOf({ flinkVersion: "1.20", args }), {
            message:
                'FlinkApplication "orders": args[1] must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file',
        });
        assert.equal((await specOf({ flinkVersion: "2.2", args })).job.args[0], "--password");
        const standalone = await specOf({ flinkVersion: "1.20", mode: "standalone", args });
        assert.equal(standalone.job.args[0], "--password");
    });

    it("keeps state under the cluster's store, with the options of the store and of the job's identity", async () => {
        const { flinkConfiguration, jobManager, taskManager } = await specOf({});
        assert.deepEqual(
            {
                endpoint: flinkConfiguration["s3.endpoint"],
                credentials: flinkConfiguration["s3.credentials"],
                checkpoints: flinkConfiguration["execution.checkpointing.dir"],
                savepoints: flinkConfiguration["execution.checkpointing.savepoint-dir"],
                highAvailability: flinkConfiguration["high-availability.storageDir"],
            },
            {
                endpoint: "http://store:7070",
                credentials: "web-identity of 2.2.1",
                checkpoints: "s3p://bucket/jobs/orders/checkpoints",
                savepoints: "s3p://bucket/jobs/orders/savepoints",
                highAvailability: "s3p://bucket/jobs/orders/high-availability",
            },
        );
        assert.deepEqual(jobManager.podTemplate.spec.nodeSelector, { role: "job-manager" });
        assert.deepEqual(taskManager.podTemplate.spec.nodeSelector, { role: "task-manager" });
    });

    it("refuses options and variables of the store and of a binding that only its namespace has", async () => {
        const podTemplate = { spec: { containers: [{ name: main, env: [{ name: "TOKEN_FILE", value: "own" }] }] } };
        await assert.rejects(specOf({ flinkConfiguration: { "s3.endpoint": "http://elsewhere:7070" } }), {
            message: refused("endpoint"),
        });
        await assert.rejects(specOf({ flinkConfiguration: { s3: { endpoint: "http://elsewhere:7070" } } }), {
            message: refused("endpoint"),
        });
        const variable = { containerized: { master: { env: { TOKEN_FILE: "own" } } } };
        await assert.rejects(specOf({ flinkConfiguration: variable }), {
            message:
                'FlinkApplication "orders": flinkConfiguration["containerized.master.env.TOKEN_FILE"] cannot set TOKEN_FILE here, as the state store depends on it; remove it',
        });
        await assert.rejects(specOf({ flinkConfiguration: { "s3.credentials": "own" }, podTemplate }), {
            message: `${refused("credentials")}\nFlinkApplication "orders": podTemplate.spec.containers[0].env[0] cannot set TOKEN_FILE here, as the state store depends on it; remove it`,
        });
    });

    it("merges a pod template through outputs, at any level", async () => {
        const env = [{ name: "LEVEL", value: "debug" }];
        const containers = [{ name: main, env }];
        const plain = await specOf({ podTemplate: { spec: { containers, tolerations } } });
        for (const spec of [
            pulumi.output({ containers, tolerations }),
            { containers: pulumi.output(containers), tolerations: pulumi.output(tolerations) },
            { containers: [{ name: main, env: pulumi.output(env) }], tolerations },
        ]) {
            assert.deepEqual(await specOf({ podTemplate: { spec } }), plain);
        }
        const [container] = plain.podTemplate.spec.containers;
        assert.deepEqual(
            container.env.map(({ name }: { name: string }) => name),
            ["ENABLE_BUILT_IN_PLUGINS", "TOKEN_FILE", "LEVEL"],
        );
        assert.deepEqual(container.securityContext.capabilities, { drop: ["ALL"] });
    });

    it("refuses in an output what it refuses in the open", async () => {
        const late = (env: k8s.types.input.core.v1.EnvVar[]) =>
            specOf({ podTemplate: { spec: { containers: [{ name: main, env: pulumi.output(env) }] } } });
        await assert.rejects(late([{ name: "LEVEL" }, { name: "ENABLE_BUILT_IN_PLUGINS", value: "a.jar" }]), {
            message:
                'FlinkApplication "orders": podTemplate.spec.containers[0].env[1] cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins',
        });
        await assert.rejects(late([{ name: "LEVEL", values: "a" } as never]), {
            message:
                'FlinkApplication "orders": podTemplate.spec.containers[0].env[0].values is not known to operator 1.15.0, which would drop it; use value',
        });
        const spec = pulumi.output({ containers: [{ name: "proxy" }] });
        await assert.rejects(specOf({ podTemplate: { spec } }), {
            message:
                'FlinkApplication "orders": podTemplate.spec.containers[0] must have an image; Flink\'s own container is "flink-main-container", got "proxy"',
        });
    });

    it("lays a process's own template over the common one, and leaves nothing for the operator to merge", async () => {
        const sidecar = { name: "worker", image: "worker:1" };
        const spec = await specOf({
            podTemplate: { metadata: { labels: { team: "data" } }, spec: { containers: [], tolerations } },
            taskManager: {
                podTemplate: {
                    spec: {
                        containers: [sidecar, { name: main, env: [{ name: "LEVEL", value: "debug" }] }],
                        tolerations: [{ key: "spot", operator: "Exists" }],
                        nodeSelector: { role: "spot" },
                    },
                },
            },
        });
        const [job, task] = [spec.jobManager.podTemplate, spec.taskManager.podTemplate];
        const role = (value: string) => ({ key: "dedicated", operator: "Equal", value, effect: "NoSchedule" });
        const names = (list: { name: string }[]) => list.map(({ name }) => name);
        assert.equal("podTemplate" in spec, false);
        assert.deepEqual([job.metadata.labels.team, task.metadata.labels.team], ["data", "data"]);
        assert.deepEqual([job.spec.nodeSelector, task.spec.nodeSelector], [{ role: "job-manager" }, { role: "spot" }]);
        assert.deepEqual(job.spec.tolerations, [role("job-manager"), ...tolerations]);
        assert.deepEqual(task.spec.tolerations, [
            role("task-manager"),
            ...tolerations,
            { key: "spot", operator: "Exists" },
        ]);
        assert.deepEqual([names(job.spec.containers), names(task.spec.containers)], [[main], [main, "worker"]]);
        assert.deepEqual(names(job.spec.containers[0].env), ["ENABLE_BUILT_IN_PLUGINS", "TOKEN_FILE"]);
        assert.deepEqual(names(task.spec.containers[0].env), ["ENABLE_BUILT_IN_PLUGINS", "TOKEN_FILE", "LEVEL"]);
        assert.deepEqual(task.metadata.annotations, {
            "example.com/inject": "true",
            "cluster-autoscaler.kubernetes.io/safe-to-evict": "false",
        });
    });

    it("refuses in the template of a process what only the namespace's binding sets", async () => {
        const podTemplate = { spec: { containers: [{ name: main, env: [{ name: "TOKEN_FILE", value: "own" }] }] } };
        await assert.rejects(specOf({ taskManager: { podTemplate } }), {
            message: `FlinkApplication "orders": taskManager.podTemplate.spec.containers[0].env[0] cannot set TOKEN_FILE here, as the state store depends on it; remove it`,
        });
    });

    it("refuses in an output of a process's template what it refuses in the open", async () => {
        const late = (env: k8s.types.input.core.v1.EnvVar[]) =>
            specOf({ jobManager: { podTemplate: { spec: pulumi.output({ containers: [{ name: main, env }] }) } } });
        await assert.rejects(late([{ name: "LEVEL" }, { name: "ENABLE_BUILT_IN_PLUGINS", value: "a.jar" }]), {
            message:
                'FlinkApplication "orders": jobManager.podTemplate.spec.containers[0].env[1] cannot set ENABLE_BUILT_IN_PLUGINS here; use plugins',
        });
        const spec = pulumi.output({ containers: [{ name: "proxy" }] });
        const own = { podTemplate: { metadata: { labels: { a: "1" } } } };
        await assert.rejects(specOf({ podTemplate: { spec }, taskManager: own }), {
            message:
                'FlinkApplication "orders": podTemplate.spec.containers[0] must have an image; Flink\'s own container is "flink-main-container", got "proxy"',
        });
    });

    it("gives both processes the cluster's tolerations and the user's, whole", async () => {
        const { podTemplate, jobManager, taskManager } = await specOf({
            podTemplate: { spec: { containers: [], tolerations } },
        });
        const role = (value: string) => ({ key: "dedicated", operator: "Equal", value, effect: "NoSchedule" });
        assert.equal("tolerations" in podTemplate.spec, false);
        assert.deepEqual(jobManager.podTemplate.spec.tolerations, [role("job-manager"), ...tolerations]);
        assert.deepEqual(taskManager.podTemplate.spec.tolerations, [role("task-manager"), ...tolerations]);
    });

    it("leaves the folder of a jar that Flink fetches to Flink, which mounts one in every JobManager", async () => {
        const spec = await specOf({ jar: "https://jars.example.com/orders.jar" });
        const context = {
            operatorRelease: "1.15.0",
            flinkVersions: ["2.2"],
            operatorConfiguration: {},
            namespace: "n",
        };
        assert.deepEqual(judgeFlinkDeployment("orders", spec, context).problems, []);
        const { podTemplate } = await specOf({ jar: "local:///orders.jar" });
        assert.deepEqual(spec.podTemplate, podTemplate);
    });

    it("leaves the number of subtasks to others where it is told so", async () => {
        const ignored = async (scaledByOthers?: boolean) => {
            const resources = await record(() => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                const jar = "local:///orders.jar";
                new FlinkApplication("orders", { platform, namespace: "jobs", jar, scaledByOthers });
            });
            return only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment").ignoreChanges;
        };
        assert.deepEqual(await ignored(), []);
        assert.deepEqual(await ignored(true), ["spec.job.parallelism"]);
    });

    it("gives a job that names it a folder of its own, with the plugin that serves it", async () => {
        const spec = await specOf({ args: ["--output", "{jobFiles}/output", "{other}"] });
        assert.deepEqual(spec.job.args, ["--output", "s3a://bucket/jobs/orders/output", "{other}"]);
        assert.deepEqual(enabledPlugins(spec), {
            name: "ENABLE_BUILT_IN_PLUGINS",
            value: "flink-s3-fs-presto-2.2.1.jar;flink-s3-fs-hadoop-2.2.1.jar",
        });
    });

    it("enables the state store's plugin alone for a job without files", async () => {
        const spec = await specOf({ args: ["--output", "nowhere"] });
        assert.deepEqual(spec.job.args, ["--output", "nowhere"]);
        assert.equal(enabledPlugins(spec).value, "flink-s3-fs-presto-2.2.1.jar");
    });

    it("hands on what the operator's resource says in the same words", async () => {
        const same = {
            imagePullPolicy: "Always",
            mode: "standalone",
            logConfiguration: { "log4j-console.properties": "rootLogger.level = WARN" },
            ingress: { template: "{{name}}.flink.example.com", className: "nginx" },
        } as const;
        const { metadata, spec } = await deploymentOf({
            ...same,
            labels: { team: "fraud" },
            annotations: { contact: "fraud@example.com" },
            taskManager: { taskSlots: 2, replicas: 3 },
        });
        const { imagePullPolicy, mode, logConfiguration, ingress } = spec;
        assert.deepEqual({ imagePullPolicy, mode, logConfiguration, ingress }, same);
        assert.deepEqual(metadata.labels, { team: "fraud" });
        assert.deepEqual(metadata.annotations, {
            contact: "fraud@example.com",
            "pulumi.com/deletionPropagationPolicy": "background",
        });
        assert.equal(spec.taskManager.replicas, 3);
    });

    it("leaves out what nothing says", async () => {
        const { metadata, spec } = await deploymentOf({});
        const optional = ["imagePullPolicy", "mode", "logConfiguration", "ingress"].filter((key) => key in spec);
        assert.deepEqual([optional, "replicas" in spec.taskManager, "labels" in metadata], [[], false, false]);
    });
});
