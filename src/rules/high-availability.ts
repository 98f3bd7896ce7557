import type { Problem } from "../checks/findings";
import type { EffectiveConfiguration } from "./effective-configuration";
import { highAvailabilityMode, isBlank, isHighAvailabilityOff, optionOf } from "./flink-options";

/** Names of the folder of high availability: https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/config/#high-availability-storagedir. */
const folder = [
    "high-availability.storageDir",
    "high-availability.zookeeper.storageDir",
    "recovery.zookeeper.storageDir",
] as const;

// "high-availability.storage.dir" and "high-availability.storage-dir" yes
const misspelt = /^high-availability\.storage[.-]?dir$/i;

/** High availability has a folder: without one Flink ends at its start. A lint. */
export function highAvailabilityFolderProblems(configuration: EffectiveConfiguration): Problem[] {
    const mode = optionOf(configuration, highAvailabilityMode);
    const isOn = mode?.text !== undefined && mode.text.trim() !== "" && !isHighAvailabilityOff(configuration);
    if (!isOn || !isBlank(configuration, folder)) {
        return [];
    }
    const meant = [...configuration.values()].find(({ key }) => key !== folder[0] && misspelt.test(key));
    return meant === undefined
        ? [{ path: mode.path, problem: `needs "${folder[0]}"; set it to a folder that outlives the pods` }]
        : [{ path: meant.path, problem: `is not known to Flink; use "${folder[0]}"` }];
}
