// Previews of programs side by side.
import fs from "node:fs";
import { median } from "./median.mjs";
import { objectsOf, withPlainSecret } from "./objects.mjs";

/**
 * The median time, processor time and memory of several previews of each project, taken in turn; a first round warms the
 * file cache.
 */
export function measurePreviews(projects, rounds) {
    const samples = projects.map(() => []);
    for (let round = 0; round <= rounds; round++) {
        projects.forEach(({ preview }, index) => samples[index].push(preview()));
    }
    return samples.map((list) => {
        const middle = (measure) => median(list.slice(1).map((sample) => sample[measure]));
        return { seconds: middle("seconds"), cpuSeconds: middle("cpuSeconds"), memoryMiB: middle("memoryMiB") };
    });
}

/**
 * Writes what the package's program declares as plain data, for the programs written by hand.
 *
 * @returns how many objects these are.
 */
export function writeObjects({ preview }, file) {
    const { steps } = JSON.parse(preview("--json", "--show-secrets").stdout);
    const objects = objectsOf(steps.map(({ newState }) => newState)).map(withPlainSecret);
    fs.writeFileSync(file, JSON.stringify(objects));
    return objects.length;
}
