import { NoAnswer } from "../../kubernetes/client";
import type { Clock } from "./clock";

/** Answer of a cluster's API to whether its caller may work with it; an error that names its cause where there is none. */
export type Ask = () => Promise<boolean>;

// Longer than any report of a first answer: https://github.com/pulumi/pulumi-eks/blob/master/nodejs/eks/cluster.ts waits as long.
export const longestWaitMs = 5 * 60 * 1000;
const pauseMs = 2000;

/**
 * Asks until the API lets its caller in. A new cluster's endpoint answers seconds or minutes after its cloud calls it ready,
 * and knows who may administer it later still.
 *
 * @param onFirstRefusal told why it waits, once.
 * @throws Error with the last answer, once it has waited too long or where waiting cannot help.
 */
export async function waitForAccess(ask: Ask, clock: Clock, onFirstRefusal: (reason: string) => void): Promise<void> {
    const start = clock.nowMs();
    for (let asked = 1; ; asked += 1) {
        const refusal = await refusalOf(ask);
        if (refusal === undefined) {
            return;
        }
        if (!refusal.mayPass || clock.nowMs() - start + pauseMs > longestWaitMs) {
            throw new Error(refusal.reason);
        }
        if (asked === 1) {
            onFirstRefusal(refusal.reason);
        }
        await clock.sleep(pauseMs);
    }
}

interface Refusal {
    readonly reason: string;
    /** Whether waiting may bring another answer. */
    readonly mayPass: boolean;
}

async function refusalOf(ask: Ask): Promise<Refusal | undefined> {
    try {
        return (await ask()) ? undefined : { reason: "the caller may not create namespaces", mayPass: true };
    } catch (error) {
        return { reason: reasonOf(error), mayPass: comesFromNetwork(error) };
    }
}

/** An answer of the API, or the lack of one; not the failure of the command that signs in. */
function comesFromNetwork(error: unknown): boolean {
    const { code, type } = error as { code?: unknown; type?: unknown };
    // `type` is what the library's HTTP client gives a failed connection.
    return typeof code === "number" || type === "system" || error instanceof NoAnswer;
}

function reasonOf(error: unknown): string {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === 401) {
        return "the API does not know the caller";
    }
    return typeof code === "number" ? `the API answers ${code}` : String(message).trim();
}
