import { playUntilStopped } from "../../support/play-until-stopped";
import type { Api } from "./api";

/** Plays the nodes' part in a namespace of a cluster that has none: every pod is ready soon. */
export class PlayedKubelet {
    readonly stop: () => Promise<void>;

    constructor(api: Api, namespace: string) {
        this.stop = playUntilStopped(300, async () => {
            for (const name of await api.waitingPodNames(namespace)) {
                // A pod that is gone meanwhile needs no status.
                await api.makeReady(namespace, name).catch(() => undefined);
            }
        });
    }
}
