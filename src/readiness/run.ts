import { endingError } from "../checks/ending-error";

/** One job's part in a run. */
export interface Ticket {
    /** Resolves when the job is in the state asked for; all rejections of a run carry the same error. */
    readonly result: Promise<string>;
    /** True once the result stands, or the run has ended without one. */
    readonly over: boolean;
    succeed(): void;
    fail(): void;
    /** Takes the job out of the run, for an error that has nothing to do with its state. */
    abandon(error: unknown): void;
}

// Jobs that fail for the same cause do so within a look or two of the operator (15 s), and are then named together.
const defaultLingerMs = 20_000;

/**
 * The jobs that one run of a program waits for. A job that fails ends the run: at once if no other is waited for, otherwise
 * after a short time in which others may still succeed, or fail too.
 */
export class ReadinessRun {
    private readonly failed: string[] = [];
    private readonly waiting = new Set<OpenTicket>();
    private readonly held: OpenTicket[] = [];
    private readonly error = endingError(() => closingLine(this.failed));
    private ended = false;
    private timer: NodeJS.Timeout | undefined;

    constructor(private readonly lingerMs: number = defaultLingerMs) {}

    /** Whether a job has failed; the run ends soon after that. */
    get hasFailed(): boolean {
        return this.failed.length > 0;
    }

    /**
     * Enters a job into the run.
     *
     * @param onUndecided called if the run ends before it is known whether the job is in the state asked for.
     */
    begin(name: string, onUndecided: () => void = () => undefined): Ticket {
        const ticket = new OpenTicket(name, onUndecided, {
            decided: () => this.decide(ticket),
            failed: () => {
                this.failed.push(name);
                this.held.push(ticket);
                this.decide(ticket);
            },
        });
        this.waiting.add(ticket);
        if (this.ended) {
            this.end();
        }
        return ticket;
    }

    private decide(ticket: OpenTicket): void {
        this.waiting.delete(ticket);
        if (this.failed.length === 0) {
            return;
        }
        if (this.waiting.size === 0 || this.ended) {
            this.end();
        } else {
            this.timer ??= setTimeout(() => this.end(), this.lingerMs);
        }
    }

    private end(): void {
        this.ended = true;
        clearTimeout(this.timer);
        for (const ticket of this.held.splice(0)) {
            ticket.reject(this.error);
        }
        for (const ticket of [...this.waiting]) {
            ticket.onUndecided();
            ticket.reject(this.error);
        }
        this.waiting.clear();
    }
}

class OpenTicket implements Ticket {
    readonly result: Promise<string>;
    over = false;
    private resolve: (name: string) => void = () => undefined;
    reject: (error: unknown) => void = () => undefined;

    constructor(
        private readonly name: string,
        readonly onUndecided: () => void,
        private readonly on: { readonly decided: () => void; readonly failed: () => void },
    ) {
        this.result = new Promise((resolve, reject) => {
            this.resolve = resolve;
            this.reject = (error) => {
                this.over = true;
                reject(error);
            };
        });
    }

    succeed(): void {
        if (!this.over) {
            this.over = true;
            this.resolve(this.name);
            this.on.decided();
        }
    }

    fail(): void {
        if (!this.over) {
            this.over = true;
            this.on.failed();
        }
    }

    abandon(error: unknown): void {
        if (!this.over) {
            this.reject(error);
            this.on.decided();
        }
    }
}

/** The last line of a run with failed jobs: `2 jobs are not in the state asked for: orders, payments`. */
export function closingLine(failed: readonly string[]): string {
    const jobs = failed.length === 1 ? "1 job is" : `${failed.length} jobs are`;
    return `${jobs} not in the state asked for: ${[...failed].sort().join(", ")}`;
}
