import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { doublesFolder, fileNames, folderVariable } from "./folder";

/** Says which things are in the account and in no stack, by the names that the cloud knows them by. */
export function writeLeftovers(folder: string, names: readonly string[]): void {
    writeFileSync(join(folder, fileNames.leftovers), JSON.stringify(names));
}

/** Things that are in the account and in no stack; none where no test has a folder. */
export function leftovers(): readonly string[] {
    if (process.env[folderVariable] === undefined) {
        return [];
    }
    const file = join(doublesFolder(process.env), fileNames.leftovers);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}
