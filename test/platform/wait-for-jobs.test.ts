import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { FlinkApplication } from "../../src/jobs/application/application";
import type { PlatformHandle } from "../../src/contracts/platform";
import { FlinkPlatform } from "../../src/platform/platform";
import type { PlatformOutputs } from "../../src/platform/reference/outputs";
import { ReferencedPlatform } from "../../src/platform/reference/platform";
import { program } from "../../src/program";
import { fakeCluster } from "../support/fake-cluster";
import { record, valueOf } from "../support/record";
import { unreachableKubeconfig } from "../support/unreachable-kubeconfig";

const jar = "local:///opt/orders.jar";

/** Runs a program whose jobs are there for Pulumi, in a cluster that nobody can ask for them. */
const run = (body: () => unknown) =>
    record(body, {
        results: {
            "kubernetes:flink.apache.org/v1beta1:FlinkDeployment": ({ inputs }) => ({
                metadata: { ...inputs.metadata, uid: "1" },
            }),
        },
    });

/** A job that has no word of its own to say of the wait, and one that asks for it. */
function jobsOn(platform: PlatformHandle): void {
    new FlinkApplication("orders", { platform, namespace: "shop", jar, readiness: { timeoutSeconds: 1 } });
    new FlinkApplication("invoices", {
        platform,
        namespace: "shop",
        jar,
        readiness: { enabled: true, timeoutSeconds: 1 },
    });
}

describe("waitForJobs", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "wait-for-jobs-"));
    const kubeconfig = path.join(folder, "config");
    fs.writeFileSync(kubeconfig, unreachableKubeconfig);
    after(() => fs.rmSync(folder, { recursive: true }));
    let outputs: PlatformOutputs;

    const platforms: Readonly<Record<string, (args: { readonly waitForJobs?: boolean }) => void>> = {
        FlinkPlatform: (args) => jobsOn(new FlinkPlatform("flink", { cluster: fakeCluster(), ...args })),
        ReferencedPlatform: (args) =>
            jobsOn(new ReferencedPlatform("flink", { outputs, kubeconfig: unreachableKubeconfig, ...args })),
        "a stack file": (args) => {
            const applications = {
                orders: { namespace: "shop", jar, readiness: { timeoutSeconds: 1 } },
                invoices: { namespace: "shop", jar, readiness: { enabled: true, timeoutSeconds: 1 } },
            };
            program({ cluster: { cloud: "local", kubeconfig }, applications, ...args });
        },
    };

    before(() =>
        record(async () => {
            const owner = new FlinkPlatform("flink", { cluster: fakeCluster(), namespaces: ["shop"] });
            outputs = JSON.parse(JSON.stringify(await valueOf(owner.handle)));
        }),
    );

    for (const [what, make] of Object.entries(platforms)) {
        it(`of ${what} is for all of its jobs, and true unless it is said`, async () => {
            const message = "2 jobs are not in the state asked for: invoices, orders";
            await assert.rejects(
                run(() => make({})),
                { message },
            );
            await assert.rejects(
                run(() => make({ waitForJobs: true })),
                { message },
            );
            await run(() => make({ waitForJobs: false }));
        });
    }

    for (const [component, make] of Object.entries(platforms).slice(0, 2)) {
        it(`of ${component} is true or false, and no text`, () =>
            assert.rejects(
                run(() => make({ waitForJobs: "false" as never })),
                { message: `${component} "flink": waitForJobs must be true or false, got "false"; remove the quotes` },
            ));
    }
});
