import assert from "node:assert/strict";
import { join } from "node:path";
import { awsDelays } from "../doubles/aws-account";
import { azureNativeDelays } from "../doubles/azure-native-account";
import { namespacesNeeded, registration } from "../doubles/azure-native-fresh-account";
import { gcpDelays } from "../doubles/gcp-account";
import type { Profile } from "../doubles/profile";
import { apiOf } from "./support/api";
import { cloudCases } from "./support/cloud-cases";
import { CloudStack } from "./support/cloud-stack";
import { startControlPlane, stopControlPlane } from "./support/control-plane";
import { aks } from "./support/cycles/aks";
import type { Cycle } from "./support/cycles/change";
import { assertChanged, leftBy, programOf, stepsOf, succeeds } from "./support/cycles/cycle-stack";
import { eksAuto, eksGroups, eksSubnets } from "./support/cycles/eks";
import { gke } from "./support/cycles/gke";
import { PlayedJobs } from "./support/kubelet";
import { levelFolder } from "./support/level-folder";
import { assertPermissionsCovered } from "./support/permissions";

/** What a cycle finds in its account, and how it is refused what stays. */
interface Setting extends Cycle {
    /** Account at the first run. */
    readonly account: Profile;
    readonly placed?: readonly { readonly type: string; readonly id: string }[];
    /** Arguments that stay, with other values, and what a preview says of them. */
    /** Resources that the second life takes over where the first has left them, beside what holds state. */
    readonly adopted?: readonly string[];
    /** What takes longer in the cloud than here, by type, in milliseconds. */
    readonly slow?: Readonly<Record<string, number>>;
    readonly fixed?: { readonly args: object; readonly finding: RegExp };
}

const fromHome = { callerAddress: "81.2.69.142" };

const settings: readonly Setting[] = [
    // A new account has too few processors for node groups, and the page says so.
    {
        ...eksGroups,
        account: { visibleAfter: awsDelays },
        slow: { "aws:eks/cluster:Cluster": 2000, "aws:eks/nodeGroup:NodeGroup": 2000 },
        placed: eksSubnets.map((id) => ({ type: "aws:ec2/subnet:Subnet", id })),
    },
    {
        ...eksAuto,
        account: { ...fromHome, fresh: true, visibleAfter: awsDelays, silentSeconds: 2, strangerSeconds: 3 },
        adopted: ["prod-control-plane-logs"],
        fixed: {
            args: { secretsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/own" },
            finding:
                /EksCluster "prod": secretsKeyArn must stay "arn:aws:kms:\S+", which the cluster has for good, got "arn:aws:kms:eu-west-1:123456789012:key\/own"/,
        },
    },
    {
        ...gke,
        account: { ...fromHome, fresh: true, visibleAfter: gcpDelays },
        fixed: {
            args: { network: { cidr: "10.0.0.0/19", podCidr: "10.16.0.0/14" } },
            finding:
                /GkeCluster "prod": network\.podCidr must stay "10\.4\.0\.0\/14", which the network has for good, got "10\.16\.0\.0\/14"/,
        },
    },
    {
        ...aks,
        account: { ...fromHome, fresh: true, visibleAfter: azureNativeDelays },
        placed: namespacesNeeded.map((id) => ({ type: registration, id })),
        fixed: {
            args: { endpoint: { reachable: true } },
            finding:
                /AksCluster "prod": endpoint\.public must stay true, which the cluster has for good; raise generation for another cluster, got false/,
        },
    },
];

// One after the other, as all clusters have the same names in Kubernetes; the last of a cloud stays there.
describe("a cluster in a new account, from its first run to its second life", function () {
    this.timeout(600_000);
    const controlPlane = `engine-cycles-${process.pid}`;
    let kubeconfig: string;
    let jobs: PlayedJobs;
    before(async () => {
        kubeconfig = join(levelFolder(), "cycles-kubeconfig");
        await startControlPlane(controlPlane, kubeconfig);
        const api = await apiOf(kubeconfig);
        for (const definition of cloudCases.flatMap(({ definitions }) => definitions)) {
            await api.installCloudDefinition(...definition);
        }
        jobs = new PlayedJobs(api, "flink-samples");
    });
    after(async () => {
        await jobs.stop();
        await stopControlPlane(controlPlane);
    });

    for (const cycle of settings) {
        describe(cycle.title, () => {
            const { cloud, stages, fixed, account, placed = [], slow = {}, adopted = [], left } = cycle;
            const { clusterType, stateTypes } = cloudCases.find((known) => known.cloud === cloud) ?? assert.fail();
            let stack: CloudStack;
            before(async () => {
                stack = await CloudStack.create("cycle", {}, { kubeconfig, program: programOf(cycle, 0) });
                stack.profile(account);
                stack.faults(
                    ...Object.entries(slow).map(([type, delayMs]) => ({ method: "create", type, delayMs }) as const),
                );
                placed.forEach((thing) => stack.place(thing));
            });
            after(() => stack.remove());

            it("is made at the first run", async () => {
                const output = await succeeds(stack.up());
                if (account.silentSeconds !== undefined) {
                    assert.match(output, /waiting for the Kubernetes API: /);
                }
                // What the page asks for is done: more processors, and a way into the network.
                stack.profile({ ...(account.visibleAfter && { visibleAfter: account.visibleAfter }) });
            });

            stages.forEach((changes, index) =>
                it(`takes ${changes.length} changes at once, in turn ${index + 1}`, async () => {
                    stack.forget();
                    stack.write(programOf(cycle, index + 1));
                    const output = await succeeds(stack.up());
                    assert.doesNotMatch(output, /waiting for the Kubernetes API/);
                    await assertChanged(stack, changes, output);
                    assert.deepEqual(
                        [...stepsOf(output)].filter(([, step]) => step === "replace").map(([resource]) => resource),
                        changes.filter(({ by }) => by === "replace").map(({ at }) => at),
                    );
                    const gone = new Set(stack.calls("delete").map(({ type }) => type));
                    assert.deepEqual(
                        [clusterType, ...stateTypes].filter((type) => gone.has(type)),
                        [],
                    );
                    assertPermissionsCovered(cloud, stack.calls(), "prod");
                }),
            );

            if (fixed !== undefined) {
                it(`refuses other ${Object.keys(fixed.args).join(", ")} in the preview`, async () => {
                    stack.write(programOf(cycle, stages.length, fixed.args));
                    const { code, output } = await stack.preview();
                    assert.equal(code, 1, output);
                    assert.match(output, fixed.finding);
                    stack.write(programOf(cycle, stages.length));
                });
            }

            it("leaves nothing behind that its page does not name", async () => {
                await succeeds(stack.destroy("--exclude-protected"));
                const found = (await leftBy(stack)).filter((thing) => !isPlaced(thing));
                assert.equal(found.length, left.length, found.join("\n"));
                left.forEach((pattern, index) => assert.match(found[index] ?? "", pattern));
            });

            if (settings.findLast((other) => other.cloud === cloud) === cycle) {
                it("is made again on the state that it left", async () => {
                    stack.forget();
                    await succeeds(stack.up());
                    const made = stack.calls("create");
                    assert.ok(made.some(({ type }) => type === clusterType));
                    assert.deepEqual(
                        made.filter(({ type = "", name = "" }) => stateTypes.includes(type) || adopted.includes(name)),
                        [],
                    );
                    if (adopted.length > 0) {
                        await succeeds(stack.up("--expect-no-changes"));
                    }
                });
            }

            const isPlaced = (thing: string) => placed.some(({ type, id }) => thing === `${type} ${id}`);
        });
    }
});
