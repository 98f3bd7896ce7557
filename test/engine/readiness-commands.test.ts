import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { refused, refusedThenHealthy, stage } from "./support/cast";
import { assertPlain, errorsOf, failed } from "./support/stack";

const program = `
    const on = platform();
    const readiness = given.waits === false ? { enabled: false } : { timeoutSeconds: 60 };
    const orders = new FlinkDeployment("orders", job(on, { readiness }));
    marker("beside", on);`;

describe("pulumi up --target", () => {
    const beside = (stack: string) => `urn:pulumi:dev::${stack}::kubernetes:core/v1:ConfigMap::beside`;

    it("does not wait for a job that it leaves out and that was never made", async () => {
        const { stack } = await stage("fresh", program, { orders: refusedThenHealthy });
        const up = await stack.up("--target", beside("fresh"));
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), []);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), ["beside"]);
    });

    it("still tells of a job that it leaves out and that is there", async () => {
        const { stack } = await stage("existing", program, { orders: refusedThenHealthy });
        stack.give({ waits: false });
        assert.equal((await stack.up()).code, 0);
        stack.give({});
        const up = await stack.up("--target", beside("existing"));
        const closing = "existing-dev: 1 job is not in the state asked for: orders";
        assert.deepEqual([up.code, errorsOf(up)], [failed, [closing, refused("orders")]], up.output);
    });
});

describe("pulumi destroy and refresh with an unhealthy job", () => {
    it("need no switch, unless they run the program", async () => {
        const { stack } = await stage("destroy", program, { orders: refusedThenHealthy });
        const errors = ["destroy-dev: 1 job is not in the state asked for: orders", refused("orders")];
        assert.equal((await stack.up()).code, failed);
        const refresh = await stack.pulumi(["refresh", "--yes", "--skip-preview"]);
        assert.deepEqual([refresh.code, errorsOf(refresh)], [0, []], refresh.output);

        const running = await stack.destroy("--run-program");
        assert.deepEqual([running.code, errorsOf(running)], [failed, errors], running.output);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), ["orders"]);

        stack.give({ waits: false });
        const refreshing = await stack.pulumi(["refresh", "--yes", "--skip-preview", "--run-program"]);
        assert.deepEqual([refreshing.code, errorsOf(refreshing)], [0, []], refreshing.output);
        const switched = await stack.destroy("--run-program");
        assert.deepEqual([switched.code, errorsOf(switched)], [0, []], switched.output);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), []);
    });

    it("destroy without running the program", async () => {
        const { stack } = await stage("plain", program, { orders: refusedThenHealthy });
        assert.equal((await stack.up()).code, failed);
        const destroy = await stack.destroy();
        assert.deepEqual([destroy.code, errorsOf(destroy)], [0, []], destroy.output);
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), []);
    });
});

describe("Ctrl-C while a job is waited for", () => {
    it("ends at once, and leaves no process and nothing pending", async () => {
        const { stack } = await stage("interrupted", program, { orders: [[[0, "DEPLOYED CREATED READY"]]] });
        const { process: cli, ended } = stack.start(["up", "--yes", "--skip-preview"]);
        let output = "";
        cli.stdout?.on("data", (chunk) => (output += String(chunk)));
        while (!output.includes("job CREATED") && cli.exitCode === null) {
            await sleep(100);
        }
        const pressed = Date.now();
        process.kill(-(cli.pid ?? 0), "SIGINT"); // the whole group, as a terminal does
        const up = await ended;
        assert.notEqual(up.code, 0);
        assert.ok(Date.now() - pressed < 15_000, `${Date.now() - pressed} ms`);
        assertPlain(up);
        assert.deepEqual(processesIn(stack.folder), []);
        const state = JSON.parse(await stack.state()) as { deployment: { pending_operations?: unknown[] } };
        assert.deepEqual(state.deployment.pending_operations ?? [], []);
    });
});

/** Processes whose working folder is `folder`: the CLI, its language host and the program. */
function processesIn(folder: string): string[] {
    const list = execFileSync("sh", ["-c", "ls -l /proc/[0-9]*/cwd 2>/dev/null || true"], { encoding: "utf8" });
    return list.split("\n").filter((line) => line.endsWith(` -> ${folder}`));
}

describe("pulumi up with another resource that fails", () => {
    it("ends at once, without an answer for the job", async () => {
        const failing = `${program}
            new k8s.core.v1.ConfigMap(
                "refused",
                { metadata: { name: "Not A Name", namespace: given.namespace } },
                { provider: on.cluster.provider },
            );`;
        const { stack } = await stage("other", failing, { orders: [[[0, "DEPLOYED CREATED READY"]]] });
        const up = await stack.up();
        assert.equal(up.code, failed, up.output);
        assert.ok(up.seconds < 50, `${up.seconds} s of the 60 s that the wait may take`);
        assert.deepEqual(
            errorsOf(up).map((error) => error.split(":")[0]),
            ["other-dev", "refused"],
            up.output,
        );
        assertPlain(up);
    });
});
