import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";
import { apiOf } from "./support/api";
import { afterwards, refused, refusedThenHealthy } from "./support/cast";
import { levelKubeconfig } from "./support/level-folder";
import { PlayedOperator } from "./support/operator";
import { PluginStack } from "./support/plugin-stack";
import { errorsOf, failed } from "./support/stack";

const example = readFileSync(resolve(__dirname, "../../examples/other-languages/Pulumi.yaml"), "utf8");

/** The program of docs/other-languages.md, with other arguments. */
const program = (change: (args: any) => void): any => {
    const project = parse(example);
    change(project.resources.flink.properties);
    return project;
};

const stateStore = { kind: "s3", bucket: "state", endpoint: "http://store:7070", secret: { name: "flink-state" } };

describe("a YAML program", function () {
    this.timeout(400_000); // each command starts the plugin, and a compiler in it

    it("previews a local stack through the plugin, and reads the findings of a stack file", async () => {
        const stack = await PluginStack.create("yaml-local", parse(example));
        const kubeconfig = join(stack.folder, "unreachable");
        writeFileSync(kubeconfig, unreachableKubeconfig);
        const local = (change: (args: any) => void) =>
            stack.write(
                program((args) => {
                    args.cluster.local = { kubeconfig };
                    change(args);
                }),
            );
        local(() => undefined);
        const run = (command: string) => stack.pulumi(command.split(" ").slice(1));
        const schema = await run("pulumi package get-schema ./node_modules/pulumi-flink-platform/plugin");
        assert.equal(schema.code, 0, schema.output);
        assert.match(schema.output, /"flink-platform:index:FlinkStack": \{/);
        // The language host that is built here is older than the command's last step, which a YAML program does not need.
        const added = await run("pulumi package add ./node_modules/pulumi-flink-platform/plugin");
        assert.match(added.output, /Successfully generated an SDK for the flink-platform package at .*\/sdks\n/);
        local(() => undefined);

        const steps = await stack.steps();
        const made = steps.map(({ op, urn }) => `${op} ${urn.split("::").slice(2).join(" ")}`);
        const below = "flink-platform:index:FlinkStack$flink-platform:";
        for (const line of [
            "create flink-platform:index:FlinkStack flink",
            `create ${below}local:LocalCluster flink`,
            `create ${below}index:FlinkPlatform flink`,
            `create ${below}index:FlinkApplication$kubernetes:flink.apache.org/v1beta1:FlinkDeployment orders`,
        ]) {
            assert.ok(made.includes(line), `${line} in\n${made.join("\n")}`);
        }

        local(({ applications }) => {
            applications.orders.parallelism = 0;
            applications.orders.flinkConfiguration = { "taskmanager.numberOfTaskSlots": 2 };
        });
        const { code, output } = await stack.preview();
        assert.equal(code, failed, output);
        assert.deepEqual(
            output.match(/(?<=has a problem: )Flink.*$/gm)?.at(-1),
            'FlinkApplication "orders": parallelism must be a whole number of at least 1, got 0',
            output,
        );
    });

    it("waits for its jobs in `up`, fails with their reason, and refuses to lose state", async () => {
        const stack = await PluginStack.create("yaml-up", parse(example));
        const { namespace } = stack;
        const write = (job: object) => {
            const project = program((args) => {
                args.cluster = { existing: { kubeconfig: "${kubeconfig}", stateStore } };
                args.operator = { install: "existing" };
                args.existingNamespaces = [namespace];
                args.applications.orders = { ...args.applications.orders, namespace, ...job };
            });
            stack.write({ ...project, config: { kubeconfig: { type: "string", secret: true } } });
        };
        write({});
        const api = await apiOf(levelKubeconfig());
        await api.createNamespace(namespace);
        const secret = readFileSync(levelKubeconfig(), "utf8");
        await stack.pulumi(["config", "set", "--secret", "kubeconfig", secret]);
        const operator = new PlayedOperator(api, namespace, { orders: refusedThenHealthy });
        afterwards(() => operator.stop());

        const red = await stack.up();
        assert.equal(red.code, failed, red.output);
        // Pulumi says the component's own error once for the component, and once for each promise that waits for it.
        const errors = errorsOf(red).map((line) =>
            line.replace("flink-platform:index:FlinkStack resource 'flink' has a problem: ", ""),
        );
        assert.deepEqual(
            [...new Set(errors)],
            [refused("orders"), "shop-dev: 1 job is not in the state asked for: orders"],
            red.output,
        );

        write({ parallelism: 3 });
        const green = await stack.up();
        assert.deepEqual([green.code, errorsOf(green)], [0, []], green.output);
        assert.match(green.output, /\n {2}[+ ] ui: "kubectl /);
        const token = /client-key-data: (\S{40})/.exec(secret)?.[1] ?? "certificate-authority-data";
        assert.ok(!(await stack.state()).includes(token), "the state holds no part of the kubeconfig");
        const again = await stack.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);

        write({ parallelism: 3, upgradeMode: "stateless" });
        const losing = await stack.preview();
        assert.equal(losing.code, failed, losing.output);
        assert.match(
            losing.output,
            /FlinkApplication "orders": acceptStateLoss is required, as the job is left as it is/,
        );
        const gone = await stack.destroy();
        assert.equal(gone.code, 0, gone.output);
        assert.deepEqual(await api.deploymentNames(namespace), []);
    });
});
