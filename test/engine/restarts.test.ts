import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { afterwards, stage } from "./support/cast";
import { playUntilStopped } from "../support/play-until-stopped";
import type { Api } from "./support/api";
import type { Play } from "./support/operator";
import { errorsOf, failed } from "./support/stack";

const count = 6;
const names = Array.from({ length: count }, (_, index) => `job-${index}`);

/** Jobs with their image as the one thing that changes; `most` is the bound. */
const program = (image: string, most: number | undefined) => `
    const on = { ...platform(), maxConcurrentRestarts: ${most} };
    for (const name of ${JSON.stringify(names)}) {
        new FlinkDeployment(name, job(on, { image: "${image}", readiness: { timeoutSeconds: 20 } }));
    }`;

/** A job that takes 3 s to be back after a change. */
const back: Play = [
    [[0, "STABLE RUNNING READY"]],
    [
        [0, "UPGRADING - MISSING"],
        [3, "STABLE RUNNING READY"],
    ],
];

const refusedChange: Play = [[[0, "STABLE RUNNING READY"]], [[0, "STABLE RUNNING READY 2/1", { error: "no good" }]]];

/** Looks all the time how many changed jobs are not back yet. */
class Restarting {
    most = 0;

    constructor(api: Api, namespace: string) {
        const stop = playUntilStopped(50, async () => {
            const changed = (await api.listDeployments(namespace)).filter(({ metadata }) => metadata.generation > 1);
            const away = changed.filter(
                ({ metadata, status }) =>
                    status?.observedGeneration !== metadata.generation || status.lifecycleState !== "STABLE",
            );
            this.most = Math.max(this.most, away.length);
        });
        afterwards(stop);
    }
}

async function staged(name: string, most: number | undefined, plays: Readonly<Record<string, Play>> = {}) {
    const every = Object.fromEntries(names.map((job) => [job, back]));
    const { stack } = await stage(name, program("flink:1", most), { ...every, ...plays });
    const up = await stack.up();
    assert.equal(up.code, 0, up.output);
    stack.write(program("flink:2", most));
    const changed = async () => {
        const jobs = await stack.api.listDeployments(stack.namespace);
        return jobs
            .filter(({ metadata }) => metadata.generation > 1)
            .map(({ metadata }) => metadata.name)
            .sort();
    };
    return { stack, changed, restarting: new Restarting(stack.api, stack.namespace) };
}

/** What is said of a job that another one's failure keeps from its change. */
const left = (job: string) =>
    `${job}: before hook "flink-platform-impact-0" failed: FlinkDeployment "${job}": nothing is changed, as another job is not in the state asked for after its change`;

describe("a change of many jobs", () => {
    it("restarts all of them at once where nothing bounds it", async () => {
        const { stack, restarting } = await staged("restarts-free", undefined);
        const up = await stack.up("--parallel", "16");
        assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
        assert.equal(restarting.most, count);
    });

    for (const parallel of ["16", "1"]) {
        it(`restarts as many at once as maxConcurrentRestarts says, by --parallel ${parallel}`, async () => {
            const { stack, changed, restarting } = await staged(`restarts-${parallel}`, 2);
            const up = await stack.up("--parallel", parallel);
            assert.deepEqual([up.code, errorsOf(up)], [0, []], up.output);
            assert.deepEqual(await changed(), names);
            assert.equal(restarting.most, 2);
            assert.match(up.output, /waits for its turn: at most 2 jobs restart at once/);
            const again = await stack.up();
            assert.match(again.output, /\nResources:\n {4}\d+ unchanged\n/, again.output);
        });
    }

    it("leaves the other jobs as they are once one is not in the state asked for", async () => {
        const plays = Object.fromEntries(names.map((job) => [job, refusedChange]));
        const { stack, changed } = await staged("restarts-bad", 1, plays);
        const up = await stack.up("--parallel", "16");
        assert.equal(up.code, failed, up.output);
        const [first = "", ...others] = await changed();
        assert.deepEqual(others, []);
        const reason = `${first}: FlinkDeployment "${first}": not running after 20 s: the operator cannot carry out the change: no good`;
        const errors = errorsOf(up).filter((error) => names.some((job) => error.startsWith(`${job}:`)));
        assert.deepEqual(errors, [reason, ...names.filter((job) => job !== first).map(left)].sort(), up.output);
    });

    it("ends with the first that the API server refuses, whatever --continue-on-error says", async () => {
        const { stack, changed, restarting } = await staged("restarts-refused", 1);
        await refuseUpdates(stack.api, stack.namespace, "job-0");
        const up = await stack.up("--continue-on-error", "--parallel", "16");
        assert.equal(up.code, failed, up.output);
        assert.match(up.output, /job-0 stays as it is/);
        assert.ok(restarting.most <= 1, `${restarting.most} at once`);
        const done = await changed();
        const kept = names.slice(1).filter((job) => !done.includes(job));
        const errors = errorsOf(up).filter((error) => names.slice(1).some((job) => error.startsWith(`${job}:`)));
        assert.deepEqual(errors, kept.map(left), up.output);
    });
});

/** Has the API server refuse every change of a FlinkDeployment's spec, and waits until it does. */
async function refuseUpdates(api: Api, namespace: string, name: string): Promise<void> {
    const group = { group: "admissionregistration.k8s.io", version: "v1" } as const;
    const apiVersion = `${group.group}/${group.version}`;
    const policy = `refuse-${namespace}`;
    const rule = { apiGroups: ["flink.apache.org"], apiVersions: ["v1beta1"], resources: ["flinkdeployments"] };
    const made = (plural: string, kind: string, spec: object) =>
        api.custom.createClusterCustomObject({
            ...{ ...group, plural },
            body: { apiVersion, kind, metadata: { name: policy }, spec },
        });
    await made("validatingadmissionpolicies", "ValidatingAdmissionPolicy", {
        matchConstraints: {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } },
            resourceRules: [{ ...rule, operations: ["UPDATE"], resourceNames: [name] }],
        },
        validations: [{ expression: "object.spec == oldObject.spec", message: `${name} stays as it is` }],
    });
    await made("validatingadmissionpolicybindings", "ValidatingAdmissionPolicyBinding", {
        policyName: policy,
        validationActions: ["Deny"],
    });
    for (;;) {
        const [job] = (await api.listDeployments(namespace)).filter(({ metadata }) => metadata.name === name);
        try {
            await api.custom.replaceNamespacedCustomObject({
                ...{ group: "flink.apache.org", version: "v1beta1", plural: "flinkdeployments", namespace, name },
                body: { ...job, spec: { ...job.spec, image: "flink:3" } },
                dryRun: "All",
            });
            await sleep(200);
        } catch {
            return;
        }
    }
}
