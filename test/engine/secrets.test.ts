import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { ScratchStack } from "./support/stack";

const main = resolve(__dirname, "../../dist/main.js");

/** Values of the stack file that are encrypted in it, by path. */
const secrets: Readonly<Record<string, string>> = {
    "cluster.objectStore.existing.endpoint": "https://endpoint-secret.example.com",
    "operator.configuration.s3\\.secret-key": "operator-secret",
    "applications.orders.jar": "https://user:jar-secret@example.com/orders.jar",
    "applications.orders.args[1]": "{jobFiles}/argument-secret",
    "applications.orders.args[2]": "pw1",
    "applications.orders.flinkConfiguration.acme\\.password": "option-secret",
    "applications.orders.podTemplate.spec.containers[0].env[0].value": "variable-secret",
};

/** Parts of them that tell them, in whatever they are put into. */
const tellTale = /endpoint-secret|operator-secret|jar-secret|argument-secret|"pw1"|option-secret|variable-secret/g;

const inOpen = (text: string) => [...new Set(text.match(tellTale) ?? [])];

describe("secrets of a stack file", () => {
    let stack: ScratchStack;
    let key: string;
    const secretPath = (path: string) => `flink-platform:${path.replace(/\.([\w-]+)\\\.([\w-]+)/, '["$1.$2"]')}`;
    const configure = (install: "managed" | "existing", image: string) => {
        const config = {
            "flink-platform:cluster": {
                cloud: "local",
                kubeconfig: join(stack.folder, "kubeconfig"),
                objectStore: { existing: { bucket: "flink", secretName: "keys" } },
            },
            "flink-platform:operator": { install },
            "flink-platform:existingNamespaces": [stack.namespace],
            "flink-platform:waitForJobs": false,
            "flink-platform:applications": {
                orders: {
                    namespace: stack.namespace,
                    image,
                    args: ["--password"],
                    podTemplate: {
                        spec: { containers: [{ name: "flink-main-container", env: [{ name: "PASSWORD" }] }] },
                    },
                },
            },
        };
        return config;
    };
    const write = async (install: "managed" | "existing", image: string) => {
        const file = join(stack.folder, "Pulumi.dev.yaml");
        const salt = /^encryptionsalt: .*$/m.exec(readFileSync(file, "utf8"))?.[0] ?? "";
        writeFileSync(file, `${salt}\n${stringify({ config: configure(install, image) })}`);
        const values = Object.entries({ ...secrets, "cluster.kubeconfig": stack.kubeconfig });
        const set = values.flatMap(([path, value]) => ["--secret", `${secretPath(path)}=${value}`]);
        const { code, output } = await stack.pulumi(["config", "set-all", "--path", ...set]);
        assert.equal(code, 0, output);
    };

    before(async () => {
        stack = await ScratchStack.create("secrets", `module.exports = require(${JSON.stringify(main)});`);
        key = /client-key-data: (\S+)/.exec(stack.kubeconfig)?.[1] ?? "no key";
        await write("managed", "acme/orders:1");
    });

    it("are in no preview and in no saved plan", async () => {
        const plan = join(stack.folder, "plan.json");
        const { code, output } = await stack.preview("--json", `--save-plan=${plan}`);
        assert.equal(code, 0, output);
        const text = readFileSync(plan, "utf8");
        assert.deepEqual([inOpen(output), inOpen(text)], [[], []]);
        assert.deepEqual([output.includes(key), text.includes(key)], [false, false]);
        const job = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)).steps.find(
            ({ urn }: { urn: string }) => urn.endsWith("FlinkDeployment::orders"),
        ).newState.inputs;
        assert.equal(job.spec.job.args, "[secret]"); // the provider marks a list as a whole
        assert.equal(job.spec.flinkConfiguration["acme.password"], "[secret]");
        assert.equal(job.spec.flinkVersion, "v2_2");
    });

    it("are not in the state, not even once the operator has written them into the job's status", async () => {
        await write("existing", "acme/orders:1");
        const first = await stack.up();
        assert.equal(first.code, 0, first.output);
        const [made] = await stack.api.listDeployments(stack.namespace);
        assert.equal(made.spec.flinkConfiguration["acme.password"], "option-secret");
        const lastReconciledSpec = JSON.stringify({ spec: made.spec });
        await stack.api.writeStatus(made, { reconciliationStatus: { state: "DEPLOYED", lastReconciledSpec } });
        await write("existing", "acme/orders:2");
        const second = await stack.up();
        assert.equal(second.code, 0, second.output);
        const { output } = await stack.pulumi(["preview", "--json"]);
        const state = await stack.state();
        assert.deepEqual([inOpen(first.output + second.output), inOpen(output), inOpen(state)], [[], [], []]);
        assert.deepEqual([state.includes(key), output.includes(key)], [false, false]);
    });
});
