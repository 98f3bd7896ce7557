import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeThing } from "./account";
import { readCalls } from "./calls";
import { Double } from "./double";
import { writeFaults, type Fault } from "./faults";
import { unknown, type Inputs } from "./rules";
import { readStandingCluster } from "./standing-cluster";
import { playedRules } from "./support/played-rules";

const net = { urn: "urn:net", type: "played:net:Network", name: "net" };
const run = { urn: "urn:run", type: "played:run:Cluster", name: "run", id: "flink" };
const inputs = { name: "flink", network: { subnets: ["a", "b"] }, version: "v1" };

describe("Double", () => {
    let folder: string;
    let double: Double;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "double-"));
        double = anotherDouble();
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    /** As the engine starts several processes of one double. */
    const anotherDouble = (provider = "played") =>
        new Double({ ...playedRules, provider }, folder, readStandingCluster(folder));
    const previewOf = async (values: Inputs) => (await double.create(run, values, true)).outputs;

    it("knows at preview what the program gave, and of the rest only what is stable", async () => {
        const { id, outputs } = await double.create(net, { cidrBlock: "10.0.0.0/16" }, true);
        assert.deepEqual([id, outputs], ["", { cidrBlock: "10.0.0.0/16", arn: unknown, owner: "123456789012" }]);
        assert.deepEqual(await previewOf(inputs), {
            ...inputs,
            network: { subnets: ["a", "b"], gateway: unknown },
            endpoint: unknown,
            release: unknown,
        });
    });

    it("previews what it cannot compute from unknown inputs", async () => {
        const values = { ...inputs, network: { subnets: [unknown, "b"] }, version: { at: unknown } };
        assert.deepEqual(await previewOf(values), values);
        await assert.rejects(previewOf({ ...inputs, version: 1 }), /toUpperCase is not a function/);
    });

    it("completes what it makes, with an id of its own for each replacement", async () => {
        const made = await double.create(run, inputs, false);
        assert.equal(made.id, "flink");
        assert.deepEqual(made.outputs, {
            ...inputs,
            network: { subnets: ["a", "b"], gateway: made.outputs["network"].gateway },
            endpoint: "https://127.0.0.1:1",
            release: "V1-1",
        });
        assert.match(made.outputs["network"].gateway, /^gate-[0-9a-f]{8}$/);
        const ids = [];
        for (const cidrBlock of ["10.0.0.0/16", "10.1.0.0/16"]) {
            ids.push((await double.create(net, { cidrBlock, dns: true }, false)).id);
        }
        assert.match(ids.join(" "), /^net-[0-9a-f]{8} net-[0-9a-f]{8}$/);
        assert.notEqual(ids[0], ids[1]);
    });

    it("keeps at an update's preview what the update leaves, as the provider conducts itself", async () => {
        const olds = (await double.create(run, inputs, false)).outputs;
        const news = { ...inputs, version: "v2" };
        const { outputs } = await double.update(run, olds, news, true);
        assert.deepEqual(outputs, { ...olds, version: "v2", release: unknown });
        const azure = await anotherDouble("azure-native").update(run, olds, news, true);
        assert.deepEqual(azure.outputs, {
            ...news,
            network: { ...inputs.network, gateway: unknown },
            endpoint: unknown,
            release: unknown,
        });
        assert.equal((await double.update(run, olds, news, false)).outputs["release"], "V2-1");
    });

    it("reads back what the account has, and what the rules say is there already", async () => {
        const { outputs } = await double.create(run, inputs, false);
        const stored = { id: "flink", outputs, inputs };
        assert.deepEqual(await anotherDouble().read(run, { name: "x" }, { name: "x" }), stored);
        assert.deepEqual(await double.read(run, {}, {}), stored, "for an import");
        removeThing(folder, run.type, run.id);
        assert.equal(await double.read(run, outputs, inputs), undefined);
        const found = await double.read({ ...run, id: "there" }, {}, {});
        assert.equal(found?.outputs["release"], "V1-1");
        assert.equal(await double.read({ ...run, id: "gone" }, {}, {}), undefined);
    });

    it("answers functions", async () =>
        assert.deepEqual(await double.invoke("played:index:whoAmI", { in: "x" }, true), {
            account: "123456789012",
            region: "x",
        }));

    it("rejects types, functions and deletions that the rules do not allow", async () => {
        const other = { ...net, type: "played:net:Gate" };
        assert.deepEqual(await double.check(other, {}), [
            { property: "", reason: "the double does not know the type played:net:Gate" },
        ]);
        await assert.rejects(double.create(other, {}, false), /does not know the type played:net:Gate/);
        await assert.rejects(double.invoke("played:index:other", {}, true), /does not know the function/);
        await assert.rejects(double.delete(run, { protected: true }), /^Error: the cluster is protected$/);
        await double.delete(run, { protected: false });
        assert.deepEqual(double.checkConfig({ version: "7.48.0", zone: "a" }), [
            { property: "region", reason: "is missing" },
            { property: "zone", reason: "is not known; known: region" },
        ]);
    });

    describe("with faults", () => {
        const outcomes = async (doubles: readonly Double[], faults: readonly Fault[]) => {
            writeFaults(folder, faults);
            const outcome = async (each: Double, index: number) => {
                try {
                    await each.create(run, { ...inputs, name: `flink-${index}` }, false);
                    return "flink";
                } catch (error) {
                    return (error as Error).message;
                }
            };
            return Promise.all(doubles.map(outcome));
        };

        it("fails as often as it is told, whichever process is asked", async () => {
            const faults: Fault[] = [{ method: "create", type: run.type, name: "run", times: 2, message: "no room" }];
            const ended = await outcomes([double, anotherDouble(), double, anotherDouble()], faults);
            assert.deepEqual(ended.sort(), ["flink", "flink", "no room", "no room"]);
            assert.deepEqual((await outcomes([double], faults)).sort(), ["no room"]);
        });

        it("goes on to the next fault when one is used up, and fails for ever without a number", async () => {
            const faults: Fault[] = [
                { method: "create", times: 1, message: "first" },
                { method: "create", name: "another", message: "not this" },
                { method: "create", message: "then" },
            ];
            const ended = await outcomes([double, double, double], faults);
            assert.deepEqual(ended.sort(), ["first", "then", "then"]);
        });

        it("leaves previews alone", async () => {
            writeFaults(folder, [{ method: "create", message: "no room" }]);
            assert.equal((await double.create(run, inputs, true)).id, "");
        });

        it("tells of the resource that is there although it failed", async () => {
            await double.create(run, inputs, false);
            writeFaults(folder, [{ method: "update", message: "half done", partial: true }]);
            const failed = await double.update(run, {}, inputs, false).catch((error: unknown) => error);
            const { message, made } = failed as Error & { made: { id: string; outputs: Inputs } };
            assert.deepEqual([message, made.id, made.outputs["release"]], ["half done", "flink", "V1-1"]);
        });

        it("takes its time until it is cancelled", async () => {
            writeFaults(folder, [{ method: "create", times: 1, delayMs: 60_000 }]);
            const waiting = double.create(run, inputs, false);
            double.cancel();
            await assert.rejects(waiting, { name: "AbortError" });
        });
    });

    it("writes down every call in order", async () => {
        double.configure({ region: "here" });
        await double.check(net, { cidrBlock: unknown });
        await double.diff({ ...net, id: "net-1" }, { cidrBlock: "a" }, { cidrBlock: "b" }, []);
        await double.create(net, { cidrBlock: "b" }, true);
        await double.invoke("played:index:whoAmI", {}, true);
        await double.delete({ ...net, id: "net-1" }, { arn: "x" });
        double.cancel();
        const provider = "played";
        assert.deepEqual(readCalls(folder), [
            { provider, method: "configure", inputs: { region: "here" } },
            { provider, method: "check", ...net, inputs: { cidrBlock: "unknown" } },
            {
                provider,
                method: "diff",
                ...net,
                id: "net-1",
                inputs: { cidrBlock: "b" },
                olds: { cidrBlock: "a" },
            },
            { provider, method: "create", ...net, inputs: { cidrBlock: "b" }, preview: true },
            { provider, method: "invoke", type: "played:index:whoAmI", inputs: {}, preview: true },
            { provider, method: "delete", ...net, id: "net-1", olds: { arn: "x" } },
            { provider, method: "cancel" },
        ]);
    });
});
