import assert from "node:assert/strict";
import { jobSettings } from "../../../src/jobs/application/settings";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { wordsOfJob } from "../../../src/jobs/application/program-words";

const volumes = (configMap: string, ...others: string[]) => [
    ...others.map((name) => ({ name, emptyDir: {} })),
    { name: "sql", configMap: { name: configMap, items: [{ key: "content", path: "job.sql" }] } },
];
const gateway = (patch: string) => `local:///opt/flink/opt/flink-sql-gateway-${patch}.jar`;
const ofSql: Partial<FlinkJobArgs> = { sql: { script: "SELECT 1;" } };
const ofPython: Partial<FlinkJobArgs> = { python: { module: "orders" } };
const mount = { name: "sql", mountPath: "/opt/flink/sql", readOnly: true };
const containers = (...volumeMounts: object[]) => [{ name: "flink-main-container", volumeMounts }];

const rows: [word: string, args: Partial<FlinkJobArgs>, path: string, before: unknown, after: unknown][] = [
    ["sql.script", ofSql, "podTemplate.spec.volumes", volumes("a-sql-1"), volumes("a-sql-2")],
    ["sql.file", { sql: { file: "/a.sql" } }, "podTemplate.spec.volumes", volumes("a-sql-1"), volumes("a-sql-2")],
    ["podTemplate.spec.volumes", ofSql, "podTemplate.spec.volumes", volumes("a-sql-1"), volumes("a-sql-2", "own")],
    ["sql.script", ofSql, "podTemplate.spec.containers", containers(), containers(mount)],
    ["sql", {}, "podTemplate.spec.containers", containers(mount), containers()],
    ["sql.script", ofSql, 'podTemplate.spec.volumes["sql"].configMap.name', "a-sql-1", "a-sql-2"],
    ["sql.script", ofSql, 'jobManager.podTemplate.spec.volumes["sql"].configMap.name', "a-sql-1", "a-sql-2"],
    ["sql", {}, 'podTemplate.spec.containers["flink-main-container"].volumeMounts["/opt/flink/sql"]', mount, undefined],
    ['podTemplate.spec.volumes["sql"].emptyDir', {}, 'podTemplate.spec.volumes["sql"].emptyDir', {}, undefined],
    ["sql", ofSql, "job.jarURI", "local:///a.jar", gateway("2.2.1")],
    ["flinkPatchVersion", ofSql, "job.jarURI", gateway("2.2.1"), gateway("2.2.2")],
    ["sql", ofSql, "job.entryClass", undefined, "org.apache.flink.table.runtime.application.SqlDriver"],
    ["sql", ofSql, "job.args", ["a"], ["--scriptUri", "file:///opt/flink/sql/job.sql"]],
    [
        "args",
        { ...ofSql, flinkVersion: "1.18" },
        "job.args",
        ["/opt/flink/sql/job.sql", "a"],
        ["/opt/flink/sql/job.sql"],
    ],
    ["sql", { ...ofSql, flinkVersion: "1.18" }, "job.args", ["a"], ["/opt/flink/sql/job.sql", "a"]],
    ["jar", { ...ofSql, flinkVersion: "1.18" }, "job.jarURI", "local:///a.jar", "local:///b.jar"],
    ["python", ofPython, "job.args", ["-pym", "orders", "--", "a"], ["-pym", "sales", "--", "a"]],
    ["args", ofPython, "job.args", ["-pym", "orders", "--", "a"], ["-pym", "orders"]],
    ["args", {}, "job.args", ["a"], ["b"]],
    ["parallelism", ofSql, "job.parallelism", 1, 2],
];

describe("the words for what a job runs", () => {
    for (const [word, args, path, before, after] of rows) {
        it(`${JSON.stringify(args)} calls ${path} ${word}`, () => {
            const words = wordsOfJob(jobSettings("orders", { namespace: "shop", ...args }));
            assert.equal(words(`spec.${path}`, { path: `spec.${path}`, before, after }), word);
        });
    }

    it("are those of the arguments where nothing says how a field changed", () => {
        assert.equal(wordsOfJob(jobSettings("orders", { namespace: "shop", ...ofSql }))("spec.job.args"), "args");
    });
});
