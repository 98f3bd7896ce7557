import assert from "node:assert/strict";
import { errorsOf, failed, ScratchStack } from "./support/stack";

/** A platform over an operator that exists, and what its program makes in the namespace `jobs` and beside it. */
const program = (body: string) => `
    const { FlinkPlatform, noBinding } = require("pulumi-flink-platform");
    const anywhere = { nodeSelector: {}, tolerations: [], architecture: "any" };
    const cluster = {
        ...platform().cluster,
        nodes: { system: anywhere, jobManager: anywhere, taskManager: anywhere },
        namespaceLabels: {},
        bindServiceAccount: () => noBinding,
    };
    const jobs = given.namespace + "-jobs";
    const { provider } = cluster;
    ${body}
    const on = new FlinkPlatform("flink", { cluster, operator: { install: "existing" } });
    const make = (name, opts) =>
        new FlinkDeployment(name, job(on, { namespace: jobs, readiness: { enabled: false } }), opts);`;

const missing = { code: 404 };

describe("an object with two owners", () => {
    it("is taken by both, and goes with either, where only the program makes it", async () => {
        const map = (name: string) =>
            `new k8s.core.v1.ConfigMap("${name}", { metadata: { name: "one", namespace: given.namespace } }, { provider });`;
        const stack = await ScratchStack.create("owners-own", `${program("")}\n${map("a")}${map("b")}`);
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["one"]);
        stack.write(`${program("")}\n${map("a")}`);
        const second = await stack.up();
        assert.deepEqual([second.code, errorsOf(second)], [0, []], second.output);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), []);
    });

    const own = 'new k8s.core.v1.Namespace("own", { metadata: { name: jobs } }, { provider });';
    for (const [when, source] of Object.entries({
        before: `${program(own)}\nmake("orders");`,
        after: `${program("")}\nmake("orders");\n${own}`,
    })) {
        it(`is refused at preview where the package makes it too, be the program's own ${when} it`, async () => {
            const stack = await ScratchStack.create(`owners-${when}`, source);
            const { code, output } = await stack.preview();
            const finding = `FlinkPlatform "flink": Namespace "${stack.namespace}-jobs" is made by the program's Namespace "own" too; list it in existingNamespaces`;
            assert.equal(code, failed, output);
            assert.ok(output.includes(`error: ${finding}\n`), output);
            assert.doesNotMatch(output, /\n\s+at /);
        });
    }
});

describe("a job with retainOnDelete", () => {
    let stack: ScratchStack;
    let jobs: string;
    const label = `async ({ type, props, opts }) => {
        const labels = { team: "a" };
        return type.endsWith(":FlinkDeployment") && props.metadata
            ? { props: { ...props, metadata: { ...props.metadata, labels } }, opts }
            : undefined;
    }`;
    const options = `retainOnDelete: true, transforms: [${label}]`;

    before(async () => {
        stack = await ScratchStack.create("retained", `${program("")}\nmake("orders");\nmake("kept", { ${options} });`);
        jobs = `${stack.namespace}-jobs`;
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
    });

    it("moves below a parent with an alias, and without one is another resource of the same object", async () => {
        const below = (opts: string) =>
            `${program("")}\nconst parent = new pulumi.ComponentResource("team:index:Team", "team");
            make("orders");\nmake("kept", { ${options}, parent${opts} });`;
        const opsOf = async (opts: string) => {
            stack.write(below(opts));
            const steps = (await stack.steps()).filter(({ op }) => op !== "same");
            return steps.map(({ op, urn }) => `${op} ${urn.slice(urn.lastIndexOf(":") + 1)}`);
        };
        assert.deepEqual(await opsOf(", aliases: [{ parent: pulumi.rootStackResource }]"), ["create team"]);
        const [first, ...others] = await opsOf("");
        assert.equal(first, "create team");
        assert.deepEqual(others.sort(), ["create kept", "create kept", "delete kept", "delete kept"]);
    });

    it("stays with its namespace and its rights when it is the last that goes", async () => {
        stack.write(program(""));
        const up = await stack.up();
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        const { core, custom } = stack.api;
        const [kept, ...others] = await stack.api.listDeployments(jobs);
        assert.deepEqual([kept?.metadata.name, kept?.metadata.labels, others], ["kept", { team: "a" }, []]);
        assert.equal((await core.readNamespace({ name: jobs })).status?.phase, "Active");
        assert.equal(
            (await core.readNamespacedServiceAccount({ namespace: jobs, name: "flink" })).metadata?.name,
            "flink",
        );
        for (const [plural, name] of [
            ["roles", "flink"],
            ["rolebindings", "flink-role-binding"],
        ] as const) {
            const kind = { group: "rbac.authorization.k8s.io", version: "v1", plural };
            await custom.getNamespacedCustomObject({ ...kind, namespace: jobs, name });
        }
        assert.doesNotMatch(await stack.state(), /"flink-platform:index:JobNamespace"/);
    });

    it("is the reason to stay: without one the namespace goes", async () => {
        const other = await ScratchStack.create("not-retained", `${program("")}\nmake("orders");`);
        const up = await other.up();
        assert.equal(up.code, 0, up.output);
        other.write(program(""));
        const second = await other.up();
        assert.equal(second.code, 0, second.output);
        await assert.rejects(other.api.core.readNamespace({ name: `${other.namespace}-jobs` }), missing);
    });
});
