import assert from "node:assert/strict";
import * as fs from "node:fs";
import { eventually, get, kubectl } from "./support/kubectl";
import { LogStore, type StoredLine } from "./support/log-store";
import { clusterBlock, flinkVersion, release, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const operatorNamespace = "logs-operator";
const namespace = "logged";
const collectorNamespace = "flink-logging";
const job = "traffic";
const counted = 3000;

/** A pod of a job's kind, which prints numbered lines for about half a minute. */
const counter = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "counter", namespace, labels: { app: "counter", component: "taskmanager" } },
    spec: {
        restartPolicy: "Never",
        terminationGracePeriodSeconds: 0,
        containers: [
            {
                name: "flink-main-container",
                image: `flink:${flinkVersion}`,
                command: ["sh", "-c", `for i in $(seq ${counted}); do echo "counted $i."; sleep 0.01; done`],
            },
        ],
    },
};

/** Processes of a pod, by the uid that is in the names of their control groups. */
function processesOf(podUid: string): number[] {
    const marks = [podUid, podUid.replaceAll("-", "_")];
    const isOfPod = (id: string) => {
        try {
            const groups = fs.readFileSync(`/proc/${id}/cgroup`, "utf8");
            const command = fs.readFileSync(`/proc/${id}/cmdline`, "utf8");
            return command.startsWith("/otelcol-k8s") && marks.some((mark) => groups.includes(mark));
        } catch {
            return false; // it has ended
        }
    };
    return fs
        .readdirSync("/proc")
        .filter((id) => /^\d+$/.test(id) && isOfPod(id))
        .map(Number);
}

/** Ends the collector at once, as lack of memory would. */
async function killCollector(): Promise<void> {
    const [pod] = await get("pods", "--namespace", collectorNamespace);
    const processes = processesOf(pod.metadata.uid);
    assert.equal(processes.length, 1);
    processes.forEach((id) => process.kill(id, "SIGKILL"));
}

describe("logs of a platform with an OTLP sink", () => {
    const stack = new Stack("logs");
    const store = new LogStore();
    const ofJob = (more = "") => `"flink.resource.namespace":="${namespace}" "flink.resource.name":="${job}" ${more}`;
    const events = async () => {
        const lines = await store.find(ofJob('"flink.event.reason":*'));
        return lines.map(({ "flink.event.reason": reason, _msg }) => `${reason} ${_msg?.split("| ").at(-1)}`).sort();
    };
    let jobId = "";

    before(async () => {
        stack.configure({
            cluster: clusterBlock("logs"),
            operator: {
                release,
                namespace: operatorNamespace,
                labelSelector: { "flink-platform/operator": "logs" },
                watchNamespaces: [namespace],
            },
            logging: {
                sink: { kind: "otlp", url: await store.start() },
                collector: { version: "0.130.0" },
            },
            applications: { [job]: stateMachine(namespace) },
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        jobId = (await get("flinkdeployment", job, "--namespace", namespace)).status.jobStatus.jobId;
    });
    after(async () => {
        const { code, output } = await stack.destroy();
        store.stop();
        assert.equal(code, 0, output);
    });

    it("bring a line of the job, with its namespace, resource and id", async () => {
        const [line] = await eventually("a checkpoint's line", 60, async () => {
            const lines = await store.find(ofJob(`"flink.job.id":="${jobId}" "Completed checkpoint"`));
            return lines.length > 0 ? lines : undefined;
        });
        const { _msg, severity_text: severity, logger, thread, "flink.component": component } = line as StoredLine;
        assert.match(_msg ?? "", new RegExp(`^Completed checkpoint \\d+ for job ${jobId} `));
        assert.match(thread ?? "", /^jobmanager-io-thread-\d+$/);
        assert.deepEqual(
            { severity, logger, component },
            {
                severity: "INFO",
                logger: "org.apache.flink.runtime.checkpoint.CheckpointCoordinator",
                component: "jobmanager",
            },
        );
    });

    it("bring a line of a task, with its job's namespace and resource", async () => {
        await eventually("a line of a task", 60, async () => {
            const lines = await store.find(
                ofJob('"flink.component":=taskmanager "switched from INITIALIZING to RUNNING"'),
            );
            return lines.length > 0 ? lines : undefined;
        });
    });

    it("bring a line of the operator about the job, found in the same way", async () => {
        const lines = await eventually("the operator's line", 60, async () => {
            const found = await store.find(ofJob(`"k8s.namespace.name":="${operatorNamespace}"`));
            return found.length > 0 ? found : undefined;
        });
        assert.ok(lines.every((line) => line["flink.resource.kind"] === "FlinkDeployment"));
    });

    it("lose no line when the collector is killed", async () => {
        const file = `${process.env["KUBECONFIG"]}-counter.json`;
        fs.writeFileSync(file, JSON.stringify(counter));
        await kubectl("apply", "--filename", file);
        const query = '"flink.resource.name":=counter "counted"';
        await eventually("the first lines", 60, async () =>
            (await store.find(query)).length > 300 ? true : undefined,
        );
        await killCollector();
        const lines = await eventually("the last line", 120, async () => {
            const found = await store.find(query);
            return found.some(({ _msg }) => _msg === `counted ${counted}.`) ? found : undefined;
        });
        const numbers = lines.map(({ _msg }) => Number(/^counted (\d+)\.$/.exec(_msg ?? "")?.[1]));
        const missing = Array.from({ length: counted }, (_, index) => index + 1).filter((n) => !numbers.includes(n));
        assert.deepEqual(missing, []);
        // What was sent and not yet crossed off is sent again.
        assert.ok(numbers.length < 1.2 * counted, `${numbers.length} lines`);
    });

    it("bring each event of the job once, as Kubernetes counts them, after the collector was killed too", async () => {
        const told: any[] = await get(
            "events",
            "--namespace",
            namespace,
            "--field-selector",
            `involvedObject.kind=FlinkDeployment,involvedObject.name=${job}`,
        );
        const expected = told
            .flatMap(({ reason, message, count }) => Array<string>(count).fill(`${reason.toUpperCase()} ${message}`))
            .sort();
        assert.ok(expected.includes("SUBMIT Starting deployment"), expected.join("\n"));
        assert.deepEqual(await events(), expected);
    });

    it("can be asked for the collector's own", async () => {
        const command = "kubectl logs --namespace flink-logging daemonset/flink-logs";
        assert.match(await kubectl(...command.split(" ").slice(1)), /Everything is ready/);
    });
});
