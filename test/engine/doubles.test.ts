import assert from "node:assert/strict";
import { afterwards } from "./support/cast";
import { CloudStack } from "./support/cloud-stack";
import { errorsOf, failed } from "./support/stack";

/** A network and a part of it. */
const program = (region: string, more = "") => `
    const { Provider } = require("@pulumi/gcp/provider");
    const { Network, Subnetwork } = require("@pulumi/gcp/compute");
    const provider = new Provider("gcp", { project: "acme-prod", region: "europe-west1" });
    const network = new Network("net", { name: "net", autoCreateSubnetworks: false }, { provider });
    const part = new Subnetwork("part", {
        name: "part", network: network.id, region: "${region}", ipCidrRange: "10.0.0.0/20", ${more}
    }, { provider });
    return { network: network.selfLink, part: part.gatewayAddress };`;

const type = "gcp:compute/subnetwork:Subnetwork";

async function twoResources(name: string): Promise<CloudStack> {
    const stack = await CloudStack.create(name, {}, { program: program("europe-west1") });
    afterwards(() => stack.remove());
    return stack;
}

/** The calls of the doubles that change something, in order. */
const changes = (stack: CloudStack) =>
    stack
        .calls()
        .filter(({ method, preview }) => preview !== true && ["create", "update", "delete"].includes(method))
        .map(({ method, name }) => `${method} ${name}`);

/** What a preview does to the two resources. */
const plan = async (stack: CloudStack) =>
    (await stack.steps())
        .filter(({ urn }) => urn.includes("gcp:compute"))
        .map(({ op, urn }) => [op, urn.split("::").at(-1)]);

describe("a provider double under the real engine", () => {
    it("previews, makes, changes, replaces and deletes", async () => {
        const stack = await twoResources("whole");
        assert.deepEqual(await plan(stack), [
            ["create", "net"],
            ["create", "part"],
        ]);
        const asked = stack.calls("create").map(({ name, preview, inputs }) => [name, preview, inputs?.["network"]]);
        assert.deepEqual(asked, [
            ["net", true, undefined],
            ["part", true, "unknown"],
        ]);
        const up = await stack.up();
        assert.deepEqual([up.code, changes(stack)], [0, ["create net", "create part"]], up.output);

        stack.forget();
        stack.write(program("europe-west1", "privateIpGoogleAccess: true"));
        const changed = await stack.up();
        assert.deepEqual([changed.code, changes(stack)], [0, ["update part"]], changed.output);

        stack.forget();
        stack.write(program("europe-west4"));
        const replaced = await stack.up();
        assert.deepEqual([replaced.code, changes(stack)], [0, ["delete part", "create part"]], replaced.output);

        stack.forget();
        const destroyed = await stack.destroy();
        assert.deepEqual([destroyed.code, changes(stack)], [0, ["delete part", "delete net"]], destroyed.output);
    });

    it("fails as it is told, and the next run goes on from there", async () => {
        const stack = await twoResources("faults");
        stack.faults({ method: "create", type, times: 1, message: "Quota 'SUBNETWORKS' exceeded" });
        const refused = await stack.up();
        assert.deepEqual(
            [refused.code, errorsOf(refused)],
            [failed, ["flink-platform-dev: update failed", "part: Quota 'SUBNETWORKS' exceeded"]],
        );

        stack.faults({ method: "create", type, times: 1, message: "not ready in time", partial: true });
        const half = await stack.up();
        assert.equal(half.code, failed, half.output);
        assert.match(half.output, /not ready in time/);

        const up = await stack.up();
        assert.equal(up.code, 0, up.output);
        assert.deepEqual(changes(stack), ["create net", "create part", "create part", "update part"]);
    });

    it("finds what another stack made in its account, and adopts it", async () => {
        const first = await twoResources("owner");
        const up = await first.up();
        assert.equal(up.code, 0, up.output);
        const second = await CloudStack.create("other", {}, { program: program("europe-west4"), accountOf: first });
        afterwards(() => second.remove());
        const refused = await second.up();
        const network = "projects/a-project/global/networks/net";
        assert.deepEqual(errorsOf(refused), [
            "flink-platform-dev: update failed",
            `net: googleapi: Error 409: Already exists: ${network}, alreadyExists`,
        ]);
        const adopting = program("europe-west4").replace("{ provider });", `{ provider, import: "${network}" });`);
        second.write(adopting.replaceAll('"part"', '"other-part"'));
        const adopted = await second.up();
        assert.equal(adopted.code, 0, adopted.output);
        assert.deepEqual(second.account(), [
            `gcp:compute/network:Network ${network}`,
            "gcp:compute/subnetwork:Subnetwork projects/a-project/regions/europe-west1/subnetworks/part",
            "gcp:compute/subnetwork:Subnetwork projects/a-project/regions/europe-west4/subnetworks/other-part",
        ]);
        const destroyed = await first.destroy();
        assert.match(destroyed.output, /already being used by 'other-part', resourceInUseByAnotherResource/);
    });

    it("refuses what its rules do not allow before anything is made", async () => {
        const stack = await twoResources("refused");
        stack.write(program("europe-west1", 'purpose: "PUBLIC"'));
        const preview = await stack.preview();
        assert.equal(preview.code, failed, preview.output);
        assert.match(
            preview.output,
            /property purpose .* must be one of PRIVATE, REGIONAL_MANAGED_PROXY, got "PUBLIC"/,
        );
        assert.deepEqual(changes(stack), []);
    });
});
