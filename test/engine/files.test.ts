import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { contentName } from "../../src/jobs/application/content";
import { playUntilStopped } from "../support/play-until-stopped";
import { afterwards, stage } from "./support/cast";
import { levelKubeconfig } from "./support/level-folder";
import { failed, type ScratchStack } from "./support/stack";

const place = "/opt/app/rules.json";
const nameOf = (text: string) => contentName("orders", { purpose: "file", place, text });
const waits = { timeoutSeconds: 60 };

/** An application with a variable and a file. */
const program = (text: string, readiness: object = waits, { environment = {}, protect = false } = {}) => `
    new FlinkApplication("orders", {
        platform: platformWithStore(),
        namespace: given.namespace,
        jar: "local:///opt/orders.jar",
        flinkVersion: "1.18",
        readiness: ${JSON.stringify(readiness)},
        environment: ${JSON.stringify(environment)},
        files: { "${place}": { content: "${text}" } },
    }, { protect: ${protect} });`;

/** What docs/environment.md says. */
const deleteObjects = "kubectl delete configmaps --namespace shop --selector app.kubernetes.io/instance=orders";

const running = "STABLE RUNNING READY";

/** The operator needs two seconds for each change. */
const slow = [[[0, "UPGRADING - MISSING"] as const, [2, running] as const]];

const objectsOf = async ({ api, namespace }: ScratchStack) =>
    (await api.configMapNames(namespace)).filter((name) => name !== "kube-root-ca.crt").sort();

const fileOf = (spec: any): string => spec.podTemplate.spec.volumes.at(-1).configMap.name;

/** The ConfigMap that the job's spec names. */
const usedBy = async ({ api, namespace }: ScratchStack): Promise<string> => {
    const [{ spec }] = await api.listDeployments(namespace);
    return fileOf(spec);
};

const succeeds = async (stack: ScratchStack, text: string, readiness?: object, options?: object) => {
    stack.write(program(text, readiness, options));
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
    assert.equal(await usedBy(stack), nameOf(text));
};

describe("text in a file of a job", () => {
    it("is made before the job, outlives the change of it, and goes with it", async () => {
        const { stack } = await stage("files", program("one"), { orders: slow });
        await succeeds(stack, "one");
        assert.deepEqual(await objectsOf(stack), [nameOf("one")]);

        const between: string[][] = [];
        const stop = playUntilStopped(200, async () => {
            const [resource] = await stack.api.listDeployments(stack.namespace);
            if (resource?.metadata.generation === 2 && resource.status?.lifecycleState === "UPGRADING") {
                between.push(await objectsOf(stack));
            }
        });
        afterwards(stop);
        stack.write(program("two"));
        const preview = await stack.preview();
        assert.match(
            preview.output,
            /FlinkApplication "orders": the job restarts from its last checkpoint, because files\["\/opt\/app\/rules.json"\] changes/,
        );
        await succeeds(stack, "two");
        await stop();
        assert.ok(between.length > 0);
        for (const objects of between) {
            assert.deepEqual(objects, [nameOf("one"), nameOf("two")].sort());
        }
        assert.deepEqual(await objectsOf(stack), [nameOf("two")]);
        assert.equal((await stack.destroy()).code, 0);
        assert.deepEqual(await objectsOf(stack), []);
    });

    it("stays while a change fails, for the job that goes on with it", async () => {
        const { stack } = await stage("files-failing", program("one"), {
            orders: ({ spec }) => [[[0, fileOf(spec) === nameOf("two") ? "UPGRADING - MISSING" : running]]],
        });
        await succeeds(stack, "one");
        stack.write(program("two", { timeoutSeconds: 5 }));
        const up = await stack.up();
        assert.equal(up.code, failed, up.output);
        assert.deepEqual(await objectsOf(stack), [nameOf("one"), nameOf("two")].sort());
        await succeeds(stack, "one");
        assert.deepEqual(await objectsOf(stack), [nameOf("one")]);
    });

    it("goes once a job that is protected has another", async () => {
        const { stack } = await stage("files-protected", program("one"));
        for (const text of ["one", "two"]) {
            await succeeds(stack, text, waits, { protect: true });
        }
        assert.deepEqual(await objectsOf(stack), [nameOf("two")]);
    });

    it("stays without a wait, which knows no time when the job is done with it", async () => {
        const { stack } = await stage("files-unwaited", program("one"));
        for (const text of ["one", "two", "one"]) {
            await succeeds(stack, text, { enabled: false });
        }
        assert.deepEqual(await objectsOf(stack), [nameOf("one"), nameOf("two")].sort());
        assert.equal((await stack.destroy()).code, 0);
        assert.deepEqual(await objectsOf(stack), [nameOf("one"), nameOf("two")].sort());
        const command = deleteObjects.replace("--namespace shop", `--namespace ${stack.namespace}`);
        await promisify(execFile)("bash", ["-c", command], { env: { ...process.env, KUBECONFIG: levelKubeconfig() } });
        assert.deepEqual(await objectsOf(stack), []);
    });
});

describe("a variable of a job", () => {
    it("is named by the preview of its change", async () => {
        const { stack } = await stage(
            "environment",
            program("one", waits, { environment: { TOPIC: "orders", OLD: "a" } }),
        );
        assert.equal((await stack.up()).code, 0);
        const environment = { TOPIC: "carts", GROUP: { secret: "kafka", key: "group" } };
        stack.write(program("one", waits, { environment }));
        const { code, output } = await stack.preview();
        assert.equal(code, 0, output);
        assert.match(
            output,
            /FlinkApplication "orders": the job restarts from its last checkpoint, because environment\.TOPIC, the variable OLD and environment\.GROUP change/,
        );
    });
});
