import assert from "node:assert/strict";
import { offerProblem, supportWarning, type KubernetesOffer } from "../../../src/clusters/shared/kubernetes-support";

const offer: KubernetesOffer = {
    service: "EKS",
    releases: {
        "1.33": { standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
        "1.34": { standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
    },
    extended: false,
};

describe("offerProblem", () => {
    for (const version of ["1.33", "1.34", "1.99"]) {
        it(`takes ${version}`, () => assert.equal(offerProblem(offer, version), undefined));
    }

    it("refuses a version that the cloud does not offer any more", () =>
        assert.equal(
            offerProblem(offer, "1.32"),
            'must be one that EKS still offers, from 1.33 on, got "1.32"; raise it',
        ));

    it("refuses what is no version", () =>
        assert.equal(
            offerProblem(offer, "1.34.2"),
            'must be a Kubernetes version from 1.25 on, as major.minor, got "1.34.2"',
        ));

    it("takes every version that objects fit, of a cloud that says nothing", () =>
        assert.equal(offerProblem({ service: "x", releases: {}, extended: false }, "1.25"), undefined));
});

describe("supportWarning", () => {
    for (const [version, today, warning] of [
        ["1.34", "2026-10-03", undefined],
        ["1.34", "2026-10-04", `leaves EKS's standard support on 2026-12-02, got "1.34"; raise it before that day`],
        ["1.34", "2026-12-02", `leaves EKS's standard support on 2026-12-02, got "1.34"; raise it before that day`],
        [
            "1.34",
            "2026-12-03",
            `has been out of EKS's support since 2026-12-02, got "1.34"; give the version that the cluster has now, or a newer one`,
        ],
        [
            "1.33",
            "2026-11-30",
            `has been out of EKS's support since 2026-07-29, got "1.33"; give the version that the cluster has now, or a newer one`,
        ],
    ] as const) {
        it(`says of ${version} on ${today}: ${warning ?? "nothing"}`, () =>
            assert.equal(supportWarning(offer, version, today), warning));
    }

    for (const [version, today, warning] of [
        [
            "1.33",
            "2026-11-30",
            `is in EKS's extended support, which costs more, until 2027-07-29, got "1.33"; raise it`,
        ],
        [
            "1.33",
            "2027-07-30",
            `has been out of EKS's support since 2027-07-29, got "1.33"; give the version that the cluster has now, or a newer one`,
        ],
        ["1.32", "2026-11-30", `is older than what EKS offers, from 1.33 on, got "1.32"; raise it`],
        ["1.37", "2026-11-30", undefined],
        ["1.99", "2026-11-30", `is newer than 1.37, the newest that this release of the package knows, got "1.99"`],
    ] as const) {
        it(`says of ${version} on ${today} with extended support: ${warning ?? "nothing"}`, () =>
            assert.equal(supportWarning({ ...offer, extended: true }, version, today), warning));
    }
});
