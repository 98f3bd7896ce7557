import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { closingLine, ReadinessRun } from "../../src/readiness/run";

const rejection = (result: Promise<string>): Promise<Error> =>
    result.then(
        () => assert.fail("it was not rejected"),
        (error: Error) => error,
    );

describe("closingLine", () => {
    it("counts and names the jobs in order", () => {
        assert.equal(closingLine(["orders"]), "1 job is not in the state asked for: orders");
        assert.equal(closingLine(["payments", "orders"]), "2 jobs are not in the state asked for: orders, payments");
    });
});

describe("ReadinessRun", () => {
    it("gives each job's name as soon as it succeeds", async () => {
        const run = new ReadinessRun();
        const [orders, payments] = [run.begin("orders"), run.begin("payments")];
        orders.succeed();
        assert.equal(await orders.result, "orders");
        assert.deepEqual([orders.over, payments.over], [true, false]);
    });

    it("rejects all failed jobs with one error that has no stack and a message of its own", async () => {
        const run = new ReadinessRun();
        const [orders, payments] = [run.begin("orders"), run.begin("payments")];
        const results = [rejection(orders.result), rejection(payments.result)];
        payments.fail();
        orders.fail();
        const [first, second] = await Promise.all(results);
        assert.equal(first, second);
        assert.ok(first !== undefined && pulumi.RunError.isInstance(first));
        first.message = `prefix: ${first.message}`;
        assert.equal(first.message, "2 jobs are not in the state asked for: orders, payments");
        assert.equal(first.stack, "");
    });

    it("holds a failure while others may still be decided, and lets those succeed", async () => {
        const run = new ReadinessRun(60_000);
        const [orders, payments] = [run.begin("orders"), run.begin("payments")];
        const failure = rejection(orders.result);
        orders.fail();
        payments.succeed();
        assert.equal(await payments.result, "payments");
        assert.equal((await failure).message, "1 job is not in the state asked for: orders");
    });

    it("ends undecided jobs after the linger, without naming them, and those that come later at once", async () => {
        const run = new ReadinessRun(20);
        const undecided: string[] = [];
        const orders = run.begin("orders");
        const payments = run.begin("payments", () => undecided.push("payments"));
        const results = [rejection(orders.result), rejection(payments.result)];
        orders.fail();
        const errors = await Promise.all(results);
        assert.deepEqual(
            errors.map(({ message }) => message),
            Array(2).fill("1 job is not in the state asked for: orders"),
        );
        assert.deepEqual(undecided, ["payments"]);
        assert.equal(payments.over, true);
        const late = await rejection(run.begin("late", () => undecided.push("late")).result);
        assert.equal(late, errors[0]);
        assert.deepEqual(undecided, ["payments", "late"]);
    });

    it("leaves a job out whose resource could not be made", async () => {
        const run = new ReadinessRun(60_000);
        const [orders, payments] = [run.begin("orders"), run.begin("payments")];
        const results = [rejection(orders.result), rejection(payments.result)];
        const refused = new Error("the server refused it");
        orders.abandon(refused);
        payments.fail();
        const [first, second] = await Promise.all(results);
        assert.equal(first, refused);
        assert.equal(second?.message, "1 job is not in the state asked for: payments");
    });

    it("takes a job's first answer only", async () => {
        const run = new ReadinessRun();
        const orders = run.begin("orders");
        orders.succeed();
        orders.fail();
        assert.equal(await orders.result, "orders");
    });
});
