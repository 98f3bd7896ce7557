import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { fixedInputProblems, type FixedInput } from "../../../src/clusters/shared/fixed-inputs";
import { fixedParts as ofAks } from "../../../src/clusters/aks/fixed-inputs";
import { fixedParts as ofEks } from "../../../src/clusters/eks/fixed-inputs";
import { fixedParts as ofGke, isWider } from "../../../src/clusters/gke/fixed-inputs";
import { clouds } from "../../support/clouds";
import { record } from "../../support/record";

const key: FixedInput = {
    argument: "secretsKey",
    of: ({ encryption }) => encryption?.key,
    because: "which the cluster has for good",
};
const zones: FixedInput = {
    argument: "zones",
    of: (inputs) => inputs["zones"],
    because: "which the network has for good",
};
const range: FixedInput = {
    argument: "cidr",
    of: ({ cidr }) => cidr,
    because: "which can only widen",
    allows: (before, after) => isWider(String(before), String(after)),
};

const problemsOf = async (fixed: FixedInput, olds: object, news: object) =>
    (await fixedInputProblems([fixed], olds, news)).map(({ path, problem }) => `${path} ${problem}`);

describe("inputs that stay", () => {
    it("are refused with both values and the reason", async () => {
        assert.deepEqual(await problemsOf(key, { encryption: { key: "a" } }, { encryption: { key: "b" } }), [
            'secretsKey must stay "a", which the cluster has for good, got "b"',
        ]);
        assert.deepEqual(await problemsOf(zones, { zones: ["a", "b"] }, { zones: ["a"] }), [
            'zones must stay ["a","b"], which the network has for good, got ["a"]',
        ]);
    });

    it("are left to the cloud where they are the same, unknown or not said", async () => {
        assert.deepEqual(await problemsOf(zones, { zones: ["a", "b"] }, { zones: ["a", "b"] }), []);
        assert.deepEqual(await problemsOf(key, {}, { encryption: { key: "b" } }), []);
        assert.deepEqual(await problemsOf(key, { encryption: { key: "a" } }, {}), []);
        assert.deepEqual(await problemsOf(key, { encryption: { key: "a" } }, { encryption: { key: unknown } }), []);
    });

    it("are compared where they are secret, and then not shown", async () => {
        const hidden = (value: unknown) => ({ encryption: pulumi.secret({ key: value }) });
        assert.deepEqual(await problemsOf(key, hidden("a"), hidden("a")), []);
        assert.deepEqual(await problemsOf(key, { encryption: { key: "a" } }, hidden("a")), []);
        assert.deepEqual(await problemsOf(key, hidden("a"), { encryption: { key: "a" } }), []);
        const problems = ["secretsKey must stay as it is, which the cluster has for good, got another secret value"];
        assert.deepEqual(await problemsOf(key, hidden("a"), hidden("b")), problems);
        assert.deepEqual(await problemsOf(key, { encryption: { key: "a" } }, hidden("b")), problems);
        assert.deepEqual(await problemsOf(key, hidden("a"), { encryption: { key: "b" } }), problems);
        assert.deepEqual(await problemsOf(key, hidden("a"), hidden(unknown)), []);
    });

    it("may change in the way that the cloud takes", async () => {
        assert.deepEqual(await problemsOf(range, { cidr: "10.0.0.0/20" }, { cidr: "10.0.0.0/19" }), []);
        assert.deepEqual(await problemsOf(range, { cidr: "10.0.0.0/20" }, { cidr: "10.0.0.0/21" }), [
            'cidr must stay "10.0.0.0/20", which can only widen, got "10.0.0.0/21"',
        ]);
        assert.deepEqual(await problemsOf(range, { cidr: "10.0.0.0/20" }, { cidr: "10.1.0.0/19" }), [
            'cidr must stay "10.0.0.0/20", which can only widen, got "10.1.0.0/19"',
        ]);
    });
});

/** Resources and components of a cluster `prod`, by the part that some of whose inputs stay. */
const parts = [
    { cloud: "eks", fixed: ofEks.network, at: "prod-network" },
    { cloud: "eks", fixed: ofEks.cluster, at: "prod-control-plane-cluster" },
    { cloud: "eks", fixed: ofEks.encryption, at: "prod-state-encryption" },
    { cloud: "gke", fixed: ofGke.network, at: "prod-network" },
    { cloud: "gke", fixed: ofGke.cluster, at: "prod-control-plane-cluster" },
    { cloud: "aks", fixed: ofAks.network, at: "prod-network" },
    { cloud: "aks", fixed: ofAks.cluster, at: "prod-control-plane-cluster" },
] as const;

describe("inputs that stay on a cloud", () => {
    for (const cloud of ["eks", "gke", "aks"] as const) {
        it(`are where ${cloud} has them`, async () => {
            const resources = await record(() => clouds[cloud].make("prod"), clouds[cloud].mocks);
            const own = parts.filter((part) => part.cloud === cloud);
            const found = own.flatMap(({ fixed, at }) => {
                const inputs = resources.find(({ name }) => name === at)?.inputs ?? {};
                return fixed.map(({ argument, of }) => ({
                    argument,
                    isThere: ![undefined, null].includes(of(inputs) as never),
                }));
            });
            assert.deepEqual(
                found.filter(({ isThere }) => !isThere),
                [],
            );
        });
    }
});
