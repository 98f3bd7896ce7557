import assert from "node:assert/strict";
import { FlinkPlatform } from "../../src/platform/platform";
import type { PlatformOutputs } from "../../src/platform/reference/outputs";
import { ReferencedPlatform } from "../../src/platform/reference/platform";
import { fakeCluster } from "../support/fake-cluster";
import { record, valueOf } from "../support/record";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";

interface Args {
    readonly waitForJobs?: boolean;
    readonly maxConcurrentRestarts?: number;
}

describe("maxConcurrentRestarts", () => {
    let outputs: PlatformOutputs;
    before(() =>
        record(async () => {
            const owner = new FlinkPlatform("flink", { cluster: fakeCluster() });
            outputs = JSON.parse(JSON.stringify(await valueOf(owner.handle)));
        }),
    );

    const platforms = {
        FlinkPlatform: (args: Args) => new FlinkPlatform("flink", { cluster: fakeCluster(), ...args }),
        ReferencedPlatform: (args: Args) =>
            new ReferencedPlatform("flink", { outputs, kubeconfig: unreachableKubeconfig, ...args }),
    };

    for (const [component, make] of Object.entries(platforms)) {
        it(`of ${component} bounds nothing unless it is said`, async () => {
            const bounds: unknown[] = [];
            await record(() => void bounds.push(make({}).maxConcurrentRestarts));
            await record(() => void bounds.push(make({ maxConcurrentRestarts: 3 }).maxConcurrentRestarts));
            assert.deepEqual(bounds, [undefined, 3]);
        });

        it(`of ${component} is a number of at least 1, and needs the wait for jobs`, async () => {
            const rejects = (args: Args, problem: string) =>
                assert.rejects(
                    record(() => void make(args)),
                    { message: `${component} "flink": maxConcurrentRestarts ${problem}` },
                );
            await rejects({ maxConcurrentRestarts: 0 }, "must be a whole number of at least 1, got 0");
            await rejects({ maxConcurrentRestarts: 1.5 }, "must be a whole number of at least 1, got 1.5");
            await rejects(
                { maxConcurrentRestarts: 2, waitForJobs: false },
                "cannot be combined with waitForJobs: false, got 2; remove one of them",
            );
        });
    }
});
