import * as pulumi from "@pulumi/pulumi";
import { takesCallbacks } from "../../run/callbacks";
import { realClock, type Clock } from "./clock";
import { MadeInRun } from "./made-in-run";

/**
 * The wait for what a run has just made: an identity, a role, a right. The cloud takes some time to know it everywhere, and
 * until then refuses what needs it. A run notes when it makes something, and makes or changes what needs it only after that
 * time. Time spent on other resources counts. Previews, and runs that make nothing new, do not wait.
 */
export class Propagation {
    /** Options of what is made. */
    readonly ofMade: Pick<pulumi.ResourceOptions, "hooks">;
    /** Options of what needs it, which must depend on it too. */
    readonly ofNeeding: Pick<pulumi.ResourceOptions, "hooks">;
    /** Options of what needs it only at its own creation, not at changes. */
    readonly ofNeedingOnce: Pick<pulumi.ResourceOptions, "hooks">;
    /** Time at which the newest of what is made was made in this run. */
    private madeAt: number | undefined;

    /**
     * @param name unique in the program.
     * @param what is made, as the message about the wait says it, such as `new rights`.
     * @param seconds after which the cloud knows it everywhere.
     */
    constructor(
        name: string,
        what: string,
        private readonly seconds: number,
        private readonly clock: Clock = realClock,
    ) {
        this.ofMade = new MadeInRun(name, () => this.note()).options;
        if (!takesCallbacks()) {
            this.ofNeeding = {};
            this.ofNeedingOnce = {};
            return;
        }
        const known = new pulumi.ResourceHook(`${name}-known`, async ({ name: needing }) => {
            if (this.restSeconds() > 0) {
                const rest = Math.ceil(this.restSeconds());
                await pulumi.log.info(`${needing} waits for ${rest} s, until ${what} are known everywhere`);
            }
            await this.wait();
        });
        this.ofNeeding = { hooks: { beforeCreate: [known], beforeUpdate: [known] } };
        this.ofNeedingOnce = { hooks: { beforeCreate: [known] } };
    }

    /** Notes that something has been made. */
    note(): void {
        this.madeAt = this.clock.nowMs();
    }

    /** Waits for the rest of the time, if something has been made. */
    async wait(): Promise<void> {
        const seconds = this.restSeconds();
        if (seconds > 0) {
            await this.clock.sleep(seconds * 1000);
        }
    }

    private restSeconds(): number {
        return this.madeAt === undefined ? 0 : this.seconds - (this.clock.nowMs() - this.madeAt) / 1000;
    }
}
