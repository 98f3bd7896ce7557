import assert from "node:assert/strict";
import { join } from "node:path";
import { refusedThenHealthy, stage } from "./support/cast";

interface Result {
    readonly stack: string;
    readonly ready?: string;
    readonly error?: string;
}

describe("the Automation API", () => {
    it("keeps runs in one process apart, and leaves none behind when another resource fails", async () => {
        const { stack } = await stage("automation", "", {
            orders: refusedThenHealthy,
            waiting: [[[0, "DEPLOYED CREATED READY"]]],
        });
        const support = join(__dirname, "support");
        const { code, output } = await stack.node([join(support, "automation.cjs"), join(support, "program.cjs")]);
        assert.equal(code, 0, output);
        const results = JSON.parse(output.trim().split("\n").at(-1) ?? "") as Result[];
        const [bad, good, fixed, other] = results;
        assert.match(
            bad?.error ?? "",
            /FlinkDeployment "orders": the operator refuses the spec: Job parallelism must be larger than 0/,
        );
        assert.match(bad?.error ?? "", /1 job is not in the state asked for: orders/);
        assert.doesNotMatch(bad?.error ?? "", /payments/);
        assert.deepEqual(good, { stack: "good", ready: "payments" });
        assert.deepEqual(fixed, { stack: "bad", ready: "orders" });
        // That the script has ended at all, before the 600 s of this job's wait, is the rest of the proof.
        assert.match(other?.error ?? "", /ConfigMap "Not A Name" is invalid/);
    });
});
