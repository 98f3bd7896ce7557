import assert from "node:assert/strict";
import { jobConfiguration } from "../../../src/jobs/application/configuration";
import {
    periodicSavepointOptions,
    periodicSavepointProblems,
    type PeriodicSavepoints,
} from "../../../src/jobs/deployment/periodic-savepoints";

const interval = "kubernetes.operator.periodic.savepoint.interval";
const cleanup = "kubernetes.operator.savepoint.cleanup.enabled";

describe("periodicSavepoints", () => {
    it("become the operator's options, which are none without them", () => {
        assert.deepEqual(periodicSavepointOptions(undefined), {});
        assert.deepEqual(periodicSavepointOptions({ intervalSeconds: 3600 }), { [interval]: "3600 s" });
        assert.deepEqual(periodicSavepointOptions({ schedule: "0 0 3 * * ?", retained: 7 }), {
            [interval]: "0 0 3 * * ?",
            [cleanup]: "true",
            "kubernetes.operator.savepoint.history.max.count": "7",
            // The operator's own default would remove those of more than a day.
            "kubernetes.operator.savepoint.history.max.age": "36500 d",
        });
        assert.deepEqual(
            jobConfiguration({
                savepointOnDelete: false,
                autoscaler: undefined,
                periodicSavepoints: { intervalSeconds: 60 },
            }),
            {
                "kubernetes.operator.job.savepoint-on-deletion": "false",
                [interval]: "60 s",
            },
        );
    });

    it("have one way to say when, and whole numbers", () => {
        const problemsOf = (periodic: PeriodicSavepoints | undefined, ...options: string[]) =>
            periodicSavepointProblems(periodic, options).map(({ path, problem }) => `${path} ${problem}`);
        assert.deepEqual(problemsOf(undefined, cleanup), []);
        assert.deepEqual(problemsOf({ intervalSeconds: 60 }, cleanup), []);
        assert.deepEqual(problemsOf({ retained: 1 }), [
            'periodicSavepoints must have one of "intervalSeconds" and "schedule", got none',
        ]);
        assert.deepEqual(problemsOf({ intervalSeconds: 0.5, schedule: "often", retained: 0 }, cleanup), [
            'periodicSavepoints must have one of "intervalSeconds" and "schedule", got both',
            "periodicSavepoints.intervalSeconds must be a whole number of at least 1, got 0.5",
            'periodicSavepoints.schedule must be a cron expression of Quartz such as "0 0 3 * * ?", got "often"',
            "periodicSavepoints.retained must be a whole number of at least 1, got 0",
            `flinkConfiguration["${cleanup}"] cannot be combined with periodicSavepoints.retained; remove one of them`,
        ]);
    });
});
