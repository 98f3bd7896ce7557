import assert from "node:assert/strict";
import { operatorReleases, type OperatorRelease } from "../../src/flink/versions";
import {
    configurationCases,
    ingressCases,
    nameAndVersionCases,
    replicaCases,
    severalAtOnceCases,
} from "./cases-deployment";
import { blueGreenCases, podCases, stateSnapshotCases } from "./cases-other-kinds";
import { highAvailabilityCases, jarCases, javaCases, overlapCases } from "./cases-options";
import { autoscalerCases, resourceCases, workerCases } from "./cases-resources";
import { sessionJobCases } from "./cases-session-job";
import { stateCases } from "./cases-state";
import { mountCases } from "./cases-template-mounts";
import { containerCases, layerCases, pluginCases } from "./cases-templates";
import { warningCases } from "./cases-warnings";
import type { RuleCase } from "./rule-case";
import { application } from "./subjects";

const groups: Record<string, readonly RuleCase[]> = {
    "name, version and service account": nameAndVersionCases,
    "configuration keys and logging": configurationCases,
    ingress: ingressCases,
    "memory and storage": resourceCases,
    TaskManagers: workerCases,
    replicas: replicaCases,
    "state directories and jobs": stateCases,
    autoscaler: autoscalerCases,
    "session jobs": sessionJobCases,
    snapshots: stateSnapshotCases,
    "blue-green deployments": blueGreenCases,
    "high availability": highAvailabilityCases,
    "jars of applications": jarCases,
    "Java options": javaCases,
    "overlapping keys": overlapCases,
    "pod templates": podCases,
    "containers of pod templates": containerCases,
    "mounts of pod templates": mountCases,
    "layers of pod templates": layerCases,
    "plugins of pod templates": pluginCases,
    warnings: warningCases,
    "several problems": severalAtOnceCases,
};

// The rules of the operator that a spec and the operator's configuration decide: all but 4, 29 to 32, 45, 50, 53 and 56.
const span = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const decided = [...span(1, 3), ...span(5, 28), ...span(33, 44), ...span(46, 49), 51, 52, 54, 55];

for (const [subject, cases] of Object.entries(groups)) {
    describe(`rules for ${subject}`, () => {
        for (const { rules, title, found, expected } of cases) {
            it(rules.length === 0 ? title : `${title} (rule ${rules.join(", ")})`, () => {
                assert.deepEqual(found(), expected);
            });
        }
    });
}

describe("the rules", () => {
    it("are all that can be decided before anything is made", () => {
        const covered = new Set(Object.values(groups).flatMap((cases) => cases.flatMap(({ rules }) => rules)));
        assert.deepEqual(
            [...covered].sort((one, other) => one - other),
            decided,
        );
        assert.equal(decided.length, 44 + 3); // those of the specification alone, and 33, 51 and 52 in part
    });
    it("each reject something", () => {
        const rejecting = new Set(
            Object.values(groups).flatMap((cases) =>
                cases.filter(({ expected }) => expected.length > 0).flatMap(({ rules }) => rules),
            ),
        );
        assert.deepEqual(
            [...rejecting].sort((one, other) => one - other),
            decided,
        );
    });
    for (const release of Object.keys(operatorReleases) as OperatorRelease[]) {
        it(`accept a good application on operator ${release}`, () => assert.deepEqual(application({ release }), []));
    }
});
