import assert from "node:assert/strict";
import { checkInputs } from "./check";
import { any, both, cidr, ipAddress, json, judge, listOf, mapOf, matching, wholeNumber } from "./property-rules";
import { unknown, type Inputs, type PropertyRule } from "./rules";
import { playedRules } from "./support/played-rules";

const cluster = playedRules.types["played:run:Cluster"];

const refused = (inputs: Inputs) => {
    assert.ok(cluster);
    return checkInputs(cluster, inputs).map(({ property, reason }) => `${property}: ${reason}`);
};

const good = { name: "flink", network: { subnets: ["a", "b"] } };

describe("checkInputs", () => {
    it("takes good inputs, and those that are not known yet", () => {
        assert.deepEqual(refused(good), []);
        assert.deepEqual(refused({ name: unknown, network: { subnets: [unknown, unknown] }, mode: unknown }), []);
        assert.deepEqual(refused({ ...good, network: { subnets: unknown }, version: unknown, mode: "managed" }), []);
    });

    it("rejects everything that is wrong at once", () =>
        assert.deepEqual(refused({ name: "", network: { subnets: ["a"] }, mode: "managed", version: "1", zone: "a" }), [
            'name: must be a text that is not empty, got ""',
            "network: .subnets must have at least 2 entries, got 1",
            "zone: is not known; known: mode, name, network, protected, version",
            ": managed takes no version",
        ]));

    it("rejects what is missing, also in an object beside something unknown", () =>
        assert.deepEqual(refused({ network: { public: unknown } }), [
            "name: is missing",
            "network: .subnets is missing",
        ]));
});

describe("property rules", () => {
    const trust = (value: any) => (value.Version === "2012-10-17" ? undefined : "must have a version");
    const cases: readonly [string, PropertyRule, unknown, string | undefined][] = [
        ["takes a range", cidr, "10.0.0.0/16", undefined],
        ["rejects a range's middle", cidr, "10.0.1.0/16", 'must begin at the range\'s start, got "10.0.1.0/16"'],
        ["rejects no range", cidr, "10.0.0/8", 'must be a range of IPv4 addresses such as 10.0.0.0/16, got "10.0.0/8"'],
        [
            "rejects a prefix that is too long",
            cidr,
            "10.0.0.0/33",
            'must be a range of IPv4 addresses such as 10.0.0.0/16, got "10.0.0.0/33"',
        ],
        ["takes an address", ipAddress, "10.0.0.10", undefined],
        ["takes a document", json(trust), '{"Version":"2012-10-17"}', undefined],
        ["rejects what a document says", json(trust), "{}", "must have a version"],
        ["rejects no document", json(), "{", 'must be JSON, got "{"'],
        ["rejects a fraction", wholeNumber(1, 3), 1.5, "must be a whole number from 1 to 3, got 1.5"],
        ["rejects a form", matching(/^[a-z]+$/, "small letters"), "A", 'must be small letters, got "A"'],
        [
            "names an entry",
            listOf(cidr),
            ["10.0.0.0/8", "x"],
            '[1] must be a range of IPv4 addresses such as 10.0.0.0/16, got "x"',
        ],
        [
            "names a key",
            mapOf(wholeNumber(0)),
            { a: unknown, b: -1 },
            `["b"] must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got -1`,
        ],
        ["asks every rule", both(any, matching(/a/, "with an a")), "b", 'must be with an a, got "b"'],
        [
            "does not ask a plain rule of a half-known list",
            (value) => `asked of ${String(value)}`,
            [unknown],
            undefined,
        ],
    ];
    for (const [says, rule, value, problem] of cases) {
        it(says, () => assert.equal(judge(rule, value, ""), problem));
    }
});
