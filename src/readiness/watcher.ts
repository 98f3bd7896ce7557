import { noHistory, type History } from "./history";
import { judge, settlingProgress, type Judgement } from "./judgement";
import { observe, shownStatus, type Details, type FlinkObject } from "./objects";
import type { Wanted } from "./observation";
import type { Watcher } from "./poller";
import type { Ticket } from "./run";
import type { FlinkStatus } from "./status";
import type { ReadinessTimes } from "./times";

/** Output for the user of how the wait goes. */
export interface WaitLog {
    /** Shown until the next one. */
    progress(text: string): void;
    failure(reason: string): void;
}

/** The resource that is waited for, and the state it is to reach. */
export interface WatcherArgs {
    readonly uid: string;
    readonly wanted: Wanted;
    readonly times: ReadinessTimes;
    readonly ticket: Ticket;
    readonly log: WaitLog;
    /** Milliseconds, from any point in time. */
    readonly clock: () => number;
    /** True once the run has ended without waiting for an answer. */
    readonly isAbandoned: () => boolean;
    /** Takes the status that each look finds. @default none */
    readonly onLook?: (status: FlinkStatus | undefined) => void;
}

// A line for each look of each job would cost more than the looks: 46 s against 18 s with 200 jobs.
const heartbeatSeconds = 30;

/** Waits for one resource: judges each look, shows how it goes and settles the job's part in the run. */
export class ResourceWatcher implements Watcher {
    private history: History = noHistory;
    private startedMs: number | undefined;
    private shown = { text: "", atSeconds: 0 };

    constructor(private readonly args: WatcherArgs) {}

    get uid(): string {
        return this.args.uid;
    }

    get over(): boolean {
        return this.args.ticket.over || this.args.isAbandoned();
    }

    asksForDetails(resource: FlinkObject | undefined, details: Details): "no" | "soon" | "now" {
        const { judgement } = this.judge(resource, details);
        if (judgement.state === "failed") {
            return "now";
        }
        return judgement.state === "waiting" && judgement.progress !== settlingProgress ? "soon" : "no";
    }

    look(resource: FlinkObject | undefined, details: Details): void {
        if (this.over) {
            return;
        }
        this.args.onLook?.(shownStatus(resource));
        const { judgement, history } = this.judge(resource, details);
        this.history = history;
        this.conclude(
            judgement.state === "failed" && details.unavailable !== undefined
                ? { ...judgement, reason: `${judgement.reason}; events and pods unknown: ${details.unavailable}` }
                : judgement,
        );
    }

    unanswered(failure: string, final: boolean): void {
        const { times } = this.args;
        if (this.over) {
            return;
        }
        const reason = `the cluster does not say how it is: ${failure}`;
        const judgement: Judgement =
            final || this.elapsedSeconds() >= times.timeoutSeconds
                ? { state: "failed", reason }
                : { state: "waiting", progress: reason };
        this.conclude(judgement);
    }

    private judge(resource: FlinkObject | undefined, details: Details) {
        const { wanted, times } = this.args;
        const observation = resource === undefined ? undefined : observe(resource, details);
        return judge(wanted, observation, this.history, this.elapsedSeconds(), times);
    }

    private conclude(judgement: Judgement): void {
        const { ticket, log } = this.args;
        switch (judgement.state) {
            case "ready":
                ticket.succeed();
                return;
            case "failed":
                log.failure(judgement.reason);
                ticket.fail();
                return;
            case "waiting":
                this.show(judgement.progress);
        }
    }

    private show(text: string): void {
        const now = this.elapsedSeconds();
        if (text !== this.shown.text || now - this.shown.atSeconds >= heartbeatSeconds) {
            this.shown = { text, atSeconds: now };
            this.args.log.progress(now < heartbeatSeconds ? text : `${text} (${Math.round(now)} s)`);
        }
    }

    private elapsedSeconds(): number {
        const now = this.args.clock();
        this.startedMs ??= now;
        return (now - this.startedMs) / 1000;
    }
}
