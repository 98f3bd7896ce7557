import { join, resolve } from "node:path";
import { levelFolder } from "../../engine/support/level-folder";

export const repository = resolve(__dirname, "../../..");

/** A program's folder in which the archive is installed with the newest peers, for all of the level's projects. */
export const newestPeers = () => join(levelFolder(), "newest");

/** The same with the oldest peers. */
export const oldestPeers = () => join(levelFolder(), "oldest");

/** The package as it is installed there. */
export const installedPackage = () => join(newestPeers(), "node_modules", "pulumi-flink-platform");

/** The archive that `npm pack` made of this checkout. */
export const archive = () => join(levelFolder(), "pulumi-flink-platform-0.1.0.tgz");
