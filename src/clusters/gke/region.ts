import type { Problem } from "../../checks/findings";
import { repeatedProblems, shown, unless } from "../../checks/values";

// Regions whose zones are not a, b and c: https://cloud.google.com/compute/docs/regions-zones#available
const otherLetters: Readonly<Record<string, readonly string[]>> = {
    "europe-west1": ["b", "c", "d"],
    "us-east1": ["b", "c", "d"],
};

// "europe-west1", "northamerica-northeast2" yes; "europe-west1-b" (a zone), "EU" no
const regionName = /^[a-z]+-[a-z]+\d+$/;
// "europe-west1" and "europe-west1-b" yes; "EU" no
const locationName = /^([a-z]+-[a-z]+\d+)(-[a-z])?$/;
// "europe-west1-b" yes; "europe-west1", "europe-west1-bc" no
const zoneName = /^[a-z]+-[a-z]+\d+-[a-z]$/;

/** Three zones of a region. */
export function zonesOf(region: string): readonly string[] {
    return (otherLetters[region] ?? ["a", "b", "c"]).map((letter) => `${region}-${letter}`);
}

/** Region of a location, which is a region or a zone. */
export function regionOf(location: string): string {
    return locationName.exec(location)?.[1] ?? location;
}

/** Problems of a location. */
export function locationProblems(location: string): Problem[] {
    return unless(
        locationName.test(location),
        "location",
        `must be a region or zone, such as europe-west1 or europe-west1-b, got "${location}"`,
    );
}

/** Problems of a region and of the zones asked for in it. */
export function zoneProblems(region: string, zones: readonly string[] | undefined): Problem[] {
    if (!regionName.test(region)) {
        return [{ path: "region", problem: `must be a region such as europe-west1, got "${region}"` }];
    }
    if (zones === undefined) {
        return [];
    }
    return [
        ...unless(zones.length >= 2, "zones", `must be two or more, got ${zones.length}; one zone can fail as a whole`),
        ...zones.flatMap((zone, index) =>
            unless(
                zoneName.test(zone) && zone.startsWith(`${region}-`),
                `zones[${index}]`,
                `must be a zone of ${region}, got ${shown(zone)}`,
            ),
        ),
        ...repeatedProblems("zones", zones),
    ];
}
