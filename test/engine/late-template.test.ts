import assert from "node:assert/strict";
import { stage } from "./support/cast";
import { assertPlain, failed } from "./support/stack";

/** An application whose pod template is an output of a resource: of one that exists, so that it is known at preview. */
const program = (containers: object[]) => `
    const { FlinkApplication, anyNode } = require("pulumi-flink-platform");
    const on = platform();
    const cluster = {
        ...on.cluster,
        nodes: { system: anyNode, jobManager: anyNode, taskManager: anyNode },
        disruptionAnnotations: {},
        stateStore: {
            uri: pulumi.output("s3p://state"),
            plugin: "flink-s3-fs-presto",
            files: { uri: pulumi.output("s3a://state"), plugin: "flink-s3-fs-hadoop" },
            flinkConfiguration: () => ({}),
            refusedOptions: {},
            flinkVersionProblem: () => undefined,
        },
    };
    const made = marker("made", on);
    const spec = made.metadata.name.apply(() => (${JSON.stringify({ containers })}));
    new FlinkApplication("orders", {
        platform: { ...on, cluster },
        namespace: given.namespace,
        jar: "local:///opt/orders.jar",
        flinkVersion: "1.18",
        podTemplate: { spec },
    });`;

describe("a pod template that is only known later", () => {
    it("is merged with the platform's", async () => {
        const env = [{ name: "LEVEL", value: "debug" }];
        const { stack } = await stage("late", program([{ name: "flink-main-container", env }]));
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        const [{ spec }] = await stack.api.listDeployments(stack.namespace);
        const [container] = spec.podTemplate.spec.containers;
        assert.deepEqual(container.env, [
            { name: "ENABLE_BUILT_IN_PLUGINS", value: "flink-s3-fs-presto-1.18.1.jar" },
            ...env,
        ]);
        assert.equal(container.securityContext.readOnlyRootFilesystem, true);
    });

    it("is refused before the job is made, in one plain line", async () => {
        const { stack } = await stage("late-refused", program([{ name: "proxy" }]));
        const up = await stack.up();
        assert.equal(up.code, failed, up.output);
        assert.match(
            up.output,
            /FlinkApplication "orders": podTemplate\.spec\.containers\[0\] must have an image; Flink's own container is "flink-main-container", got "proxy"/,
        );
        assertPlain(up);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), []);
    });
});
