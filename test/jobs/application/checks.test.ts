import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { formatFinding } from "../../../src/checks/findings";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import type { ClusterFacts } from "../../../src/contracts/cluster";
import { localFacts } from "../../../src/clusters/local/cluster";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";

const jar = "local:///opt/flink/usrlib/orders.jar";
const anyCluster: ClusterFacts = {
    architectures: { system: "any", jobManager: "any", taskManager: "any" },
    store: localFacts({}).store,
    flinkVersionProblem: () => undefined,
    refusedOptions: {},
};
const check = (
    args: Partial<FlinkJobArgs>,
    operator = operatorFacts(operatorSettings()),
    name = "orders",
    cluster = anyCluster,
) =>
    checkFlinkApplication(name, { namespace: "jobs", jar, ...args }, { operator, cluster }).findings.map(
        ({ path, problem }) => `${path} ${problem}`,
    );

describe("checkFlinkApplication", () => {
    it("finds nothing wrong with the defaults", () => assert.deepEqual(check({}), []));

    const rows: [string, Partial<FlinkJobArgs>, string][] = [
        ["parallelism 0", { parallelism: 0 }, "parallelism must be a whole number of at least 1, got 0"],
        [
            "half a slot",
            { taskManager: { taskSlots: 0.5 } },
            "taskManager.taskSlots must be a whole number of at least 1, got 0.5",
        ],
        [
            "a jar without a scheme",
            { jar: "/opt/orders.jar" },
            'jar must have a scheme such as local:// or https://, got "/opt/orders.jar"',
        ],
        [
            "no TaskManagers",
            { taskManager: { replicas: 0 } },
            "taskManager.replicas must be a whole number of at least 1, got 0",
        ],
        [
            "an Ingress without an address",
            { ingress: { template: "flink.example.com:web" } },
            'ingress.template must make a host and port that exist, got "flink.example.com:web"',
        ],
        [
            "a logging file that nothing reads",
            { logConfiguration: { "log4j.properties": "" } as object },
            'logConfiguration["log4j.properties"] cannot be set here; the files are log4j-console.properties and logback-console.xml',
        ],
        [
            "a policy that Kubernetes lacks",
            { imagePullPolicy: "always" as "Always" },
            'imagePullPolicy must be Always or IfNotPresent or Never, got "always"',
        ],
        [
            "an annotation that kills the job before its savepoint",
            { annotations: { "pulumi.com/deletionPropagationPolicy": "foreground" } },
            'annotations["pulumi.com/deletionPropagationPolicy"] must be "background", or the JobManager is killed before the operator can take a savepoint, got "foreground"; remove it',
        ],
        ["no cpu", { jobManager: { cpu: 0 } }, "jobManager.cpu must be more than 0, got 0"],
        [
            "a cpu limit below the request",
            { taskManager: { cpu: 2, cpuLimit: 1 } },
            "taskManager.cpuLimit must be at least taskManager.cpu (2), got 1",
        ],
        [
            "a JobManager below Flink's floor",
            { jobManager: { memoryMiB: 512 } },
            "jobManager.memoryMiB must be at least 577, which Flink's own parts need, got 512",
        ],
        [
            "a TaskManager below Flink's floor",
            { taskManager: { memoryMiB: 981 } },
            "taskManager.memoryMiB must be at least 982, which Flink's own parts need, got 981",
        ],
        [
            "a reserved option",
            { flinkConfiguration: { "state.savepoints.dir": "s3://x" } },
            'flinkConfiguration["state.savepoints.dir"] cannot be set here; the platform puts it under the state store',
        ],
        [
            "an option that the operator forbids",
            { flinkConfiguration: { "kubernetes.namespace": "x" } },
            'flinkConfiguration["kubernetes.namespace"] cannot be set here; the operator sets it',
        ],
        [
            "a patch of another version",
            { flinkPatchVersion: "1.18.1" },
            'flinkPatchVersion must be a patch of flinkVersion "2.2", got "1.18.1"',
        ],
        [
            "a wait of no time",
            { readiness: { timeoutSeconds: 0 } },
            "readiness.timeoutSeconds must be at least 1, got 0",
        ],
        [
            "half a MiB",
            { taskManager: { memoryMiB: 1024.5 } },
            "taskManager.memoryMiB must be a whole number of at least 1, got 1024.5",
        ],
        [
            "memory that no size is enough for",
            { flinkConfiguration: { "taskmanager.memory.managed.fraction": 1 } },
            'taskManager.memoryMiB has no size that fits the "taskmanager.memory" options that are set; change those',
        ],
        [
            "a namespace that is no name",
            { namespace: "Jobs" },
            'namespace must be lower-case letters, digits and "-", with a letter or digit at each end, got "Jobs"',
        ],
    ];
    for (const [title, args, line] of rows) {
        it(`rejects ${title}`, () => assert.deepEqual(check(args), [line]));
    }

    it("rejects a namespace that the operator does not watch", () =>
        assert.deepEqual(check({}, operatorFacts(operatorSettings({ watchNamespaces: ["orders", "invoices"] }))), [
            'namespace must be one that the operator watches (orders, invoices), got "jobs"',
        ]));

    it("rejects a Flink version that the operator does not run, and says nothing else of the spec", () =>
        assert.deepEqual(check({ flinkVersion: "2.2" }, operatorFacts(operatorSettings({ release: "1.7.0" }))), [
            'flinkVersion must be one that operator 1.7.0 runs (1.15, 1.16, 1.17, 1.18, 1.19), got "2.2"; operator releases for it: 1.13.0, 1.14.0, 1.15.0',
        ]));

    it("rejects a name over 45 characters once", () =>
        assert.deepEqual(check({}, operatorFacts(operatorSettings()), "o".repeat(46)), [
            `name must be at most 45 characters, got 46 in "${"o".repeat(46)}"`,
        ]));

    it("rejects a job's own name over 45 characters once, and takes one for a component of any name", () => {
        const jobName = "o".repeat(46);
        assert.deepEqual(check({ jobName }), [`jobName must be at most 45 characters, got 46 in "${jobName}"`]);
        assert.deepEqual(check({ jobName: "orders" }, operatorFacts(operatorSettings()), "Dublin/orders"), []);
    });

    it("rejects a namespace that is an output, in words", () =>
        assert.deepEqual(check({ namespace: pulumi.output("jobs") as unknown as string }), [
            "namespace must be plain text, as resources are named by it, got an output or nothing; write the name, and if the program makes the namespace itself, list it in existingNamespaces and let the platform depend on it",
        ]));

    it("rejects an image built for another architecture than the cluster's nodes", () => {
        const arm: ClusterFacts = {
            ...anyCluster,
            architectures: { system: "amd64", jobManager: "amd64", taskManager: "arm64" },
        };
        assert.deepEqual(check({ image: "acme/orders:1.0-amd64" }, operatorFacts(operatorSettings()), "orders", arm), [
            `image is built for amd64 only, and the cluster's taskManager nodes are arm64, got "acme/orders:1.0-amd64"; build it for both or change the nodes' architecture`,
        ]);
        assert.deepEqual(check({ image: "acme/orders:1.0" }, operatorFacts(operatorSettings()), "orders", arm), []);
    });

    it("rejects a Flink version that cannot reach the cluster's state store", () => {
        const keyless: ClusterFacts = {
            ...anyCluster,
            flinkVersionProblem: (version) => (version === "2.2.1" ? undefined : `must be 2.2.1, got "${version}"`),
        };
        assert.deepEqual(check({}, operatorFacts(operatorSettings()), "orders", keyless), []);
        assert.deepEqual(check({ flinkVersion: "1.20" }, operatorFacts(operatorSettings()), "orders", keyless), [
            'flinkVersion must be 2.2.1, got "1.20.5"',
        ]);
        assert.deepEqual(check({ flinkPatchVersion: "2.2.0" }, operatorFacts(operatorSettings()), "orders", keyless), [
            'flinkPatchVersion must be 2.2.1, got "2.2.0"',
        ]);
    });

    it("rejects an option that the cluster's state store cannot live with", () => {
        const strict: ClusterFacts = {
            ...anyCluster,
            refusedOptions: { "s3.entropy.key": "the store has no entropy" },
        };
        const flinkConfiguration = { "s3.entropy.key": "_e_", "s3.entropy.length": "4" };
        assert.deepEqual(check({ flinkConfiguration }), []);
        assert.deepEqual(check({ flinkConfiguration }, operatorFacts(operatorSettings()), "orders", strict), [
            'flinkConfiguration["s3.entropy.key"] cannot be set here; the store has no entropy',
        ]);
    });

    it("rejects a REST service for which the operator must list nodes and has not the right", () => {
        const flinkConfiguration = { "kubernetes.rest-service.exposed.type": "NodePort" };
        assert.deepEqual(check({ flinkConfiguration }), [
            'flinkConfiguration["kubernetes.rest-service.exposed.type"] must not make the operator list nodes, which it may not, got "NodePort"; give the operator readNodes: true',
        ]);
        assert.deepEqual(check({ flinkConfiguration }, operatorFacts(operatorSettings({ readNodes: true }))), []);
        assert.deepEqual(check({ flinkConfiguration }, operatorFacts(operatorSettings({ install: "existing" }))), []);
    });

    it("warns in the words of the arguments", () => {
        const args = { namespace: "jobs", jar, image: "flink:1.20.5-java17" };
        const { hints } = checkFlinkApplication("orders", args, {
            operator: operatorFacts(operatorSettings()),
            cluster: anyCluster,
        });
        assert.deepEqual(hints.map(formatFinding), [
            'FlinkApplication "orders": image must have the Flink of flinkVersion "2.2", got "flink:1.20.5-java17"',
        ]);
    });
});
