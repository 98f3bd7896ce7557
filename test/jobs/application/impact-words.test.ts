import assert from "node:assert/strict";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { fileVolume } from "../../../src/jobs/application/files";
import { wordsOf } from "../../../src/jobs/application/impact-words";
import { jobSettings } from "../../../src/jobs/application/settings";
import { buildSpec } from "../../../src/jobs/application/spec";
import { surroundingsToCheck } from "../../../src/jobs/application/verdict";
import { impactOf } from "../../../src/impact/decision";
import { impactSentence } from "../../../src/impact/sentences";

const store = { plugins: ["flink-s3-fs-presto"], options: () => [], variables: [] } as const;
const base: FlinkJobArgs = { namespace: "shop", jar: "local:///opt/flink/usrlib/orders.jar" };

const settingsOf = (args: Partial<FlinkJobArgs>) => jobSettings("orders", { ...base, ...args });
const versionOf = (args: Partial<FlinkJobArgs>) => ({
    namespace: "shop",
    name: "orders",
    spec: buildSpec(settingsOf(args), surroundingsToCheck("shop", store)),
});

/** The fields that a preview names. */
const named = (before: Partial<FlinkJobArgs>, after: Partial<FlinkJobArgs>) => {
    const impact = impactOf(versionOf(before), versionOf(after), { release: "1.15.0", configuration: {} });
    return /because (.*?) changes?(?:;|$)/.exec(impactSentence(impact, wordsOf(settingsOf(after))))?.[1];
};
const template = (env: readonly object[]) => ({
    podTemplate: { spec: { containers: [{ name: "flink-main-container", env: [...env] as { name: string }[] }] } },
});

describe("the words of a preview", () => {
    it("name variables", () => {
        const before = { environment: { TOPIC: "a", KEY: { secret: "a", key: "b" } } };
        assert.equal(named(before, { environment: { ...before.environment, TOPIC: "b" } }), "environment.TOPIC");
        assert.equal(
            named(before, { environment: { ...before.environment, KEY: { secret: "a", key: "c" } } }),
            "environment.KEY",
        );
        assert.equal(named({}, { environment: { "my.topic": "a" } }), 'environment["my.topic"]');
        assert.equal(named({ environment: { TOPIC: "a" } }, {}), "the variable TOPIC");
    });

    it("name plugins", () => assert.equal(named({}, { plugins: ["flink-s3-fs-hadoop"] })?.split(",")[0], "plugins"));

    it("name files, each once", () => {
        const files = { "/a": { content: "a" }, "/b": { secret: "b", key: "c" } };
        assert.equal(named({ files }, { files: { ...files, "/a": { content: "b" } } }), 'files["/a"]');
        assert.equal(named({ files }, { files: { ...files, "/b": { secret: "b", key: "d" } } }), 'files["/b"]');
        assert.equal(named({}, { files }), 'files["/a"] and files["/b"]');
        assert.equal(named({ files }, { files: { "/b": files["/b"] } }), 'files["/a"]');
    });

    it("name them once where each process has a whole template", () => {
        const own = { taskManager: { podTemplate: { metadata: { labels: { team: "data" } } } } };
        const [before, after] = ["a", "b"].map((text) => ({
            ...own,
            environment: { TOPIC: text },
            files: { "/a": { content: text } },
        }));
        assert.equal(named(before ?? {}, after ?? {}), 'environment.TOPIC and files["/a"]');
    });

    it("name what is in a pod template by its place there", () => {
        assert.equal(
            named(template([{ name: "A", value: "a" }]), template([{ name: "A", value: "b" }])),
            'podTemplate.spec.containers["flink-main-container"].env["A"].value',
        );
        const volumes = (name: string, claimName: string) => ({
            podTemplate: { spec: { containers: [], volumes: [{ name, persistentVolumeClaim: { claimName } }] } },
        });
        assert.equal(
            named(volumes(fileVolume("/a"), "a"), volumes(fileVolume("/a"), "b")),
            `podTemplate.spec.volumes["${fileVolume("/a")}"].persistentVolumeClaim.claimName`,
        );
    });
});
