import assert from "node:assert/strict";
import { problemAt, problemSteps, steps, valueAt } from "../../../src/platform/reference/version-steps";
import { compareVersions } from "../../../src/flink/versions";

describe("values by Flink version", () => {
    const options = (version: string) => ({
        endpoint: "http://store",
        provider: compareVersions(version, "2.5") < 0 ? "first" : "second",
    });

    it("are listed by the versions from which on they are others", () =>
        assert.deepEqual(steps(options), [
            { since: "1.13.0", value: { endpoint: "http://store", provider: "first" } },
            { since: "2.5.0", value: { endpoint: "http://store", provider: "second" } },
        ]));

    for (const version of ["1.12.7", "1.20.5", "2.4.9", "2.5.0", "3.1.4"]) {
        it(`are those of ${version}`, () => assert.deepEqual(valueAt(steps(options), version), options(version)));
    }

    it("name the version in a problem", () => {
        const problem = (version: string) =>
            version.startsWith("1.1") ? `must be 1.20.0 or newer, got "${version}"` : undefined;
        const list = problemSteps(problem);
        assert.deepEqual(
            list.map(({ since }) => since),
            ["1.13.0", "1.20.0"],
        );
        assert.equal(problemAt(list, "1.18.1"), problem("1.18.1"));
        assert.equal(problemAt(list, "2.2.1"), undefined);
    });
});
