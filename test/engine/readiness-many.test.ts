import assert from "node:assert/strict";
import { afterwards, stage } from "./support/cast";
import { CountingServer } from "./support/counting-server";
import { errorsOf } from "./support/stack";

describe("pulumi up with two hundred jobs in a namespace", () => {
    it("asks for all of them at once", async () => {
        const program = `
            const on = platform({ kubeconfig: pulumi.output(given.counted) });
            for (let index = 0; index < 200; index += 1) {
                new FlinkDeployment(\`job-\${index}\`, job(on, { readiness: { timeoutSeconds: 150 } }));
            }`;
        const { stack } = await stage("many", program);
        const server = await CountingServer.start(stack.api);
        afterwards(() => server.stop());
        stack.give({ counted: server.kubeconfig });
        const up = await stack.up("--parallel", "50");
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output.slice(-3000));
        assert.equal((await stack.api.deploymentNames(stack.namespace)).length, 200);
        // At most one list of jobs a second, and one of events and pods in five.
        const most = up.seconds * (1 + 2 / 5);
        assert.ok(server.requests.length <= most, `${server.requests.length} requests in ${up.seconds} s`);
    });
});
