import assert from "node:assert/strict";
import { inArguments } from "../../../src/jobs/application/in-arguments";

describe("inArguments", () => {
    const rows: [path: string, problem: string, inWords: string][] = [
        ["metadata.name", "must be short", "name must be short"],
        ["spec.job.upgradeMode", '"savepoint" needs more', 'upgradeMode "savepoint" needs more'],
        ["spec.job.args[1]", "is wrong", "args[1] is wrong"],
        ['spec.flinkConfiguration["a.b"]', "is wrong", 'flinkConfiguration["a.b"] is wrong'],
        [
            "spec.taskManager.podTemplate.spec.volumes[0]",
            "is wrong",
            "taskManager.podTemplate.spec.volumes[0] is wrong",
        ],
        ["spec.podTemplate.spec.volumes[0]", "is wrong", "podTemplate.spec.volumes[0] is wrong"],
        [
            "spec.job.upgradeMode",
            'needs a folder; set "state.savepoints.dir" in spec.flinkConfiguration to one',
            'upgradeMode needs a folder; set "state.savepoints.dir" in flinkConfiguration to one',
        ],
        [
            "spec.image",
            'must have the Flink of spec.flinkVersion "v2_2", got "flink:1.20"',
            'image must have the Flink of flinkVersion "2.2", got "flink:1.20"',
        ],
        [
            "spec.taskManager.resource.memory",
            'must be at least 577m, which Flink\'s own parts need, got "512m"',
            "taskManager.memoryMiB must be at least 577, which Flink's own parts need, got 512",
        ],
    ];
    for (const [path, problem, inWords] of rows) {
        it(`says "${inWords}"`, () => {
            const said = inArguments({ path, problem });
            assert.equal(`${said.path} ${said.problem}`, inWords);
        });
    }
});
