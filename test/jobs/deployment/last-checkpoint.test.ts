import assert from "node:assert/strict";
import { checkpointPathIn, lastCheckpoint } from "../../../src/jobs/deployment/last-checkpoint";
import { unreachableKubeconfig } from "../../support/unreachable-kubeconfig";

const at = (external_path: string) => ({ id: 7, external_path });
const restored = at("s3p://b/savepoint-1");

const cases: readonly (readonly [title: string, answer: unknown, path: string | undefined])[] = [
    ["has completed some", { latest: { completed: at("s3p://b/chk-7"), savepoint: null, restored } }, "s3p://b/chk-7"],
    ["has been restored, and completed none since", { latest: { completed: null, restored } }, "s3p://b/savepoint-1"],
    ["keeps them in memory", { latest: { completed: at("<checkpoint-not-externally-addressable>") } }, undefined],
    ["has none", { latest: { completed: null, savepoint: null, failed: null, restored: null } }, undefined],
    ["is not known", { errors: ["Job could not be found"] }, undefined],
];

describe("the last checkpoint of a job that", () => {
    for (const [title, answer, path] of cases) {
        it(title, () => {
            assert.equal(checkpointPathIn(answer), path);
            assert.equal(checkpointPathIn(JSON.stringify(answer)), path);
        });
    }

    it("cannot be asked", async () =>
        assert.equal(
            await lastCheckpoint(unreachableKubeconfig, { namespace: "shop", restService: "orders-rest" }, "0a1b"),
            undefined,
        ));
});
