import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../../src/checks/findings";
import { localFacts } from "../../../src/clusters/local/cluster";
import type { SessionClusterArgs } from "../../../src/jobs/session-cluster/args";
import { checkFlinkSessionCluster } from "../../../src/jobs/session-cluster/checks";
import { FlinkSessionCluster } from "../../../src/jobs/session-cluster/session-cluster";
import { FlinkApplication } from "../../../src/jobs/application/application";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { modes, named, only, record, valueOf } from "../../support/record";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

describe("FlinkSessionCluster", () => {
    const specs = async (args: Partial<SessionClusterArgs>, preview = false) => {
        const resources = await record(
            () => {
                const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
                new FlinkSessionCluster("shared", { platform, namespace: "jobs", ...args });
                new FlinkApplication("orders", { platform, namespace: "jobs", jar: "local:///orders.jar", ...args });
            },
            { preview },
        );
        const specOf = (name: string) =>
            resources.find(({ type, inputs }) => type === flinkDeployment && inputs.metadata.name === name)?.inputs
                .spec;
        return { session: specOf("shared"), application: specOf("orders") };
    };

    for (const { title, preview } of modes) {
        it(`is an application's cluster without its job, with a folder of its own, ${title}`, async () => {
            const args = {
                flinkVersion: "1.20",
                mode: "standalone",
                taskManager: { taskSlots: 4, replicas: 2 },
            } as const;
            const { session, application } = await specs(args, preview);
            const { job, ...cluster } = JSON.parse(
                JSON.stringify(application).replaceAll("s3p://bucket/jobs/orders/", "s3p://bucket/jobs/shared/"),
            );
            assert.equal(job.parallelism, 1);
            delete cluster.flinkConfiguration["kubernetes.operator.job.savepoint-on-deletion"];
            cluster.flinkConfiguration["execution.checkpointing.externalized-checkpoint-retention"] =
                "RETAIN_ON_CANCELLATION";
            assert.deepEqual(session, cluster);
            assert.equal(session.mode, "standalone");
            assert.equal(session.taskManager.replicas, 2);
            assert.equal(session.flinkConfiguration["state.checkpoints.dir"], "s3p://bucket/jobs/shared/checkpoints");
        });
    }

    it("takes a template per process as an application does", async () => {
        const labels = (team: string) => ({ metadata: { labels: { team } } });
        const taskManager = { podTemplate: labels("stream") };
        const { session, application } = await specs({ podTemplate: labels("data"), taskManager });
        assert.equal("podTemplate" in session, false);
        assert.deepEqual(session.jobManager.podTemplate.metadata.labels.team, "data");
        assert.deepEqual(session.taskManager.podTemplate.metadata.labels.team, "stream");
        assert.deepEqual([session.jobManager, session.taskManager], [application.jobManager, application.taskManager]);
        const late = { spec: pulumi.output({ containers: [{ name: "proxy" }] }) };
        await assert.rejects(specs({ taskManager: { podTemplate: late } }), {
            message:
                'FlinkSessionCluster "shared": taskManager.podTemplate.spec.containers[0] must have an image; Flink\'s own container is "flink-main-container", got "proxy"',
        });
    });

    it("is registered in the cluster, deleted by its operator, and says where it is", async () => {
        let outputs: unknown;
        const resources = await record(async () => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            const { clusterName, namespace, restService, flinkUi, statePath } = new FlinkSessionCluster("shared", {
                platform,
                namespace: "jobs",
                clusterName: "sessions",
            });
            outputs = { clusterName, namespace, restService, flinkUi, statePath: await valueOf(statePath) };
        });
        assert.deepEqual(outputs, {
            clusterName: "sessions",
            namespace: "jobs",
            restService: "sessions-rest",
            flinkUi: "kubectl --namespace jobs port-forward service/sessions-rest 8081",
            statePath: "s3p://bucket/jobs/sessions",
        });
        const { inputs, parent, additionalSecretOutputs, name } = only(resources, flinkDeployment);
        assert.deepEqual(
            { name, parent, additionalSecretOutputs },
            {
                name: "shared",
                parent: "shared",
                additionalSecretOutputs: ["status"],
            },
        );
        assert.deepEqual(inputs.metadata, {
            name: "sessions",
            namespace: "jobs",
            annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
        });
        const component = named(
            resources.filter(({ type }) => type === "flink-platform:index:FlinkSessionCluster"),
            "shared",
        );
        assert.deepEqual(component.inputs, {
            clusterName: "sessions",
            namespace: "jobs",
            flinkVersion: "2.2",
            image: "flink:2.2.1-java17",
            jobManager: { memoryMiB: 1024, cpu: 0.5, cpuLimit: 2, replicas: 1 },
            taskManager: { memoryMiB: 2048, cpu: 1, cpuLimit: 2, taskSlots: 1 },
        });
    });

    it("lets a job's last checkpoint outlive the job, unless told otherwise", async () => {
        const key = "execution.checkpointing.externalized-checkpoint-retention";
        const { session } = await specs({ flinkConfiguration: { [key]: "DELETE_ON_CANCELLATION" } });
        assert.equal(session.flinkConfiguration[key], "DELETE_ON_CANCELLATION");
    });

    it("refuses what a binding that only its namespace has would set", () =>
        assert.rejects(specs({ flinkConfiguration: { "s3.credentials": "own" } }), {
            message:
                'FlinkSessionCluster "shared": flinkConfiguration["s3.credentials"] cannot be set here; the state store depends on it, so use "fs.s3a.bucket.<name>.credentials" and s3a:// paths for another bucket',
        }));
});

describe("checkFlinkSessionCluster", () => {
    const facts = {
        operator: operatorFacts(operatorSettings()),
        cluster: {
            architectures: { system: "any", jobManager: "any", taskManager: "any" },
            store: localFacts({}).store,
            flinkVersionProblem: () => undefined,
            refusedOptions: {},
        },
    } as const;
    const check = (args: object) =>
        checkFlinkSessionCluster("shared", { namespace: "jobs", ...args }, facts).findings.map(formatFinding);
    const line = (problem: string) => `FlinkSessionCluster "shared": ${problem}`;

    it("finds nothing wrong with the defaults", () => assert.deepEqual(check({}), []));

    it("finds everything at once, in the arguments' words", () =>
        assert.deepEqual(
            check({
                jar: "local:///orders.jar",
                clusterName: "Shared",
                taskManager: { taskSlots: 0, memoryMiB: 100 },
                flinkConfiguration: {
                    "parallelism.default": 2,
                    "kubernetes.operator.job.savepoint-on-deletion": true,
                    "state.savepoints.dir": "s3p://elsewhere",
                },
                podTemplate: { spec: { containers: [{ name: "helper" }] } },
                jobManager: { podTemplate: { spec: { containers: [{ name: "proxy" }] } } },
            }),
            [
                line("jar is not known; remove it"),
                line(
                    'clusterName must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Shared"',
                ),
                line("taskManager.taskSlots must be a whole number of at least 1, got 0"),
                line('flinkConfiguration["parallelism.default"] cannot be set here; use parallelism of its jobs'),
                line(
                    'flinkConfiguration["kubernetes.operator.job.savepoint-on-deletion"] cannot be set here; use savepointOnDelete of its jobs',
                ),
                line(
                    'flinkConfiguration["state.savepoints.dir"] cannot be set here; the platform puts it under the state store',
                ),
                line("taskManager.memoryMiB must be at least 982, which Flink's own parts need, got 100"),
                line(
                    'podTemplate.spec.containers[0] must have an image; Flink\'s own container is "flink-main-container", got "helper"',
                ),
                line(
                    'jobManager.podTemplate.spec.containers[0] must have an image; Flink\'s own container is "flink-main-container", got "proxy"',
                ),
            ],
        ));

    it("rejects a namespace of Kubernetes' own", () => {
        assert.deepEqual(check({ namespace: "kube-system" }), [
            line(
                'namespace cannot be one of Kubernetes\' own, where a job could take over the cluster, got "kube-system"',
            ),
        ]);
    });

    it("rejects a Flink version that the operator does not run, and says nothing of the rest", () =>
        assert.match(
            check({ flinkVersion: "1.14" }).join("\n"),
            /^FlinkSessionCluster "shared": flinkVersion must be one that operator 1\.15\.0 runs \([^)]+\), got "1\.14"; known versions: [^\n]+$/,
        ));
});
