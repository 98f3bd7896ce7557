import assert from "node:assert/strict";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec, JobSpec } from "../../src/flink/types/deployment";
import { impactOf } from "../../src/impact/decision";
import { impactSentence } from "../../src/impact/sentences";
import { specOfSessionJob } from "../../src/impact/session-job";
import { argumentOfField } from "../../src/jobs/session-job/impact";

const cluster = {
    flinkVersion: "v1_20",
    mode: "standalone",
    flinkConfiguration: { "high-availability": { type: "kubernetes" }, "scheduler-mode": "reactive" },
} as FlinkDeploymentSpec;

interface Given {
    readonly release?: string;
    readonly before?: Partial<JobSpec>;
    readonly after?: Partial<JobSpec>;
    readonly options?: Readonly<Record<string, string>>;
    readonly more?: Partial<FlinkSessionJobSpec>;
}

function line({ release = "1.15.0", before = {}, after = {}, options = {}, more = {} }: Given): string {
    const job = { jarURI: "https://jars.example.com/a.jar", parallelism: 1, upgradeMode: "last-state" as const };
    const version = (own: Partial<JobSpec>, rest: Partial<FlinkSessionJobSpec> = {}) => ({
        namespace: "shop",
        name: "carts",
        spec: specOfSessionJob({ deploymentName: "shared", job: { ...job, ...own }, ...rest }, cluster),
    });
    const present = version(after, { ...more, flinkConfiguration: options });
    const impact = impactOf(version(before), present, { release, configuration: {} });
    return impactSentence(impact, argumentOfField);
}

const savepoint = { upgradeMode: "savepoint" } as const;
const parallel = { parallelism: 2 } as const;
const stateless = { upgradeMode: "stateless" } as const;
const help = "if it does not run, this works as long as its JobManager answers, and needs a person's help otherwise";

const cases: readonly (readonly [title: string, given: Given, line: string])[] = [
    ["nothing", {}, "nothing happens to the job"],
    [
        "more parallelism: it is cancelled, as no high availability leads to its checkpoint, nor is it scaled in place",
        { after: parallel },
        `the job restarts from its last checkpoint, because parallelism changes; ${help}`,
    ],
    [
        "more parallelism by a savepoint",
        { before: savepoint, after: { ...savepoint, ...parallel } },
        "the job takes a savepoint and restarts from it, because parallelism changes; if it does not run, its last " +
            "checkpoint is taken instead as long as its JobManager answers, and a person's help is needed otherwise",
    ],
    [
        "the same on operator 1.7.0, where a session job has nothing else",
        { release: "1.7.0", before: savepoint, after: { ...savepoint, ...parallel } },
        "the job takes a savepoint and restarts from it, because parallelism changes; if it does not run, the operator waits until it does",
    ],
    [
        "a number for a restart",
        { more: { restartNonce: 1 } },
        `the job restarts from its last checkpoint, because restartNonce changes; ${help}`,
    ],
    [
        "an option of the operator",
        { options: { "kubernetes.operator.job.savepoint-on-deletion": "true" } },
        "the job is left as it is; only the operator takes note of savepointOnDelete",
    ],
    [
        "an option of the job",
        { options: { "execution.checkpointing.interval": "5 s" } },
        `the job restarts from its last checkpoint, because execution.checkpointing.interval changes; ${help}`,
    ],
    [
        "its state given up",
        { after: { ...stateless, ...parallel } },
        "the job starts empty and its state is lost, because parallelism and upgradeMode change",
    ],
    [
        "suspended",
        { after: { state: "suspended" } },
        `the job is suspended and keeps its state in its last checkpoint; ${help}`,
    ],
    [
        "another savepoint",
        { after: { initialSavepointPath: "s3://a/1", savepointRedeployNonce: 1 } },
        "the job gives up its present state and starts from initialSavepointPath, because savepointRedeployNonce and initialSavepointPath change",
    ],
    [
        "another cluster",
        { more: { deploymentName: "other" } },
        `the operator does not carry the change out, because sessionCluster must stay "shared", got "other"; take it out, run pulumi up, and declare it anew with initialSavepointPath`,
    ],
];

describe("the line about a change of a session job", () => {
    for (const [title, given, expected] of cases) {
        it(title, () => assert.equal(line(given), expected));
    }

    it("does not depend on a cluster of others, and on what is not known of it", () => {
        const job = { jarURI: "https://jars.example.com/a.jar", parallelism: 1 };
        const spec = { deploymentName: "shared", job };
        assert.deepEqual(specOfSessionJob(spec, undefined), {
            ...spec,
            flinkVersion: undefined,
            flinkConfiguration: { "high-availability.type": "NONE" },
        });
        const late = { ...cluster, flinkConfiguration: { "state.checkpoints.dir": Promise.resolve("s3://a") } };
        assert.deepEqual(specOfSessionJob(spec, late as FlinkDeploymentSpec).flinkConfiguration, {
            "high-availability.type": "NONE",
        });
    });
});
