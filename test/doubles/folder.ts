import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Name of the variable with the folder that doubles and tests share; stacks that share it share an account. */
export const folderVariable = "DOUBLES_FOLDER";

/** Files in the folder. */
export const fileNames = {
    /** The stand-in cluster's kubeconfig; without it the doubles tell of a cluster that does not answer. */
    kubeconfig: "kubeconfig",
    /** What to fail and delay, see `faults.ts`. */
    faults: "faults.json",
    /** One file for each time that a fault struck. */
    struck: "struck",
    /** Everything that is in the account, see `account.ts`. */
    account: "account.json",
    /** There while a process changes the account. */
    accountLock: "account.lock",
    /** What the account is like, see `profile.ts`. */
    profile: "profile.json",
    /** Every call of a double, in order. */
    calls: "calls.jsonl",
    /** Every call of a stand-in for a cloud's command line. */
    commands: "commands.jsonl",
} as const;

/** @throws Error if the variable is not set or leads to no folder. */
export function doublesFolder(environment: NodeJS.ProcessEnv): string {
    const folder = environment[folderVariable] ?? "";
    if (!existsSync(folder)) {
        throw new Error(`${folderVariable} must name a folder that exists, got "${folder}"`);
    }
    return folder;
}

/** Entries of a file with one JSON document a line; none if there is no such file. */
export function readLines<Entry>(folder: string, name: string): Entry[] {
    const file = join(folder, name);
    const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Entry);
}
