import assert from "node:assert/strict";
import { validation, refusal } from "../support/readiness-sequences";
import { stage } from "./support/cast";
import { healthy, type Play } from "./support/operator";
import { assertPlain, errorsOf, failed, type ScratchStack } from "./support/stack";

const program = (script: string, more = "") => `
    const on = platformWithStore();
    new FlinkApplication("orders", {
        platform: on,
        namespace: given.namespace,
        sql: { script: ${JSON.stringify(script)} },
        readiness: { timeoutSeconds: 60 },
        ${more}
    });`;

const first = "INSERT INTO totals SELECT sum(amount) FROM orders;";
const second = "INSERT INTO totals SELECT max(amount) FROM orders;";

/** Name of the ConfigMap that a job's pods read their script from. */
function scriptMapOf({ spec }: any): string {
    return spec.podTemplate.spec.volumes.find(({ name }: { name: string }) => name === "sql").configMap.name;
}

/** The script that the job's pods read, by what the cluster holds. */
async function scriptOf({ api, namespace }: ScratchStack): Promise<string | undefined> {
    const [deployment] = await api.listDeployments(namespace);
    const { data } = await api.core.readNamespacedConfigMap({ namespace, name: scriptMapOf(deployment) });
    return data?.["content"];
}

/** What the end of a preview says at the job's component. */
function said({ output }: { readonly output: string }): string[] {
    return [...output.matchAll(/^ {4}((?:warning: )?FlinkApplication "orders": .*)$/gm)].map(([, line = ""]) => line);
}

describe("a job in SQL", () => {
    it("has its script in the cluster, restarts for another one, and keeps the former until it runs", async () => {
        const refusing: Play = [[[0, "FAILED - MISSING", { error: validation }]]];
        let former = "";
        const play = (resource: any) => (["", scriptMapOf(resource)].includes(former) ? healthy : refusing);
        const { stack } = await stage("sql-job", program(first), { orders: play });
        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assertPlain(up);
        const [{ spec }] = await stack.api.listDeployments(stack.namespace);
        assert.deepEqual(spec.job.args, ["--scriptUri", "file:///opt/flink/sql/job.sql"]);
        assert.equal(spec.job.jarURI, "local:///opt/flink/opt/flink-sql-gateway-2.2.1.jar");
        assert.equal(await scriptOf(stack), first);
        [former = ""] = await stack.api.configMapNames(stack.namespace);
        assert.match(former, /^orders-sql-[0-9a-f]{10}$/);

        stack.write(program(second));
        const preview = await stack.preview();
        assert.equal(preview.code, 0, preview.output);
        assert.deepEqual(said(preview), [
            'FlinkApplication "orders": the job restarts from its last checkpoint, because sql.script changes',
        ]);
        const refused = await stack.up();
        assert.equal(refused.code, failed, refused.output);
        assert.ok(errorsOf(refused).includes(`orders: FlinkDeployment "orders": ${refusal}`), refused.output);
        assert.equal(await scriptOf(stack), second);
        assert.equal((await stack.api.configMapNames(stack.namespace)).length, 2);
        assert.ok((await stack.api.configMapNames(stack.namespace)).includes(former));

        stack.write(program(first));
        const back = await stack.up();
        assert.equal(back.code, 0, back.output);
        assert.equal(await scriptOf(stack), first);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), [former]);

        const gone = await stack.destroy();
        assert.equal(gone.code, 0, gone.output);
        const deleted = (type: string) => gone.output.lastIndexOf(`:${type}`);
        assert.ok(gone.output.indexOf(":FlinkDeployment") < deleted("ConfigMap"), gone.output);
        assert.deepEqual(await stack.api.configMapNames(stack.namespace), []);
    });

    it("keeps every script in the cluster where no run waits for it", async () => {
        const unawaited = "waitForJobs: false";
        const source = (script: string) =>
            program(script).replace("platformWithStore()", `{ ...platformWithStore(), ${unawaited} }`);
        const { stack } = await stage("sql-job-unawaited", source(first));
        for (const script of [first, second]) {
            stack.write(source(script));
            const up = await stack.up();
            assert.equal(up.code, 0, up.output);
        }
        assert.equal((await stack.api.configMapNames(stack.namespace)).length, 2);
        assert.equal(await scriptOf(stack), second);
    });
});
