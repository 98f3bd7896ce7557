import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Beside, Thing } from "./account-rules";
import { fileNames } from "./folder";
import type { Inputs } from "./rules";

/** What the account's file holds. */
interface Contents {
    readonly things: readonly Thing[];
    /** How often each serial was given out. */
    readonly serials: Readonly<Record<string, number>>;
}

const lockWaitMs = 5;
const lockLifetimeMs = 10_000; // a process that was killed in between; the work takes some milliseconds

/** Everything in the account, for all processes and stacks that share the folder. */
export const readThings = (folder: string): readonly Thing[] => read(folder).things;

/** Replaces the account's things by what `change` makes of them, while no other process does. */
export function changeAccount<Result>(
    folder: string,
    change: (contents: Contents) => { contents: Contents; result: Result },
): Result {
    const lock = join(folder, fileNames.accountLock);
    take(lock);
    try {
        const { contents, result } = change(read(folder));
        const draft = join(folder, `${fileNames.account}.new`);
        writeFileSync(draft, JSON.stringify(contents));
        renameSync(draft, join(folder, fileNames.account));
        return result;
    } finally {
        rmSync(lock, { force: true });
    }
}

/** Puts something into the account that no program makes, such as a network that a stack is to adopt. */
export function placeThing(folder: string, { type, id, inputs = {} }: Beside, outputs: Inputs = {}): void {
    const thing: Thing = {
        type,
        id,
        inputs,
        outputs: { ...inputs, ...outputs },
        serial: "00000000",
        by: "before",
        madeAtMs: 0,
        missed: Number.MAX_SAFE_INTEGER,
    };
    changeAccount(folder, ({ things, serials }) => ({
        contents: { things: [...things, thing], serials },
        result: undefined,
    }));
}

/** Takes something out of the account behind every program's back. */
export function removeThing(folder: string, type: string, id: string): void {
    changeAccount(folder, ({ things, serials }) => ({
        contents: { things: things.filter((thing) => !isThing(thing, type, id)), serials },
        result: undefined,
    }));
}

export const isThing = (thing: Beside, type: string, id: string): boolean => thing.type === type && thing.id === id;

function read(folder: string): Contents {
    const file = join(folder, fileNames.account);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Contents) : { things: [], serials: {} };
}

/** Only one process can make a file; the others wait until it is gone. */
function take(lock: string): void {
    for (;;) {
        try {
            closeSync(openSync(lock, "wx"));
            return;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
                throw error;
            }
            const madeAtMs = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
            if (Date.now() - madeAtMs > lockLifetimeMs) {
                rmSync(lock, { force: true });
            }
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lockWaitMs);
        }
    }
}
