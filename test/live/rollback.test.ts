import assert from "node:assert/strict";
import { eventually, flinkRest, get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const namespace = "rollback";
const job = "orders";

describe("a change that the operator rolls back", () => {
    const stack = new Stack(namespace);
    const rollsBack = {
        "kubernetes.operator.deployment.rollback.enabled": "true",
        "kubernetes.operator.deployment.readiness.timeout": "30 s",
    };
    const up = (change: object) => {
        const applications = { [job]: { ...stateMachine(namespace), ...change } };
        stack.configure({ cluster: clusterBlock(namespace), operator: sharedOperator, applications });
        return stack.up();
    };
    const checkpoints = async () => {
        const { jobs } = await flinkRest(namespace, job, "/jobs/overview");
        return flinkRest(namespace, job, `/jobs/${jobs[0].jid}/checkpoints`);
    };

    before(async () => {
        const { code, output } = await up({ flinkConfiguration: rollsBack });
        assert.equal(code, 0, output);
        await eventually("a checkpoint", 60, async () =>
            (await checkpoints()).counts.completed > 0 ? true : undefined,
        );
    });
    after(() => stack.destroy());

    it("fails `up` with the reason, while the job runs as it was before", async () => {
        const broken = { image: "registry.invalid/orders:2", flinkConfiguration: rollsBack };
        const { code, output } = await up(broken);
        assert.equal(code, 1, output);
        assert.match(
            output,
            /FlinkDeployment "orders": the operator has rolled the change back, so the spec before it runs/,
        );
        await eventually("the job", 180, async () =>
            (await jobState(namespace, job)) === "RUNNING/ROLLED_BACK" ? true : undefined,
        );
        const [pod] = await get("pods", "--namespace", namespace, "--selector", `app=${job},component=jobmanager`);
        assert.equal(pod.spec.containers[0].image, "flink:1.18.1-java17");
        const { restored } = (await checkpoints()).latest;
        assert.deepEqual([restored.is_savepoint, restored.id > 0], [false, true]);
    });

    it("is mended by the next change, with the state", async () => {
        const { code, output } = await up({ parallelism: 2 });
        assert.equal(code, 0, output);
        assert.equal(await jobState(namespace, job), "RUNNING/STABLE");
        const { restored } = (await checkpoints()).latest;
        assert.deepEqual([restored.is_savepoint, restored.id > 0], [false, true]);
    });
});
