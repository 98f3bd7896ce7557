import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { stage } from "./support/cast";
import { levelKubeconfig } from "./support/level-folder";
import { assertPlain, failed, type ScratchStack } from "./support/stack";

const savepoint = (stack: ScratchStack) => `s3p://state/${stack.namespace}/orders/savepoints/savepoint-1`;

/** A job under one name; its component has the same. */
const job = (name: string, extra = "", label = name) => `
    const moved = new FlinkApplication("${label}", {
        platform: platformWithStore(),
        namespace: given.namespace,
        jobName: "${name}",
        jar: "local:///opt/orders.jar",
        flinkVersion: "1.18",
        readiness: { timeoutSeconds: 60 },
        ${extra}
    });
    exports.savepoint = moved.lastSavepointPath;`;

const suspended = 'state: "suspended", upgradeMode: "savepoint",';
const from = (extra = "") => `movedFrom: { name: "orders", ${extra} },`;

/** The operator's way with a job that is suspended: it writes how, and where the job goes on from. */
function play(resource: any) {
    const { state } = resource.spec.job;
    if (state !== "suspended") {
        return [[[0, "STABLE RUNNING READY"]]] as const;
    }
    const path = `s3p://state/${resource.metadata.namespace}/orders/savepoints/savepoint-1`;
    return [[[0, "SUSPENDED FINISHED READY", taken(path)]]] as const;
}

const taken = (path: string) => ({
    job: { state: "suspended", upgradeMode: "savepoint" },
    upgradeSavepointPath: path,
});

// The command of docs/move.md, as it stands there.
const lastSavepoint =
    "kubectl get flinkdeployment orders --namespace shop --output jsonpath='{.status.jobStatus.savepointInfo.lastSavepoint.location}'";

async function shell(command: string, namespace: string): Promise<string> {
    const given = command.replaceAll("--namespace shop", `--namespace ${namespace}`);
    const env = { ...process.env, KUBECONFIG: levelKubeconfig() };
    return (await promisify(execFile)("bash", ["-c", given], { env })).stdout;
}

const staged = async (name: string) => (await stage(name, job("orders"), { orders: play, sales: play })).stack;

async function succeeds(stack: ScratchStack, ...programs: readonly string[]): Promise<string> {
    let output = "";
    for (const program of programs) {
        stack.write(program);
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        output = up.output;
    }
    return output;
}

describe("a job that gets another name", () => {
    it("starts from the savepoint that it was suspended with, and the former one goes after that", async () => {
        const stack = await staged("moved");
        const output = await succeeds(stack, job("orders"), job("orders", suspended));
        assert.ok(output.includes(`savepoint: "${savepoint(stack)}"`), output);
        assert.equal(await shell(lastSavepoint, stack.namespace), savepoint(stack));
        await succeeds(stack, job("sales", from()));
        const [sales, ...others] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(
            [sales.metadata.name, sales.spec.job.initialSavepointPath, sales.spec.job.state, others],
            ["sales", savepoint(stack), "running", []],
        );

        const again = await stack.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);
        await succeeds(stack, job("sales", `${from()} parallelism: 2,`), job("sales", "parallelism: 2,"));
        const [after] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual([after.metadata.uid, after.spec.job.parallelism], [sales.metadata.uid, 2]);
    });

    it("keeps its component all the same: the resource is replaced", async () => {
        const stack = await staged("moved-same");
        await succeeds(stack, job("orders"), job("orders", suspended), job("sales", from(), "orders"));
        const deployments = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(
            deployments.map(({ metadata, spec }) => [metadata.name, spec.job.initialSavepointPath]),
            [["sales", savepoint(stack)]],
        );
    });

    it("is refused while the former one runs, in a preview and in a run, and nothing is made or deleted", async () => {
        const stack = await staged("moved-early");
        await succeeds(stack, job("orders"));
        for (const label of ["sales", "orders"]) {
            stack.write(job("sales", from(), label));
            for (const run of [await stack.preview(), await stack.up()]) {
                assert.equal(run.code, failed, run.output);
                assert.ok(
                    run.output.includes(
                        `FlinkApplication "${label}": movedFrom must be a job that is suspended with a savepoint, and "orders" in the ` +
                            `namespace "${stack.namespace}" is to run; give it state: "suspended" and upgradeMode: "savepoint" where it is ` +
                            "declared, run pulumi up, and move it then",
                    ),
                    run.output,
                );
                assertPlain(run);
            }
        }
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), ["orders"]);
    });

    it("is refused without the former one, and starts from a copy where there is one", async () => {
        const stack = await staged("moved-copied");
        stack.write(job("sales", from()));
        const refused = await stack.preview();
        assert.equal(refused.code, failed, refused.output);
        assert.match(refused.output, /movedFrom must be a FlinkDeployment of the cluster, and there is no "orders" in/);
        await succeeds(stack, job("orders"), job("orders", suspended), job("sales", from("copied: true")));
        const [sales] = await stack.api.listDeployments(stack.namespace);
        assert.equal(
            sales.spec.job.initialSavepointPath,
            `s3p://state/${stack.namespace}/sales/savepoints/savepoint-1`,
        );
    });
});

describe("a job that goes on in another stack of the cluster", () => {
    it("is taken over as it is, once it stays where it was", async () => {
        const stack = await staged("handed");
        await succeeds(stack, job("orders"));
        const retained = job("orders").replace(/\}\);\s*exports/, "}, { retainOnDelete: true });\nexports");
        await succeeds(stack, retained, "platformWithStore();");
        const [before] = await stack.api.listDeployments(stack.namespace);
        const { stack: other } = await stage("handed-other", job("orders"));
        other.give({ namespace: stack.namespace });
        await succeeds(other, job("orders"));
        const [after] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(
            [after.metadata.uid, after.metadata.generation],
            [before.metadata.uid, before.metadata.generation],
        );
    });
});

describe("a job that starts from another one's savepoint", () => {
    const startOfSales = async ({ api, namespace }: ScratchStack) =>
        (await api.listDeployments(namespace)).find(({ metadata }) => metadata.name === "sales").spec.job
            .initialSavepointPath;
    const both = (orders: string, sales: string) =>
        `${job("orders", orders)}
        new FlinkApplication("sales", {
            platform: platformWithStore(),
            namespace: given.namespace,
            jar: "local:///opt/sales.jar",
            flinkVersion: "1.18",
            readiness: { timeoutSeconds: 60 },
            restoreFrom: { application: moved },
            ${sales}
        });`.replace(/platformWithStore\(\)/g, "on");
    const program = (orders: string, sales = "") => `const on = platformWithStore();${both(orders, sales)}`;

    it("waits for it in one run, which may take it", async () => {
        const { stack, operator } = await stage("restored", "", { orders: play, sales: play });
        stack.write(program(""));
        const refused = await stack.up();
        assert.equal(refused.code, failed, refused.output);
        assert.match(
            refused.output,
            /FlinkApplication "sales": restoreFrom\.application has no savepoint; suspend that job/,
        );
        assert.deepEqual(await stack.api.deploymentNames(stack.namespace), ["orders"]);
        await succeeds(stack, program(suspended));
        assert.equal(await startOfSales(stack), savepoint(stack));
        const again = await stack.preview("--expect-no-changes");
        assert.equal(again.code, 0, again.output);

        operator.play({
            orders: [[[0, "SUSPENDED FINISHED READY", taken("s3p://state/savepoint-2")]]],
        });
        await succeeds(stack, program(`${suspended} parallelism: 2,`));
        assert.equal(await startOfSales(stack), savepoint(stack));
        await succeeds(stack, program(`${suspended} parallelism: 2,`, "savepointRedeployNonce: 1,"));
        assert.equal(await startOfSales(stack), "s3p://state/savepoint-2");
    });
});
