import assert from "node:assert/strict";
import { playUntilStopped } from "../support/play-until-stopped";
import { afterwards, stage } from "./support/cast";

/** A platform with all that the higher layer asks of a cluster. */
const whole = `
    const on = platform();
    const placement = { nodeSelector: { role: "flink" }, tolerations: [], architecture: "any" };
    Object.assign(on.cluster, {
        stateStore: {
            uri: pulumi.output("s3p://state"),
            plugin: "flink-s3-fs-presto",
            files: { uri: pulumi.output("s3a://state"), plugin: "flink-s3-fs-hadoop" },
            flinkConfiguration: () => ({ "s3.endpoint": "http://store:7070" }),
            refusedOptions: {},
            flinkVersionProblem: () => undefined,
        },
        nodes: { system: placement, jobManager: placement, taskManager: placement },
        disruptionAnnotations: {},
    });`;

/** Every kind of the operator, with every argument that becomes a field of its own. */
const program = `
    const flink = require("pulumi-flink-platform");
    ${whole}
    const readiness = { enabled: false };
    const { namespace } = given;
    const common = { platform: on, namespace, readiness, labels: { team: "shop" } };
    const orders = new flink.FlinkApplication("orders", {
        ...common,
        jar: "local:///opt/flink/usrlib/orders.jar",
        entryClass: "org.example.Orders",
        args: ["--a", "b"],
        initialSavepointPath: "s3p://state/savepoint-1",
        savepointRedeployNonce: 1,
        restartNonce: 1,
        imagePullPolicy: "Always",
        jobManager: { replicas: 2 },
        taskManager: { replicas: 2 },
        ingress: { template: "{{name}}.example.com", className: "nginx", tls: [{ hosts: ["a.example.com"] }] },
        logConfiguration: { "log4j-console.properties": "rootLogger.level = INFO" },
    });
    const shared = new flink.FlinkSessionCluster("shared", { ...common, mode: "standalone" });
    const { namespace: _, ...ofJob } = common;
    const carts = new flink.FlinkSessionJob("carts", {
        ...ofJob,
        sessionCluster: shared,
        jar: "https://jars.example.com/carts.jar",
        entryClass: "org.example.Carts",
        args: ["--a", "b"],
        initialSavepointPath: "s3p://state/savepoint-1",
        savepointRedeployNonce: 1,
        restartNonce: 1,
        flinkConfiguration: { execution: { checkpointing: { interval: "5 s" } } },
    });
    const snapshot = { ...ofJob, readiness: { timeoutSeconds: 60 } };
    exports.savepoint = new flink.FlinkStateSnapshot("savepoint", {
        ...snapshot,
        job: orders,
        path: "s3p://state/own",
        disposeOnDelete: true,
    }).path;
    new flink.FlinkStateSnapshot("checkpoint", { ...snapshot, job: carts, type: "checkpoint" });
    MORE`;

const kinds = ["FlinkDeployment", "FlinkSessionJob", "FlinkStateSnapshot"];

describe("every kind on a real API server, with the definitions of 1.15.0", () => {
    it("is pruned of nothing, and needs no change in the next run", async () => {
        const { stack } = await stage("kinds", program.replace("MORE", ""), {
            orders: [[]],
            shared: [[]],
            carts: [[]],
        });
        for (const kind of kinds) {
            await stack.api.installDefinition("1.15.0", kind);
        }
        const stop = playUntilStopped(200, async () => {
            for (const snapshot of await stack.api.listKind("FlinkStateSnapshot", stack.namespace)) {
                const path = `s3p://state/${snapshot.metadata.name}-1`;
                if (snapshot.status === undefined) {
                    await stack.api.writeStatus(snapshot, { state: "COMPLETED", path }).catch(() => undefined);
                }
            }
        });
        afterwards(stop);
        const steps = await stack.steps();
        const sent = steps.flatMap(({ newState }) =>
            newState?.type.startsWith("kubernetes:flink.apache.org/") === true ? [newState.inputs] : [],
        );
        assert.equal(sent.length, 5);
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.match(output, /savepoint: "s3p:\/\/state\/savepoint-1"/);
        for (const { kind, metadata, spec } of sent) {
            const found = await stack.api.listKind(kind, stack.namespace);
            const read = found.find(({ metadata: { name } }) => name === metadata.name);
            assert.deepEqual(read.spec, spec, `${kind} ${metadata.name}`);
            assert.equal(read.metadata.labels.team, "shop");
        }
        const again = await stack.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);
        await stop();
        assert.equal((await stack.destroy()).code, 0);
        assert.deepEqual(await stack.api.listKind("FlinkStateSnapshot", stack.namespace), []);
    });
});
