import assert from "node:assert/strict";
import type { Ended } from "../support/command";
import { get, jobState } from "./support/kubectl";
import { clusterBlock, sharedOperator, stateMachine } from "./support/shared";
import { Stack } from "./support/stack";

const timeoutSeconds = 300;

/** A job that cannot run, and what `pulumi up` must say of it. */
interface Broken {
    readonly name: string;
    readonly change: object;
    readonly timeoutSeconds: number;
    readonly reason: RegExp;
}

const broken: readonly Broken[] = [
    {
        name: "no-image",
        change: { image: "flink:no-such-tag" },
        timeoutSeconds,
        reason: /FlinkDeployment "no-image": .*(ErrImagePull|ImagePullBackOff).*flink:no-such-tag/,
    },
    {
        name: "no-class",
        change: { entryClass: "org.example.Missing" },
        timeoutSeconds,
        reason: /FlinkDeployment "no-class": .*org\.example\.Missing/,
    },
    {
        name: "no-room",
        change: { jobManager: { memoryMiB: 900_000, cpu: 0.05 } },
        timeoutSeconds: 60,
        reason: /FlinkDeployment "no-room": not running after 60 s: .*Insufficient memory/,
    },
];

describe("pulumi up with a job that cannot run", () => {
    const stacks = broken.map((job) => ({ job, stack: new Stack(job.name) }));
    const configure = (stack: Stack, { name, timeoutSeconds }: Broken, change: object) =>
        stack.configure({
            cluster: clusterBlock(name),
            operator: sharedOperator,
            applications: { [name]: { ...stateMachine(name), ...change, readiness: { timeoutSeconds } } },
        });
    const everyStack = (run: (stack: Stack) => Promise<Ended>) => Promise.all(stacks.map(({ stack }) => run(stack)));
    let first: Ended[];
    let second: Ended[];

    before(async () => {
        for (const { stack, job } of stacks) {
            configure(stack, job, job.change);
        }
        first = await everyStack((stack) => stack.up());
        second = await everyStack((stack) => stack.up());
    });
    after(() => everyStack((stack) => stack.destroy()));

    broken.forEach(({ name, reason, timeoutSeconds: ownTimeout }, index) => {
        it(`fails with the reason: ${name}`, () => {
            const { code, output, seconds } = first[index] as Ended;
            assert.equal(code, 1, output);
            assert.match(output, reason);
            assert.match(output, new RegExp(`error: 1 job is not in the state asked for: ${name}\\n`));
            assert.ok(ownTimeout < timeoutSeconds || seconds < timeoutSeconds, `took ${seconds} s`);
        });

        it(`fails again when nothing has changed: ${name}`, () => {
            const { code, output } = second[index] as Ended;
            assert.equal(code, 1, output);
            assert.match(output, reason);
            assert.doesNotMatch(output, /\d+ (created|updated|deleted|replaced)/);
        });
    });

    it("is green once the typo of each job is mended, with nothing said of state", async () => {
        for (const { stack, job } of stacks) {
            configure(stack, { ...job, timeoutSeconds }, {});
        }
        const runs = await everyStack((stack) => stack.up());
        assert.deepEqual(
            runs.map(({ code }) => code),
            [0, 0, 0],
            runs.map(({ output }) => output).join("\n"),
        );
        for (const { name } of broken) {
            assert.equal(await jobState(name, name), "RUNNING/STABLE", name);
        }
    });

    it("is destroyed while its jobs run, and leaves nothing", async () => {
        const runs = await everyStack((stack) => stack.destroy());
        assert.deepEqual(
            runs.map(({ code }) => code),
            [0, 0, 0],
            runs.map(({ output }) => output).join("\n"),
        );
        for (const { name } of broken) {
            await assert.rejects(get("namespace", name), /not found/);
        }
    });
});
