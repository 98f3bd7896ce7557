import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Endpoint, Thing } from "./account-rules";
import { changeAccount } from "./account";
import { isStranger } from "./credential";
import { answers, Gate } from "./gate";
import { writeProfile, type Profile } from "./profile";

const clusterOf = (endpoint: Endpoint, more: Partial<Thing> = {}): Thing => ({
    type: "played:run:Cluster",
    id: "flink",
    inputs: {},
    outputs: {},
    serial: "1a2b3c4d",
    by: "program",
    madeAtMs: 10_000,
    missed: 0,
    endpoint,
    ...more,
});
const subnet = (by: Thing["by"]): Thing => ({ ...clusterOf({ public: false, allowedCidrs: [], networks: [] }), by });
const networkOf = (by: Thing["by"]): Thing => {
    const { endpoint: _, ...thing } = subnet(by);
    return { ...thing, type: "played:net:Network", id: "net-1" };
};

const closed: Endpoint = { public: false, allowedCidrs: [], networks: ["net-1"] };
const open: Endpoint = { public: true, allowedCidrs: ["203.0.113.0/24"], networks: ["net-1"] };
const outside: Profile = { callerAddress: "203.0.113.7" };

describe("answers", () => {
    const cases: readonly [string, boolean, readonly Thing[], Profile][] = [
        ["without a cluster", true, [], outside],
        ["a caller who is connected", true, [clusterOf(closed), networkOf("program")], {}],
        ["not from a network of the program", false, [clusterOf(closed), networkOf("program")], outside],
        ["from a network that was there before", true, [clusterOf(closed), networkOf("before")], outside],
        ["a range that is let in", true, [clusterOf(open), networkOf("program")], outside],
        ["no other range", false, [clusterOf(open), networkOf("program")], { callerAddress: "198.51.100.7" }],
        ["not at once", false, [clusterOf(open)], { silentSeconds: 3 }],
        ["after a while", true, [clusterOf(open)], { silentSeconds: 2 }],
    ];
    for (const [says, expected, things, profile] of cases) {
        it(says, () => assert.equal(answers(things, profile, 12_000), expected));
    }
});

describe("isStranger", () => {
    const entry = clusterOf(open, { letsIn: true });
    const cases: readonly [string, boolean, readonly Thing[], Profile][] = [
        ["is nobody without a profile", false, [entry], {}],
        ["is everybody while the entry is new", true, [entry], { strangerSeconds: 3 }],
        ["is nobody after that", false, [entry], { strangerSeconds: 2 }],
        ["is nobody where nothing lets in", false, [clusterOf(open)], { strangerSeconds: 3 }],
    ];
    for (const [says, expected, things, profile] of cases) {
        it(says, () => assert.equal(isStranger(things, profile, 12_000), expected));
    }
});

describe("Gate", () => {
    let folder: string;
    let api: Server;
    let gate: Gate;
    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "double-"));
        api = createServer((_, response) => response.end("v1"));
        await new Promise<void>((listening) => api.listen(0, "127.0.0.1", listening));
        gate = await Gate.open(folder, `https://127.0.0.1:${(api.address() as AddressInfo).port}`);
    });
    after(() => {
        gate.close();
        api.close();
        rmSync(folder, { recursive: true });
    });
    const ask = async () => (await fetch(gate.url.replace("https", "http"), { keepalive: false })).text();

    it("lets callers through to the API, or breaks their connections off", async () => {
        assert.equal(await ask(), "v1");
        changeAccount(folder, ({ serials }) => ({
            contents: { things: [clusterOf(closed), networkOf("program")], serials },
            result: undefined,
        }));
        writeProfile(folder, outside);
        await assert.rejects(ask(), /fetch failed/);
        writeProfile(folder, {});
        assert.equal(await ask(), "v1");
    });
});
