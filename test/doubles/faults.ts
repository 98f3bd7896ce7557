import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Call, Method } from "./calls";
import { fileNames } from "./folder";

/** What a double does wrong. Calls that only preview are left alone. */
export interface Fault {
    readonly method: Extract<Method, "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke">;
    /** Type of the resource or token of the function. @default every one */
    readonly type?: string;
    /** The resource's name in the program. @default every one */
    readonly name?: string;
    /** How often it strikes. @default every time */
    readonly times?: number;
    /** It strikes only while a resource is new: made no longer ago than this. @default whatever there is */
    readonly whileNew?: { readonly name: string; readonly milliseconds: number };
    /** How long the answer takes longer, in milliseconds. @default 0 */
    readonly delayMs?: number;
    /** What the cloud says as it fails. @default it does not fail, it only takes its time */
    readonly message?: string;
    /** The resource is there all the same, but not as it should be; of create and update. @default false */
    readonly partial?: true;
}

/** Sets what is to go wrong from now on. */
export function writeFaults(folder: string, faults: readonly Fault[]): void {
    rmSync(join(folder, fileNames.struck), { recursive: true, force: true });
    writeFileSync(join(folder, fileNames.faults), JSON.stringify(faults));
}

/** The fault that strikes at a call, if any: the first one that fits and has not struck as often as it should. */
export function strike(folder: string, call: Call): Fault | undefined {
    const file = join(folder, fileNames.faults);
    if (call.preview === true || !existsSync(file)) {
        return undefined;
    }
    const faults = JSON.parse(readFileSync(file, "utf8")) as readonly Fault[];
    noteCreation(folder, call);
    return faults.find(
        (fault, index) => fits(fault, call) && isNew(folder, fault.whileNew) && isLeft(folder, index, fault.times),
    );
}

const creationFile = (folder: string, name: string) =>
    join(folder, fileNames.struck, `new-${encodeURIComponent(name)}`);

function noteCreation(folder: string, { method, name }: Call): void {
    if (method === "create" && name !== undefined) {
        mkdirSync(join(folder, fileNames.struck), { recursive: true });
        writeFileSync(creationFile(folder, name), String(Date.now()));
    }
}

function isNew(folder: string, limit: Fault["whileNew"]): boolean {
    if (limit === undefined) {
        return true;
    }
    const file = creationFile(folder, limit.name);
    return existsSync(file) && Date.now() - Number(readFileSync(file, "utf8")) < limit.milliseconds;
}

function fits(fault: Fault, call: Call): boolean {
    return (
        fault.method === call.method &&
        (fault.type ?? call.type) === call.type &&
        (fault.name ?? call.name) === call.name
    );
}

/** Counts by files, since the engine starts several processes of one double and only one of them can make a file. */
function isLeft(folder: string, fault: number, times: number | undefined): boolean {
    if (times === undefined) {
        return true;
    }
    mkdirSync(join(folder, fileNames.struck), { recursive: true });
    for (let time = 0; time < times; time += 1) {
        try {
            closeSync(openSync(join(folder, fileNames.struck, `${fault}-${time}`), "wx"));
            return true;
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
                throw error;
            }
        }
    }
    return false;
}
