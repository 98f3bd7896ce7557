import type { Problem } from "../../checks/findings";
import { notTogetherProblems, shown, unless } from "../../checks/values";
import { logAddon } from "./container-logs-spec";
import { eksAddons } from "./nodes-groups-spec";
import type { EksSettings } from "./settings";

/** Problems of the versions of add-ons. Auto Mode brings all but that of container logs. */
export function addonProblems({ addonVersions, compute, logs }: EksSettings): Problem[] {
    const known = [
        ...(compute === "auto" ? [] : eksAddons.map(({ name }) => name)),
        ...(logs === "cloud" ? [logAddon] : []),
    ];
    return Object.entries(addonVersions).flatMap(([name, version]) => {
        const path = `addonVersions["${name}"]`;
        if (compute === "auto" && name !== logAddon) {
            return notTogetherProblems(path, version, 'compute "auto"');
        }
        if (logs !== "cloud" && name === logAddon) {
            return notTogetherProblems(path, version, `logs ${shown(logs)}`);
        }
        return unless(
            known.includes(name),
            path,
            `must be the version of one of ${known.map(shown).join(", ")}, got ${shown(name)}`,
        );
    });
}
