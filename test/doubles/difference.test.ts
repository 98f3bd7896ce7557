import assert from "node:assert/strict";
import { conductOf } from "./conduct";
import { difference, pathText } from "./difference";
import { unknown, type Inputs } from "./rules";
import { playedRules } from "./support/played-rules";

const { "played:net:Network": network, "played:run:Cluster": cluster } = playedRules.types as Required<
    typeof playedRules.types
>;

/** `path kind`, with `!` where the change replaces; `first` where the old one goes first. */
function told(type: typeof network, olds: Inputs, news: Inputs, provider = "aws", ignored: string[] = []): string[] {
    assert.ok(type);
    const { changes, deleteBeforeReplace } = difference(type, conductOf(provider), olds, news, ignored);
    return [
        ...changes.map(({ path, kind, replaces }) => `${pathText(path)} ${kind}${replaces ? "!" : ""}`),
        ...(deleteBeforeReplace ? ["first"] : []),
    ];
}

const base = { name: "flink", network: { subnets: ["a", "b"] }, version: "1" };

describe("difference", () => {
    it("finds none between equal inputs, and none between nothing and null", () => {
        assert.deepEqual(told(cluster, base, structuredClone(base)), []);
        assert.deepEqual(told(cluster, base, { ...base, mode: null }), []);
    });

    it("names what changes in place by its path", () => {
        assert.deepEqual(told(cluster, base, { ...base, version: "2", network: { ...base.network, public: true } }), [
            "network.public add",
            "version update",
        ]);
        assert.deepEqual(told(network, { tags: { "a/b": "1" } }, { tags: { "a/b": "2" } }), ['tags["a/b"] update']);
    });

    it("replaces for a property, for a path in one and for the whole above the path", () => {
        assert.deepEqual(told(network, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: "10.1.0.0/16" }), [
            "cidrBlock update!",
        ]);
        assert.deepEqual(told(cluster, { ...base, name: "a" }, { ...base, name: "b", network: {} }), [
            "name update!",
            "network.subnets delete!",
        ]);
        assert.deepEqual(told(cluster, { name: "a" }, { name: "b", network: { public: true } }), [
            "name update!",
            "network add!",
        ]);
    });

    it("deletes first where the new one would take the old one's name", () => {
        const news = { ...base, network: { subnets: ["a", "c"] } };
        assert.deepEqual(told(cluster, base, news), ["network.subnets[1] update!", "first"]);
        assert.deepEqual(told(network, { cidrBlock: "a" }, { cidrBlock: "b" }, "azure-native"), [
            "cidrBlock update!",
            "first",
        ]);
    });

    it("takes a value that is not known yet for a change", () => {
        assert.deepEqual(told(network, { cidrBlock: "10.0.0.0/16" }, { cidrBlock: unknown }), ["cidrBlock update!"]);
    });

    it("leaves out what the program ignores", () => {
        const news = { ...base, version: "2", network: { subnets: ["a", "c"] } };
        assert.deepEqual(told(cluster, base, news, "aws", ["network.subnets", "version"]), []);
    });
});
