import type { Problem } from "../../checks/findings";

// Regions whose zones are not a, b and c: https://cloud.google.com/compute/docs/regions-zones#available
const otherLetters: Readonly<Record<string, readonly string[]>> = {
    "europe-west1": ["b", "c", "d"],
    "us-east1": ["b", "c", "d"],
};

// "europe-west1", "northamerica-northeast2" yes; "europe-west1-b" (a zone), "EU" no
const regionName = /^[a-z]+-[a-z]+\d+$/;
// "europe-west1-b" yes; "europe-west1", "europe-west1-bc" no
const zoneName = /^[a-z]+-[a-z]+\d+-[a-z]$/;

/** Three zones of a region. */
export function zonesOf(region: string): readonly string[] {
    return (otherLetters[region] ?? ["a", "b", "c"]).map((letter) => `${region}-${letter}`);
}

/** What is wrong with a region and the zones asked for in it. */
export function zoneProblems(region: string, zones: readonly string[] | undefined): Problem[] {
    if (!regionName.test(region)) {
        return [{ path: "region", problem: `must be a region such as europe-west1, got "${region}"` }];
    }
    if (zones === undefined) {
        return [];
    }
    const outside = zones.filter((zone) => !zoneName.test(zone) || !zone.startsWith(`${region}-`));
    const repeated = zones.filter((zone, index) => zones.indexOf(zone) !== index);
    return [
        ...(zones.length < 2
            ? [{ path: "zones", problem: `must be two or more, got ${zones.length}; one zone can fail as a whole` }]
            : []),
        ...outside.map((zone) => ({ path: "zones", problem: `must be zones of ${region}, got "${zone}"` })),
        ...repeated.map((zone) => ({ path: "zones", problem: `must name each zone once, got "${zone}" again` })),
    ];
}
