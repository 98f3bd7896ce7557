import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { changeAccount, placeThing, readThings } from "./account";
import { Double } from "./double";
import { writeProfile } from "./profile";
import type { Inputs } from "./rules";
import { readStandingCluster } from "./standing-cluster";
import { playedRules } from "./support/played-rules";

const network = { urn: "urn:net", type: "played:net:Network", name: "net" };
const cluster = { urn: "urn:run", type: "played:run:Cluster", name: "run" };
const range = { cidrBlock: "10.0.0.0/16" };

describe("the account of the doubles", () => {
    let folder: string;
    let double: Double;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "double-"));
        double = new Double(playedRules, folder, readStandingCluster(folder));
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const makeNetwork = (inputs: Inputs = range) => double.create(network, inputs, false);
    const makeCluster = (subnets: readonly string[], more: Inputs = {}) =>
        double.create(cluster, { name: "flink", mode: "managed", version: "v1", network: { subnets }, ...more }, false);
    const remaining = () => readThings(folder).map(({ type, id, by }) => [type.split(":").at(-1), id, by]);

    it("refuses an id that is there, whichever double made it, and takes it again when it is gone", async () => {
        await makeCluster([]);
        const another = new Double(playedRules, folder, readStandingCluster(folder));
        const inputs = { name: "flink", network: { subnets: [] }, version: "v1" };
        await assert.rejects(another.create(cluster, inputs, false), /^Error: a cluster called flink exists$/);
        await double.delete({ ...cluster, id: "flink" }, {});
        assert.equal((await another.create(cluster, inputs, false)).id, "flink");
    });

    it("refuses what only one thing can have", async () => {
        const { id } = await makeNetwork();
        await assert.rejects(
            makeNetwork({ ...range, dns: true }),
            /^Error: cannot create played:net:Network: ".+" exists/,
        );
        await double.delete({ ...network, id }, {});
        const second = await makeNetwork();
        assert.match(second.id, /^net-[0-9a-f]{8}$/);
        assert.notEqual(second.id, id, "what is made again is another thing");
    });

    it("keeps what the cloud made up for a thing while that changes", async () => {
        await double.delete({ ...network, id: (await makeNetwork()).id }, {});
        const { id, outputs } = await makeNetwork();
        const preview = await double.update({ ...network, id }, outputs, { ...range, dns: true }, true);
        assert.equal(preview.outputs["arn"], outputs["arn"]);
        const updated = await double.update({ ...network, id }, outputs, { ...range, dns: true }, false);
        assert.equal(updated.outputs["arn"], outputs["arn"]);
        assert.deepEqual(readThings(folder)[0]?.inputs, { ...range, dns: true });
    });

    it("refuses to change what is not there", () =>
        assert.rejects(
            double.update({ ...network, id: "net-1" }, {}, range, false),
            /^Error: the account has no played:net:Network "net-1"$/,
        ));

    it("refuses inputs that name what is not there, unless they named it before", async () => {
        await assert.rejects(makeCluster(["arn:net/1"]), /^Error: there is no network arn:net\/1$/);
        assert.deepEqual(remaining(), []);
        await makeCluster(["arn:net/1"], { mode: "plain" });
        const subnets = ["arn:net/1"];
        const olds = { name: "flink", network: { subnets } };
        const news = { ...olds, mode: "managed", version: "v1" };
        await double.update({ ...cluster, id: "flink" }, olds, news, false);
        await assert.rejects(
            double.update({ ...cluster, id: "flink" }, olds, { ...news, network: { subnets: ["arn:net/2"] } }, false),
            /^Error: there is no network arn:net\/2$/,
        );
    });

    it("refuses to delete what something else holds", async () => {
        const { id, outputs } = await makeNetwork();
        await makeCluster([outputs["arn"]]);
        await assert.rejects(double.delete({ ...network, id }, outputs), {
            message: `${outputs["arn"]} is used by flink`,
        });
        await double.delete({ ...cluster, id: "flink" }, {});
        await double.delete({ ...network, id }, outputs);
        await double.delete({ ...network, id }, outputs); // gone is gone
    });

    it("makes and leaves what the cloud does, once", async () => {
        placeThing(folder, { type: "played:log:Group", id: "logs-of-flink" });
        await makeCluster([]);
        assert.deepEqual(remaining(), [
            ["Group", "logs-of-flink", "before"],
            ["Cluster", "flink", "program"],
        ]);
        await double.delete({ ...cluster, id: "flink" }, {});
        assert.deepEqual(remaining(), [
            ["Group", "logs-of-flink", "before"],
            ["Group", "last-logs-of-flink", "cloud"],
        ]);
    });

    it("deletes what is in a thing with it", async () => {
        placeThing(folder, { type: "played:net:Part", id: "flink/pool" });
        placeThing(folder, { type: "played:net:Part", id: "flink-2/pool" });
        await makeCluster([]);
        await double.delete({ ...cluster, id: "flink" }, {});
        assert.deepEqual(
            remaining().map(([, id]) => id),
            ["flink-2/pool", "logs-of-flink", "last-logs-of-flink"],
        );
    });

    it("adopts what was there before, and tells functions of it", async () => {
        placeThing(folder, { type: network.type, id: "net-old", inputs: range }, { arn: "arn:old" });
        const adopted = await double.read({ ...network, id: "net-old" }, {}, {});
        assert.deepEqual(adopted, { id: "net-old", inputs: range, outputs: { ...range, arn: "arn:old" } });
        assert.deepEqual(await double.invoke("played:index:networks", {}, false), { ids: ["net-old"] });
        assert.equal((await makeCluster(["arn:old"])).id, "flink");
    });

    it("does not find a new thing as often, or as long, as the profile says", async () => {
        const arn = (await makeNetwork()).outputs["arn"];
        writeProfile(folder, { visibleAfter: { [network.type]: { uses: 2 } } });
        for (const _ of [1, 2]) {
            await assert.rejects(makeCluster([arn]), { message: `there is no network ${arn}` });
        }
        await makeCluster([arn]);
        const late = (await makeNetwork({ cidrBlock: "10.1.0.0/16" })).outputs["arn"];
        writeProfile(folder, { visibleAfter: { [network.type]: { seconds: 60 } } });
        await assert.rejects(makeCluster([late], { name: "late" }), { message: `there is no network ${late}` });
        writeProfile(folder, { visibleAfter: { [network.type]: { seconds: 0 } } });
        await makeCluster([late], { name: "late" });
    });

    it("finds a new thing at once where both are of one service", async () => {
        const [reference] = playedRules.account?.[cluster.type]?.refersTo ?? [];
        assert.ok(reference);
        const account = { [cluster.type]: { refersTo: [{ ...reference, atOnce: true as const }], sources: [] } };
        double = new Double({ ...playedRules, account }, folder, readStandingCluster(folder));
        writeProfile(folder, { visibleAfter: { [network.type]: { seconds: 60 } } });
        const arn = (await makeNetwork()).outputs["arn"];
        assert.equal((await makeCluster([arn])).id, "flink");
    });

    it("waits where the provider asks again, until it is cancelled", async () => {
        const [reference] = playedRules.account?.[cluster.type]?.refersTo ?? [];
        assert.ok(reference);
        const account = { [cluster.type]: { refersTo: [{ ...reference, retried: true as const }], sources: [] } };
        double = new Double({ ...playedRules, account }, folder, readStandingCluster(folder));
        const arn = (await makeNetwork()).outputs["arn"];
        writeProfile(folder, { visibleAfter: { [network.type]: { uses: 2 } } });
        await makeCluster([arn]);
        assert.equal(readThings(folder)[0]?.missed, 2);
        await assert.rejects(makeCluster(["arn:none"], { name: "none" }), /no network arn:none/, "it never comes");
        writeProfile(folder, { visibleAfter: { [network.type]: { seconds: 60 } } });
        const waiting = makeCluster([arn], { name: "waiting" });
        setTimeout(() => double.cancel(), 20);
        await assert.rejects(waiting, { name: "AbortError" });
    });

    it("refuses on its first day what must be asked for first", async () => {
        await makeCluster([], { version: "v9" });
        writeProfile(folder, { fresh: true });
        await assert.rejects(makeCluster([], { name: "new", version: "v9" }), /^Error: v9 is not enabled$/);
        await makeCluster([], { name: "new" });
    });

    it("is changed by one process at a time", async () => {
        const program = join(folder, "program.ts");
        const account = JSON.stringify(join(__dirname, "account.ts"));
        writeFileSync(
            program,
            `import { placeThing } from ${account};
            for (let i = 0; i < 20; i += 1) placeThing(process.argv[2], { type: process.argv[3], id: String(i) });`,
        );
        const run = (name: string) =>
            promisify(execFile)(process.execPath, ["--import", "tsx", program, folder, name], { cwd: __dirname });
        await Promise.all(["a", "b", "c"].map(run));
        assert.equal(readThings(folder).length, 60);
    });

    it("does not wait for a process that was killed", async () => {
        const lock = join(folder, "account.lock");
        writeFileSync(lock, "");
        const { utimesSync } = await import("node:fs");
        utimesSync(lock, 0, 0);
        const count = changeAccount(folder, (contents) => ({ contents, result: contents.things.length }));
        assert.equal(count, 0);
    });
});
