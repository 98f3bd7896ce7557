import { describeFailure, isRefusal, type ReadinessClient } from "./client";
import type { Details, FlinkDeploymentObject } from "./objects";

/** One resource whose state is waited for. */
export interface Watcher {
    readonly uid: string;
    /** True once no wait needs it any longer. */
    readonly over: boolean;
    /** Whether the look leaves something that events and pods may explain. Remembers nothing. */
    asksForDetails(resource: FlinkDeploymentObject | undefined, details: Details): "no" | "soon" | "now";
    /** Takes a look; the resource is undefined if the namespace has none with the watcher's uid. */
    look(resource: FlinkDeploymentObject | undefined, details: Details): void;
    /** The API server gave no answer; `final` if asking again cannot help. */
    unanswered(failure: string, final: boolean): void;
}

/** Intervals between two looks at a namespace. */
export interface Pace {
    /** Shortest pause between two looks. */
    readonly pauseMs: number;
    /** Shortest time between two lists of events and pods. */
    readonly detailsMs: number;
}

const defaultPace: Pace = {
    // The operator itself looks every 5 to 15 s.
    pauseMs: 1000,
    detailsMs: 5000,
};

// Share of a slow API server's time that the looks may take: a fifth.
const pausePerCall = 4;

const nothing: Details = { events: [], pulling: [], pods: [] };

/** Looks at all FlinkDeployments of a namespace at once, for as long as one of them is waited for. */
export class NamespacePoller {
    private watchers: Watcher[] = [];
    private running = false;
    private details = nothing;
    private detailsAt: number;

    constructor(
        private readonly client: ReadinessClient,
        private readonly namespace: string,
        private readonly pace: Pace = defaultPace,
    ) {
        this.detailsAt = Date.now();
    }

    /** Begins to look for a watcher, until the watcher is over. */
    add(watcher: Watcher): void {
        this.watchers.push(watcher);
        if (!this.running) {
            this.running = true;
            void this.run();
        }
    }

    private async run(): Promise<void> {
        while (this.watchers.length > 0) {
            const started = Date.now();
            await this.poll();
            this.watchers = this.watchers.filter(({ over }) => !over);
            if (this.watchers.length > 0) {
                const pauseMs = Math.max(this.pace.pauseMs, pausePerCall * (Date.now() - started));
                await new Promise((resolve) => setTimeout(resolve, pauseMs));
                this.watchers = this.watchers.filter(({ over }) => !over);
            }
        }
        this.running = false;
    }

    private async poll(): Promise<void> {
        const asking = [...this.watchers]; // others may come while the answer is on its way: it may be older than they are
        try {
            const listed = await this.client.listDeployments(this.namespace);
            const byUid = new Map(listed.map((resource) => [resource.metadata.uid, resource]));
            await this.refreshDetails(asking, byUid);
            for (const watcher of asking) {
                watcher.look(byUid.get(watcher.uid), this.details);
            }
        } catch (error) {
            for (const watcher of asking) {
                watcher.unanswered(describeFailure(error), isRefusal(error));
            }
        }
    }

    private async refreshDetails(asking: readonly Watcher[], byUid: ReadonlyMap<string, FlinkDeploymentObject>) {
        const asked = asking.map((watcher) => watcher.asksForDetails(byUid.get(watcher.uid), this.details));
        const due = asked.includes("soon") && Date.now() - this.detailsAt >= this.pace.detailsMs;
        if (!due && !asked.includes("now")) {
            return;
        }
        this.detailsAt = Date.now();
        try {
            this.details = await this.client.listDetails(this.namespace);
        } catch (error) {
            this.details = { ...nothing, unavailable: describeFailure(error) };
        }
    }
}
