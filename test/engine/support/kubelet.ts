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

/** Plays the nodes' part for Jobs: every pod of a namespace ends soon, and fails for as long as there is a reason. */
export class PlayedJobs {
    readonly stop: () => Promise<void>;
    /** What the pods' containers say last; undefined while they succeed. */
    failure: string | undefined;

    constructor(api: Api, namespace: string) {
        this.stop = playUntilStopped(300, async () => {
            for (const name of await api.runningPodNames(namespace)) {
                // A pod that is gone meanwhile needs no status.
                await api.finish(namespace, name, this.failure).catch(() => undefined);
            }
        });
    }
}
