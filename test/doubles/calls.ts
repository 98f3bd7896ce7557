import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { fileNames, readLines } from "./folder";
import { isUnknown, type Inputs } from "./rules";

export type Method =
    "checkConfig" | "configure" | "check" | "diff" | "create" | "read" | "update" | "delete" | "invoke" | "cancel";

/** One call of a double. Values that were not known are the text `unknown`. */
export interface Call {
    readonly provider: string;
    readonly method: Method;
    /** Type of the resource, or the function's token. */
    readonly type?: string;
    /** The resource's name in the program. */
    readonly name?: string;
    readonly urn?: string;
    /** The resource's id in the cloud. */
    readonly id?: string;
    /** Whether it asked what would happen; told by create, update and invoke alone. */
    readonly preview?: boolean;
    /** What was given: new inputs, a function's arguments, the provider's configuration. */
    readonly inputs?: Inputs;
    /** Old inputs, of diff and update; old outputs, of delete and read. */
    readonly olds?: Inputs;
}

/** Appends a call; several processes may do so at once, as each line is written in one go. */
export function logCall(folder: string, call: Call): void {
    const text = JSON.stringify(call, (_, value: unknown) => (isUnknown(value) ? "unknown" : value));
    appendFileSync(join(folder, fileNames.calls), `${text}\n`);
}

/** Every call so far, in the order in which they came. */
export const readCalls = (folder: string): Call[] => readLines<Call>(folder, fileNames.calls);
