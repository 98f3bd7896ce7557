import assert from "node:assert/strict";
import type { ReadinessClient } from "../../src/readiness/client";
import type { Details, FlinkObject } from "../../src/readiness/objects";
import { NamespacePoller, type Watcher } from "../../src/readiness/poller";

const resource = (name: string): FlinkObject => ({ metadata: { name, uid: `uid-${name}` } });
const details: Details = { events: [], pulling: [], pods: [{ metadata: { name: "pod" } }] };

/** A client that keeps what it was asked. */
function fakeClient(answers: Partial<ReadinessClient> = {}) {
    const asked: string[] = [];
    const client: ReadinessClient = {
        listResources: async (namespace) => {
            asked.push(`deployments in ${namespace}`);
            return (await answers.listResources?.(namespace)) ?? [resource("orders"), resource("payments")];
        },
        listDetails: async (namespace) => {
            asked.push(`details in ${namespace}`);
            return (await answers.listDetails?.(namespace)) ?? details;
        },
    };
    return { client, asked };
}

/** A watcher that is over after some looks. */
class FakeWatcher implements Watcher {
    readonly seen: string[] = [];
    private finish: () => void = () => undefined;
    readonly finished = new Promise<void>((resolve) => (this.finish = resolve));

    constructor(
        readonly uid: string,
        private readonly looks: number,
        private readonly asks: "no" | "soon" | "now" = "no",
    ) {}

    get over(): boolean {
        return this.seen.length >= this.looks;
    }

    asksForDetails(): "no" | "soon" | "now" {
        return this.asks;
    }

    look(found: FlinkObject | undefined, { pods, unavailable }: Details): void {
        this.note(`${found?.metadata.name ?? "nothing"} with ${unavailable ?? pods.length}`);
    }

    unanswered(failure: string, final: boolean): void {
        this.note(`${failure}${final ? ", finally" : ""}`);
    }

    private note(text: string): void {
        this.seen.push(text);
        if (this.over) {
            this.finish();
        }
    }
}

const pace = { pauseMs: 5, detailsMs: 10_000 };

async function poll(client: ReadinessClient, watchers: readonly FakeWatcher[]): Promise<void> {
    const poller = new NamespacePoller(client, "shop", pace);
    watchers.forEach((watcher) => poller.add(watcher));
    await Promise.all(watchers.map(({ finished }) => finished));
}

describe("NamespacePoller", () => {
    it("serves any number of watchers with one list a look, each by its resource's uid", async () => {
        const { client, asked } = fakeClient();
        const watchers = [
            new FakeWatcher("uid-orders", 2),
            new FakeWatcher("uid-payments", 2),
            new FakeWatcher("uid-before", 2),
        ];
        await poll(client, watchers);
        assert.deepEqual(
            watchers.map(({ seen }) => seen),
            [
                ["orders with 0", "orders with 0"],
                ["payments with 0", "payments with 0"],
                ["nothing with 0", "nothing with 0"],
            ],
        );
        assert.ok(asked.length <= 3, asked.join()); // the first watcher may be looked for before the others have come
    });

    it("ends when all its watchers are over, and begins again with another", async () => {
        const { client, asked } = fakeClient();
        const poller = new NamespacePoller(client, "shop", pace);
        for (const looks of [1, 2]) {
            const before = asked.length;
            const watcher = new FakeWatcher("uid-orders", looks);
            poller.add(watcher);
            await watcher.finished;
            await new Promise((resolve) => setTimeout(resolve, 30));
            assert.equal(asked.length - before, looks);
        }
    });

    it("lists events and pods at once for an answer, and else only after a while", async () => {
        const now = fakeClient();
        const answered = new FakeWatcher("uid-orders", 1, "now");
        await poll(now.client, [answered]);
        assert.deepEqual(now.asked, ["deployments in shop", "details in shop"]);
        assert.deepEqual(answered.seen, ["orders with 1"]);

        const soon = fakeClient();
        await poll(soon.client, [new FakeWatcher("uid-orders", 2, "soon")]);
        assert.deepEqual(soon.asked, ["deployments in shop", "deployments in shop"]);
    });

    it("goes on where events and pods cannot be listed, and says why", async () => {
        const { client } = fakeClient({ listDetails: () => Promise.reject(new Error("pods is forbidden")) });
        const watcher = new FakeWatcher("uid-orders", 1, "now");
        await poll(client, [watcher]);
        assert.deepEqual(watcher.seen, ["orders with pods is forbidden"]);
    });

    it("tells watchers of a server that does not answer, and of one that refuses", async () => {
        const failures = [
            new Error("connect ECONNREFUSED"),
            Object.assign(new Error("HTTP-Code: 403"), { code: 403, body: { message: "forbidden" } }),
        ];
        const { client } = fakeClient({
            listResources: () => Promise.reject(failures.shift() ?? new Error("no more")),
        });
        const watcher = new FakeWatcher("uid-orders", 2);
        await poll(client, [watcher]);
        assert.deepEqual(watcher.seen, ["connect ECONNREFUSED", "forbidden, finally"]);
    });
});
