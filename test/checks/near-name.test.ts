import assert from "node:assert/strict";
import { nearName, unknownNameRemedy } from "../../src/checks/near-name";

describe("nearName", () => {
    const known = ["parallelism", "jar", "memoryMiB", "image", "resource", "replicas", "cpu", "jarURI", "state"];
    const rows: [given: string, near: string | undefined][] = [
        ["paralelism", "parallelism"],
        ["jarUri", "jarURI"],
        ["memory", "memoryMiB"],
        ["resources", "resource"],
        ["replica", "replicas"],
        ["cpus", "cpu"],
        ["imageTag", "image"],
        ["imagePullSecrets", undefined],
        ["slots", undefined],
        ["a", undefined],
    ];
    for (const [given, near] of rows) {
        it(`finds ${near ?? "nothing"} near ${given}`, () => assert.equal(nearName(given, known), near));
    }

    it("lists the known names where none is near, if they are few", () => {
        assert.equal(unknownNameRemedy("slots", ["a", "b"]), "known: a, b");
        assert.equal(
            unknownNameRemedy(
                "slots",
                Array.from({ length: 17 }, (_, index) => `n${index}`),
            ),
            "remove it",
        );
    });
});
