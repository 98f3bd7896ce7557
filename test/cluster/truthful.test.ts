import assert from "node:assert/strict";
import { jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "truthful";
const healthy = stateMachine(namespace);
const timeoutSeconds = 240;

describe("pulumi up with jobs that cannot run", () => {
    const stack = new Stack("truthful");
    const configure = (applications: Record<string, unknown>) =>
        stack.configure({ cluster: clusterBlock(namespace), operator: sharedOperator, applications });
    const broken = {
        "no-image": { ...healthy, image: "flink:no-such-tag", readiness: { timeoutSeconds } },
        "no-class": { ...healthy, entryClass: "org.example.Missing", readiness: { timeoutSeconds } },
        "no-room": { ...healthy, jobManager: { memoryMiB: 900_000, cpu: 0.05 }, readiness: { timeoutSeconds: 45 } },
    };

    after(() => stack.destroy());

    it("fails well before the timeout with the reason of each job", async () => {
        configure(broken);
        const { code, output, seconds } = await stack.up();
        assert.equal(code, 255, output);
        assert.match(output, /no-image.*(ErrImagePull|ImagePullBackOff|ErrImageNeverPull)/);
        assert.match(output, /no-class.*org\.example\.Missing/);
        assert.match(output, /no-room.*Insufficient memory/);
        assert.match(output, /3 jobs are not in the state asked for: no-class, no-image, no-room/);
        assert.ok(seconds < timeoutSeconds, `took ${seconds} s`);
    });

    it("fails again when nothing has changed", async () => {
        const { code, output } = await stack.up();
        assert.equal(code, 255, output);
        assert.match(output, /3 jobs are not in the state asked for: no-class, no-image, no-room/);
        assert.match(output, /\d+ unchanged/);
        assert.doesNotMatch(output, /\d+ (created|updated|deleted)/);
    });

    it("is green once the jobs are mended", async () => {
        configure(Object.fromEntries(Object.keys(broken).map((name) => [name, healthy])));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        for (const name of Object.keys(broken)) {
            assert.equal(await jobState(namespace, name), "RUNNING/STABLE", name);
        }
    });

    it("destroys running jobs in order and leaves nothing", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
    });
});
