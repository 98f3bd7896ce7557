import assert from "node:assert/strict";
import {
    compareVersions,
    flinkReleases,
    flinkVersionProblem,
    kubernetesVersionProblem,
    kubernetesVersions,
    kubernetesVersionWarning,
    operatorReleases,
} from "../../src/flink/versions";

describe("compareVersions", () => {
    const rows: [string, string, number][] = [
        ["1.9", "1.18", -1],
        ["2.0", "1.20", 1],
        ["1.18", "1.18", 0],
        ["1.35", "1.4", 1],
    ];
    for (const [left, right, sign] of rows) {
        it(`orders ${left} and ${right}`, () => assert.equal(Math.sign(compareVersions(left, right)), sign));
    }
});

describe("flinkVersionProblem", () => {
    it("accepts what the release runs", () =>
        assert.equal(flinkVersionProblem({ release: "1.15.0" }, "2.2"), undefined));

    it("rejects a version newer than the release and names the releases for it", () =>
        assert.equal(
            flinkVersionProblem({ release: "1.7.0" }, "2.2"),
            'must be one that operator 1.7.0 runs (1.15, 1.16, 1.17, 1.18, 1.19), got "2.2"; operator releases for it: 1.13.0, 1.14.0, 1.15.0',
        ));

    it("rejects a version that nothing runs and names the known ones", () =>
        assert.equal(
            flinkVersionProblem({ release: "1.7.0" }, "1.14"),
            'must be one that operator 1.7.0 runs (1.15, 1.16, 1.17, 1.18, 1.19), got "1.14"; ' +
                "known versions: 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2",
        ));
});

describe("kubernetesVersionProblem", () => {
    for (const version of ["1.25", "1.35", "1.37", "1.38", "2.0"]) {
        it(`accepts ${version}`, () => assert.equal(kubernetesVersionProblem(version), undefined));
    }
    for (const version of ["1.24", "1.35.4", "v1.35", ""]) {
        it(`rejects ${version}`, () =>
            assert.equal(
                kubernetesVersionProblem(version),
                `must be a Kubernetes version from 1.25 on, as major.minor, got "${version}"`,
            ));
    }
});

describe("kubernetesVersionWarning", () => {
    for (const version of ["1.25", "1.37"]) {
        it(`says nothing of ${version}`, () => assert.equal(kubernetesVersionWarning(version), undefined));
    }
    for (const version of ["1.38", "2.0"]) {
        it(`says that ${version} is newer than what is known`, () =>
            assert.equal(
                kubernetesVersionWarning(version),
                `is newer than 1.37, the newest that this release of the package knows, got "${version}"`,
            ));
    }
});

describe("the version matrix", () => {
    it("has an image for every Flink version that some operator runs", () => {
        const accepted = new Set(Object.values(operatorReleases).flatMap(({ flinkVersions }) => flinkVersions));
        assert.deepEqual([...accepted].sort(compareVersions), Object.keys(flinkReleases));
    });

    it("names each image after its patch", () => {
        for (const [minor, { patch, image }] of Object.entries(flinkReleases)) {
            assert.ok(patch.startsWith(`${minor}.`), minor);
            assert.ok(image.startsWith(`flink:${patch}-java`), image);
        }
    });

    it("has every Kubernetes version from 1.25 on, each released after the one before", () => {
        const releases = Object.entries(kubernetesVersions.releases);
        const versions = releases.map((_, index) => `1.${25 + index}`);
        assert.deepEqual(Object.keys(kubernetesVersions.releases), versions);
        const days = releases.map(([, { released }]) => released);
        assert.deepEqual([...days].sort(), days);
        assert.ok(days.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)));
        assert.ok(versions.includes(kubernetesVersions.default));
    });
});
