// What a preview costs by the number of jobs: the package, the same objects by hand, and these with a component around
// each.
import { measurePreviews, writeObjects } from "./previews.mjs";
import { jobs } from "./stack.mjs";
import { head, row } from "./table.mjs";

const counts = [20, 100, 400, 1000];
const rounds = 3;

const measures = [
    ["cpuSeconds", "processor time", (value) => `${value.toFixed(1)} s`],
    ["seconds", "time", (value) => `${value.toFixed(1)} s`],
    ["memoryMiB", "memory of the program", (value) => `${value.toFixed(0)} MiB`],
];

/**
 * Prints a table: for each number of jobs one row a measure.
 *
 * @param create makes a project of a name, a program file and applications.
 * @param objectsFile where the programs written by hand find their objects.
 */
export function printCurve(create, objectsFile) {
    head("preview of", "measure", "package", "plain program", "plain with components", "ratio to these");
    for (const count of counts) {
        const mine = create(`curve-${count}`, "package.js", jobs(count, "bench-jobs"));
        writeObjects(mine, objectsFile);
        const others = ["plain", "components"].map((program) => create(`${program}-${count}`, `${program}.js`));
        const samples = measurePreviews([mine, ...others], rounds);
        for (const [measure, name, shown] of measures) {
            const values = samples.map((sample) => sample[measure]);
            const ratios = values.slice(1).map((value) => `${(values[0] / value).toFixed(2)} ×`);
            row(`${count} jobs`, name, ...values.map(shown), ratios.join(", "));
        }
    }
}
