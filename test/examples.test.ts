import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { program } from "../src/program";
import { readConfig } from "../src/stack/config";
import { clouds } from "./support/clouds";
import { named, namesOf, only, record, valueOf, type Recorded } from "./support/record";
import { unreachableKubeconfig } from "./support/unreachable-kubeconfig";

const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

const folder = path.resolve(__dirname, "../examples");

describe("the examples", () => {
    const before_ = process.env["KUBECONFIG"];
    const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "examples-"));
    before(() => {
        process.env["KUBECONFIG"] = path.join(scratch, "config");
        fs.writeFileSync(process.env["KUBECONFIG"], unreachableKubeconfig);
    });
    after(() => {
        process.env["KUBECONFIG"] = before_;
        fs.rmSync(scratch, { recursive: true });
    });

    it("are these", () =>
        assert.deepEqual(fs.readdirSync(folder).sort(), [
            "autoscaler",
            "blue-green",
            "disruption",
            "existing-cluster",
            "first-application",
            "inside-another-program",
            "logs",
            "manifest",
            "monitoring",
            "move",
            "other-languages",
            "own-cluster",
            "pod-templates",
            "policy-pack",
            "restore",
            "savepoint",
            "session-cluster",
            "shared-arguments",
            "sql-job",
            "teams",
            "two-regions",
        ]));

    it("first-application declares one job on a local cluster", async () => {
        const resources = await record(() => void require(path.join(folder, "first-application")));
        assert.deepEqual(namesOf(resources, "flink-platform:local:LocalCluster"), ["laptop"]);
        const { inputs } = only(resources, flinkDeployment);
        assert.deepEqual(inputs.metadata, {
            name: "state-machine",
            namespace: "flink-jobs",
            annotations: { "pulumi.com/deletionPropagationPolicy": "background" },
        });
        assert.equal(
            inputs.spec.flinkConfiguration["execution.checkpointing.dir"],
            "s3p://flink/flink-jobs/state-machine/checkpoints",
        );
    });

    it("shared-arguments gives two jobs what the platform's have, as a program and as a stack file", async () => {
        const ofProgram = await record(() => void require(path.join(folder, "shared-arguments")));
        const { config } = load(fs.readFileSync(path.join(folder, "shared-arguments/stack.yaml"), "utf8")) as {
            readonly config: Readonly<Record<string, unknown>>;
        };
        const values = Object.entries(config).map(([key, value]) => [key, JSON.stringify(value)] as const);
        const ofStack = await record(() => void program(readConfig(Object.fromEntries(values))));
        const jobs = [ofProgram, ofStack].map((resources) =>
            resources.filter(({ type }) => type === flinkDeployment).map(({ name, inputs }) => ({ name, inputs })),
        );
        assert.deepEqual(jobs[1], jobs[0]);
        const inputsOf = (job: string) => jobs[0]?.find(({ name }) => name === job)?.inputs;
        assert.deepEqual(inputsOf("orders")?.metadata.labels, { "cost-center": "1200" });
        assert.equal(inputsOf("orders")?.spec.flinkConfiguration["restart-strategy.type"], "exponential-delay");
        const variablesOf = (job: string) => inputsOf(job)?.spec.podTemplate.spec.containers[0].env;
        assert.deepEqual(variablesOf("orders").slice(-3), [
            { name: "REGION", value: "eu" },
            { name: "TOPIC", value: "orders" },
            { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "kafka", key: "password" } } },
        ]);
        assert.deepEqual(variablesOf("invoices").slice(-2), [
            { name: "TOPIC", value: "invoices" },
            { name: "REGION", value: "us" },
        ]);
    });

    it("manifest makes the resources of its file", async () => {
        const resources = await record(() => void require(path.join(folder, "manifest")));
        const kinds = resources.flatMap(({ type }) => /flink\.apache\.org\/v1beta1:(\w+)/.exec(type)?.[1] ?? []);
        assert.deepEqual(kinds, ["FlinkDeployment", "FlinkSessionJob", "FlinkStateSnapshot"]);
    });

    it("blue-green has its spec with a mark of it, and goes after its versions", async () => {
        const resources = await record(() => void require(path.join(folder, "blue-green")));
        const { inputs } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkBlueGreenDeployment");
        const { annotations } = inputs.spec.template.metadata;
        assert.match(annotations["flink-platform/spec"], /^[0-9a-f]{16}$/);
        assert.equal(inputs.spec.template.spec.serviceAccount, "flink");
        assert.equal(inputs.metadata.annotations["pulumi.com/deletionPropagationPolicy"], "foreground");
    });

    it("pod-templates gives the TaskManagers alone fast disks and a sidecar", async () => {
        const resources = await record(() => void require(path.join(folder, "pod-templates")));
        const { spec } = only(resources, flinkDeployment).inputs;
        assert.equal("podTemplate" in spec, false);
        const [job, task] = [spec.jobManager.podTemplate.spec, spec.taskManager.podTemplate.spec];
        assert.deepEqual(
            [job.imagePullSecrets, task.imagePullSecrets],
            [[{ name: "registry" }], [{ name: "registry" }]],
        );
        assert.deepEqual([job.nodeSelector, task.nodeSelector], [{}, { disk: "nvme" }]);
        assert.deepEqual(task.volumes.at(-1), { name: "disk", emptyDir: {} });
        const containers = [job, task].map((pod) => pod.containers.map(({ name }: { name: string }) => name));
        assert.deepEqual(containers, [["flink-main-container"], ["flink-main-container", "geo"]]);
        const variable = { name: "LEVEL", value: "info" };
        assert.deepEqual([job.containers[0].env.at(-1), task.containers[0].env.at(-1)], [variable, variable]);
        assert.deepEqual(task.containers[0].volumeMounts.at(-1), { name: "disk", mountPath: "/mnt/disk" });
    });

    it("savepoint takes one of its job, once it is made", async () => {
        const resources = await record(() => void require(path.join(folder, "savepoint")));
        const { inputs, dependsOn } = only(resources, "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot");
        assert.deepEqual(inputs.spec.jobReference, { kind: "FlinkDeployment", name: "orders" });
        assert.ok(dependsOn.includes("orders"), dependsOn.join());
    });

    it("disruption has a budget for each kind of pods of both jobs", async () => {
        const resources = await record(() => void require(path.join(folder, "disruption")));
        const budgets = resources.filter(({ type }) => type === "kubernetes:policy/v1:PodDisruptionBudget");
        assert.deepEqual(
            budgets.map(({ inputs: { metadata, spec } }) => [metadata.name, spec.maxUnavailable ?? spec.minAvailable]),
            [
                ["orders-jobmanager", 1],
                ["orders-taskmanager", 3],
                ["invoices-jobmanager", 1],
                ["invoices-taskmanager", 3],
            ],
        );
    });

    it("monitoring makes a PodMonitor of the operator and one of all jobs", async () => {
        const resources = await record(() => void require(path.join(folder, "monitoring")));
        const monitors = resources.filter(({ type }) => type === "kubernetes:monitoring.coreos.com/v1:PodMonitor");
        assert.deepEqual(
            monitors.map(({ inputs: { metadata } }) => [metadata.name, metadata.namespace, metadata.labels.release]),
            [
                ["flink-operator", "flink-operator", "kube-prometheus-stack"],
                ["flink-jobs", "flink-operator", "kube-prometheus-stack"],
            ],
        );
    });

    it("logs go to Loki, as the example's tenant", async () => {
        const resources = await record(() => void require(path.join(folder, "logs")));
        const { data } = named(resources, "flink-logs-configuration").inputs;
        assert.deepEqual(JSON.parse(data["collector.yaml"]).exporters["otlphttp/loki"].headers, {
            "X-Scope-OrgID": "shop",
        });
    });

    it("autoscaler only advises", async () => {
        const resources = await record(() => void require(path.join(folder, "autoscaler")));
        const { flinkConfiguration } = only(resources, flinkDeployment).inputs.spec;
        const options = Object.entries(flinkConfiguration).filter(([key]) => key.startsWith("job.autoscaler."));
        assert.deepEqual(Object.fromEntries(options), {
            "job.autoscaler.enabled": "true",
            "job.autoscaler.scaling.enabled": "false",
            "job.autoscaler.target.utilization": "0.6",
            "job.autoscaler.vertex.max-parallelism": "24",
        });
    });

    it("move declares the job under its new name; where its state is, the cluster says", async () => {
        const resources = await record(() => void require(path.join(folder, "move")));
        const { metadata, spec } = only(resources, flinkDeployment).inputs;
        assert.deepEqual(
            [metadata.name, spec.job.state, spec.job.initialSavepointPath],
            ["sales", "running", undefined],
        );
    });

    it("restore starts one job from a snapshot and one from another's last savepoint", async () => {
        const job = {
            savepointInfo: { lastSavepoint: { location: "s3p://flink/shop/orders/savepoints/savepoint-2" } },
        };
        const resources = await record(() => void require(path.join(folder, "restore")), {
            results: {
                [flinkDeployment]: () => ({ status: { jobStatus: job } }),
                "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot": () => ({
                    status: { path: "s3p://flink/shop/orders/savepoints/savepoint-1" },
                }),
            },
        });
        const starts = resources
            .filter(({ type }) => type === flinkDeployment)
            .map(({ name, inputs }) => [name, inputs.spec.job.initialSavepointPath]);
        assert.deepEqual(Object.fromEntries(starts), {
            orders: undefined,
            migrated: "s3p://flink/shop/orders/savepoints/savepoint-1",
            rehearsal: "s3p://flink/shop/orders/savepoints/savepoint-2",
        });
    });

    it("session-cluster declares two jobs on one cluster", async () => {
        pulumi.runtime.setAllConfig({ "flink-platform:jars": "https://jars.example.com/shop" });
        const resources = await record(() => void require(path.join(folder, "session-cluster")));
        assert.equal(only(resources, flinkDeployment).inputs.spec.job, undefined);
        const jobs = resources.filter(({ type }) => type === "kubernetes:flink.apache.org/v1beta1:FlinkSessionJob");
        assert.deepEqual(
            jobs.map(({ inputs }) => [inputs.spec.deploymentName, inputs.spec.job.jarURI]),
            [
                ["shared", "https://jars.example.com/shop/orders.jar"],
                ["shared", "https://jars.example.com/shop/invoices.jar"],
            ],
        );
    });

    it("sql-job runs a script of its own and a Python file of the image", async () => {
        pulumi.runtime.setAllConfig({ "flink-platform:image": "shop/flink:2.2.1-python" });
        const resources = await record(() => void require(path.join(folder, "sql-job")));
        const jobs = resources.filter(({ type }) => type === flinkDeployment);
        const [totals, words] = ["totals", "words"].map((job) => jobs.find(({ name }) => name === job)?.inputs.spec);
        assert.deepEqual(totals.job.args, ["--scriptUri", "file:///opt/flink/sql/job.sql"]);
        const script = resources.find(({ name }) => name.startsWith("totals-sql-"));
        assert.equal(script?.inputs.data.content, fs.readFileSync(path.join(folder, "sql-job", "totals.sql"), "utf8"));
        assert.deepEqual(words.job.args, [
            "-pyclientexec",
            "/usr/bin/python3",
            "-pyexec",
            "/usr/bin/python3",
            "-py",
            "/opt/flink/usrlib/word_count.py",
            "--",
            "--output",
            "s3a://flink/shop/words/words",
        ]);
    });

    it("own-cluster runs a job on a cluster that the program did not make, with the keys that are there", async () => {
        pulumi.runtime.setAllConfig({
            "own-cluster:kubeconfig": "{}",
            "own-cluster:cluster": "ours",
            "own-cluster:bucket": "state",
            "own-cluster:endpoint": "https://store.example.com",
        });
        const resources = await record(() => void require(path.join(folder, "own-cluster")));
        assert.equal(only(resources, "pulumi:providers:kubernetes").inputs.clusterIdentifier, "ours");
        const { spec } = only(resources, flinkDeployment).inputs;
        assert.equal(spec.flinkConfiguration["s3.endpoint"], "https://store.example.com");
        assert.equal(
            spec.flinkConfiguration["high-availability.storageDir"],
            "s3p://state/orders/orders/high-availability",
        );
        assert.deepEqual(spec.podTemplate.spec.containers[0].env[1], {
            name: "AWS_ACCESS_KEY_ID",
            valueFrom: { secretKeyRef: { name: "flink-state", key: "accessKeyId" } },
        });
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:Namespace"), ["flink-operator-namespace"]);
    });

    it("existing-cluster runs a job on a cluster and a store of others, and makes neither", async () => {
        pulumi.runtime.setAllConfig({ "existing-cluster:clusters": "shop/clusters/prod" });
        const resources = await record(() => void require(path.join(folder, "existing-cluster")), {
            results: {
                "pulumi:pulumi:StackReference": () => ({ outputs: { kubeconfig: unreachableKubeconfig } }),
            },
        });
        const { inputs } = only(resources, "pulumi:providers:kubernetes");
        assert.deepEqual([inputs.clusterIdentifier, JSON.parse(inputs.kubeconfig)["current-context"]], ["shop", "dev"]);
        const { spec } = only(resources, flinkDeployment).inputs;
        assert.equal(
            spec.flinkConfiguration["execution.checkpointing.dir"],
            "s3p://shop-flink-state/orders/orders/checkpoints",
        );
        assert.deepEqual(spec.taskManager.podTemplate.spec.tolerations, [
            { key: "workload", operator: "Equal", value: "flink", effect: "NoSchedule" },
        ]);
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:Namespace"), ["flink-operator-namespace"]);
    });

    describe("inside-another-program", () => {
        let resources: Recorded[];
        before(async () => {
            const { results, functions } = clouds.eks.mocks;
            resources = await record(() => void require(path.join(folder, "inside-another-program")), {
                functions,
                results: { ...results, "aws:sqs/queue:Queue": () => ({ url: "https://sqs.example.com/orders" }) },
            });
        });

        it("puts its cluster into the program's network and hands the job its queue", () => {
            assert.deepEqual(namesOf(resources, "aws:ec2/vpc:Vpc"), ["shop"]);
            const { vpcConfig } = only(resources, "aws:eks/cluster:Cluster").inputs;
            assert.deepEqual(vpcConfig.subnetIds, ["shop-a-id", "shop-b-id", "shop-c-id"]);
            assert.deepEqual(only(resources, flinkDeployment).inputs.spec.job.args, [
                "--queue",
                "https://sqs.example.com/orders",
            ]);
        });

        it("gives nodes their ways to the internet and to the state store before there is a cluster", () => {
            const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
            const associations = resources
                .filter(({ type }) => type === association)
                .map(({ inputs }) => `${inputs.subnetId} by ${inputs.routeTableId}`);
            assert.deepEqual(associations.sort(), [
                "shop-a-id by shop-private-id",
                "shop-b-id by shop-private-id",
                "shop-c-id by shop-private-id",
                "shop-public-id by shop-public-id",
            ]);
            const table = resources.find(({ name }) => name === "shop-private");
            assert.deepEqual(table?.inputs.routes, [{ cidrBlock: "0.0.0.0/0", natGatewayId: "shop-nat-id" }]);
            const { serviceName, routeTableIds } = only(resources, "aws:ec2/vpcEndpoint:VpcEndpoint").inputs;
            assert.deepEqual([serviceName, routeTableIds], ["com.amazonaws.eu-west-1.s3", ["shop-private-id"]]);
            const order = resources.map(({ type }) => type);
            assert.ok(order.lastIndexOf(association) < order.indexOf("aws:eks/cluster:Cluster"));
        });
    });

    it("teams has a platform in one stack and each team's jobs in another, which make nothing twice", async () => {
        const team = (name: string) => path.join(folder, "teams", name);
        pulumi.runtime.setAllConfig({
            "teams-platform:kubeconfig": unreachableKubeconfig,
            "teams-orders:kubeconfig": unreachableKubeconfig,
            "teams-orders:platform": "shop/teams-platform/prod",
            "teams-invoices:kubeconfig": unreachableKubeconfig,
            "teams-invoices:platform": "shop/teams-platform/prod",
        });
        let exported: Record<string, unknown> = {};
        const made = await record(async () => {
            const { orders, invoices } = require(team("platform")) as Record<string, pulumi.Output<unknown>>;
            exported = JSON.parse(JSON.stringify(await valueOf(pulumi.all({ orders, invoices }))));
        });
        assert.deepEqual(namesOf(made, "flink-platform:index:FlinkTeam"), ["orders", "invoices"]);
        assert.deepEqual(namesOf(made, "flink-platform:index:JobNamespace"), [
            "flink-jobs-orders",
            "flink-jobs-invoices",
        ]);
        for (const name of ["orders", "invoices"]) {
            const results = { "pulumi:pulumi:StackReference": () => ({ outputs: exported }) };
            const resources = await record(() => (require(team(name)) as () => Promise<unknown>)(), { results });
            assert.deepEqual(resources.map(({ type }) => type).sort(), [
                "flink-platform:index:FlinkApplication",
                "flink-platform:index:ReferencedPlatform",
                flinkDeployment,
                "pulumi:providers:kubernetes",
            ]);
            const { metadata, spec } = only(resources, flinkDeployment).inputs;
            assert.deepEqual([metadata.namespace, metadata.name, spec.serviceAccount], [name, name, "flink"]);
            assert.equal(metadata.labels["cost-centre"], "streaming");
            const isInvoices = name === "invoices";
            assert.deepEqual(
                [spec.flinkVersion, spec.job.upgradeMode],
                isInvoices ? ["v1_20", "savepoint"] : ["v2_2", "last-state"],
            );
        }
    });

    it("two-regions has the same platform twice, and no two resources of one name", async () => {
        const resources = await record(() => void require(path.join(folder, "two-regions")), clouds.eks.mocks);
        assert.deepEqual(namesOf(resources, "aws:eks/cluster:Cluster").length, 2);
        const jobs = resources.filter(({ type }) => type === flinkDeployment);
        assert.deepEqual(
            jobs.map(({ inputs }) => `${inputs.metadata.namespace}/${inputs.metadata.name}`),
            ["orders/orders", "orders/orders"],
        );
        const names = resources.map(({ type, name }) => `${type}::${name}`);
        assert.equal(new Set(names).size, names.length);
    });
});
