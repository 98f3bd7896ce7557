import assert from "node:assert/strict";
import { stage } from "./support/cast";
import { assertPlain, failed } from "./support/stack";

/** An application whose pod template is an output of a resource: of one that exists, so that it is known at preview. */
const program = (containers: object[], own = "") => `
    const on = platformWithStore();
    const made = marker("made", on);
    const spec = made.metadata.name.apply(() => (${JSON.stringify({ containers })}));
    new FlinkApplication("orders", {
        platform: on,
        namespace: given.namespace,
        jar: "local:///opt/orders.jar",
        flinkVersion: "1.18",
        podTemplate: { spec },
        ${own}
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

    it("is laid under that of a process, and the line of a change names what the user changed", async () => {
        const env = [{ name: "LEVEL", value: "debug" }];
        const main = { name: "flink-main-container", env };
        const own = (name: string) =>
            `readiness: { enabled: false }, taskManager: { podTemplate: { spec: made.metadata.name.apply(() => (
                { containers: [{ name: "flink-main-container", env: [{ name: "${name}", value: "1" }] }] })) } },`;
        const { stack } = await stage("late-process", program([main], "readiness: { enabled: false },"));
        const lineOf = async (source: string) => {
            stack.write(source);
            const { code, output } = await stack.preview();
            assert.equal(code, 0, output);
            return /FlinkApplication "orders": .*/.exec(output)?.[0];
        };
        const changes = (field: string) =>
            `FlinkApplication "orders": the job restarts from its last checkpoint, because ${field} changes`;
        const namesOf = (list: { name: string }[]) => list.map(({ name }) => name);
        const up = async () => {
            const { code, output } = await stack.up();
            assert.equal(code, 0, output);
            return (await stack.api.listDeployments(stack.namespace))[0].spec;
        };
        await up();
        const containers = 'podTemplate.spec.containers["flink-main-container"]';
        assert.equal(await lineOf(program([main], own("A"))), changes(`taskManager.${containers}`));
        const spec = await up();
        const [job, task] = [spec.jobManager.podTemplate.spec, spec.taskManager.podTemplate.spec];
        assert.equal("podTemplate" in spec, false);
        assert.deepEqual(namesOf(job.containers[0].env), ["ENABLE_BUILT_IN_PLUGINS", "LEVEL"]);
        assert.deepEqual(namesOf(task.containers[0].env), ["ENABLE_BUILT_IN_PLUGINS", "LEVEL", "A"]);
        assert.equal(task.containers[0].securityContext.readOnlyRootFilesystem, true);
        assert.equal(await lineOf(program([main], own("A"))), undefined);
        const louder = { ...main, env: [{ name: "LEVEL", value: "trace" }] };
        // Where a variable is set in a template that is only known later, nothing says it.
        assert.equal(
            await lineOf(program([main], own("B"))),
            changes("the variable A and the variable B").replace(/s$/, ""),
        );
        assert.equal(
            await lineOf(program([main], "readiness: { enabled: false },")),
            changes(`taskManager.${containers}`),
        );
        assert.equal(await lineOf(program([louder], own("A"))), changes("the variable LEVEL"));
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
