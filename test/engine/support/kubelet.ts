import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "./api";

/** Plays the nodes' part in a namespace of a cluster that has none: every pod is ready soon. */
export class PlayedKubelet {
    private playing = true;
    private readonly done: Promise<void>;

    constructor(
        private readonly api: Api,
        private readonly namespace: string,
    ) {
        this.done = this.run();
    }

    async stop(): Promise<void> {
        this.playing = false;
        await this.done;
    }

    private async run(): Promise<void> {
        while (this.playing) {
            for (const name of await this.api.waitingPodNames(this.namespace)) {
                // A pod that is gone meanwhile needs no status.
                await this.api.makeReady(this.namespace, name).catch(() => undefined);
            }
            await sleep(300);
        }
    }
}
