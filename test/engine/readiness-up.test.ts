import assert from "node:assert/strict";
import { healthy, PlayedOperator } from "./support/operator";
import { errorsOf, ScratchStack } from "./support/stack";

describe("pulumi up", () => {
    it("is green once a job that takes a while is up", async () => {
        const stack = await ScratchStack.create("healthy", `
            const on = platform();
            const orders = new FlinkDeployment("orders", job(on));
            exports.ready = orders.ready;
        `);
        const operator = new PlayedOperator(stack.api, stack.namespace, { orders: [[[0, "UPGRADING - MISSING"], [4, "STABLE RUNNING READY"]]] });
        const up = await stack.up();
        console.log(up.output, up.seconds);
        const again = await stack.up();
        console.log(again.output, again.seconds);
        await operator.stop();
        assert.equal(up.code, 0);
        assert.deepEqual(errorsOf(up), []);
        void healthy;
    });
});
