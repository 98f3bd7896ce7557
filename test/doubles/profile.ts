import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileNames } from "./folder";

/** What the account and its clusters are like. Without a word, nothing is late and everything is reached. */
export interface Profile {
    /** How long after its creation a thing is not found by others, by type. @default at once */
    readonly visibleAfter?: Readonly<Record<string, Delay>>;
    /**
     * Address from which Pulumi runs. It reaches public endpoints that let it in, and networks that were there before
     * every program.
     *
     * @default it is connected to every network
     */
    readonly callerAddress?: string;
    /** How long a new cluster's endpoint does not answer. @default 0 */
    readonly silentSeconds?: number;
    /** How long after its last access entry a cluster takes no token: 401. @default 0 */
    readonly strangerSeconds?: number;
    /** Whether the account is new: with the first day's quotas, and nothing registered or enabled. @default false */
    readonly fresh?: boolean;
}

/** In seconds, or in the number of uses that do not find it; both may be given. */
export interface Delay {
    readonly seconds?: number;
    readonly uses?: number;
}

export function writeProfile(folder: string, profile: Profile): void {
    writeFileSync(join(folder, fileNames.profile), JSON.stringify(profile));
}

export function readProfile(folder: string): Profile {
    const file = join(folder, fileNames.profile);
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Profile) : {};
}
