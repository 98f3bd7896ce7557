import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterFacts } from "../../../src/contracts/cluster";
import { storeFacts } from "../../../src/contracts/facts";
import { FlinkApplication } from "../../../src/jobs/application/application";
import type { FlinkJobArgs } from "../../../src/jobs/application/args";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { FlinkPlatform } from "../../../src/platform/platform";
import { fakeCluster } from "../../support/fake-cluster";
import { only, record, type Recorded } from "../../support/record";

const script = "INSERT INTO totals SELECT SUM(amount) FROM orders;";
const flinkDeployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";

/** What an application on a cluster of constants registers. */
const registered = (args: Partial<FlinkJobArgs>, release: "1.7.0" | "1.15.0" = "1.15.0") =>
    record(() => {
        const platform = new FlinkPlatform("p", { cluster: fakeCluster(), operator: { release } });
        new FlinkApplication("orders", { platform, namespace: "jobs", ...args });
    });
const specOf = async (...given: Parameters<typeof registered>) =>
    only(await registered(...given), flinkDeployment).inputs.spec;
const scriptMapOf = (resources: readonly Recorded[]) =>
    only(
        resources.filter(({ name }) => !name.startsWith("p-")),
        "kubernetes:core/v1:ConfigMap",
    );
const pluginsOf = (spec: any) => spec.podTemplate.spec.containers[0].env[0].value;

const cluster: ClusterFacts = {
    architectures: { system: "any", jobManager: "any", taskManager: "any" },
    flinkVersionProblem: () => undefined,
    refusedOptions: {},
    store: storeFacts(fakeCluster().stateStore),
};

/** Findings of arguments that a program without types can pass, one a line. */
const linesOf = (args: object, release: "1.7.0" | "1.15.0" = "1.15.0") => {
    const operator = operatorFacts(operatorSettings({ release }));
    const { findings } = checkFlinkApplication("orders", { namespace: "jobs", ...args }, { operator, cluster });
    return findings.map(({ path: at, problem }) => `${at} ${problem}`);
};

describe("a job in SQL", () => {
    it("is run by Flink's own driver, from a script that is mounted by the name of its content", async () => {
        const resources = await registered({ sql: { script } });
        const { inputs, dependsOn } = only(resources, flinkDeployment);
        const { job, podTemplate } = inputs.spec;
        assert.deepEqual(
            [job.jarURI, job.entryClass, job.args],
            [
                "local:///opt/flink/opt/flink-sql-gateway-2.2.1.jar",
                "org.apache.flink.table.runtime.application.SqlDriver",
                ["--scriptUri", "file:///opt/flink/sql/job.sql"],
            ],
        );
        const { name, inputs: map } = scriptMapOf(resources);
        assert.match(name, /^orders-sql-[0-9a-f]{10}$/);
        assert.ok(dependsOn.includes(name), dependsOn.join());
        assert.deepEqual([map.metadata.name, map.metadata.namespace, map.immutable], [name, "jobs", true]);
        assert.deepEqual(map.data, { content: script });
        assert.deepEqual(podTemplate.spec.volumes.at(-1), {
            name: "sql",
            configMap: { name, items: [{ key: "content", path: "job.sql" }] },
        });
        assert.deepEqual(podTemplate.spec.containers[0].volumeMounts.at(-1), {
            name: "sql",
            mountPath: "/opt/flink/sql",
            readOnly: true,
        });
    });

    it("names the gateway's jar by the exact version that the user's image has", async () => {
        const spec = await specOf({ sql: { script }, image: "shop/flink:1", flinkPatchVersion: "2.2.7" });
        assert.equal(spec.job.jarURI, "local:///opt/flink/opt/flink-sql-gateway-2.2.7.jar");
    });

    it("hands its script to a runner of the user's before Flink 2.0", async () => {
        const { job } = await specOf(
            {
                flinkVersion: "1.18",
                sql: { script },
                jar: "local:///opt/flink/usrlib/sql-runner.jar",
                entryClass: "shop.SqlRunner",
                args: ["--verbose"],
            },
            "1.7.0",
        );
        assert.deepEqual(
            [job.jarURI, job.entryClass, job.args],
            ["local:///opt/flink/usrlib/sql-runner.jar", "shop.SqlRunner", ["/opt/flink/sql/job.sql", "--verbose"]],
        );
    });

    it("takes its script from a file", async () => {
        const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sql-"));
        const file = path.join(folder, "job.sql");
        fs.writeFileSync(file, script);
        const { inputs } = scriptMapOf(await registered({ sql: { file } }));
        assert.deepEqual(inputs.data, { content: script });
        fs.rmSync(folder, { recursive: true });
    });

    it("says all at once what is wrong with it and what it excludes", () => {
        assert.deepEqual(
            linesOf({ sql: { file: "/none.sql", script: " " }, jar: "local:///a.jar", entryClass: "a.B", args: ["a"] }),
            [
                'sql.file cannot be combined with sql.script, got "/none.sql"; remove one of them',
                'sql.script must be plain text, by which a preview tells a changed job, got " "',
                'jar cannot be combined with sql, got "local:///a.jar"; remove one of them',
                'entryClass cannot be combined with sql, got "a.B"; remove one of them',
                "args cannot be combined with sql; remove one of them",
            ],
        );
        assert.deepEqual(linesOf({ sql: {} }), ["sql must have script or file, got neither"]);
        assert.deepEqual(linesOf({ sql: { file: "/none.sql" } }), [
            "sql.file cannot be read: ENOENT: no such file or directory, open '/none.sql'",
        ]);
        assert.deepEqual(linesOf({ sql: { script: pulumi.output(script) } }), [
            "sql.script must be plain text, by which a preview tells a changed job, got an output",
        ]);
        assert.deepEqual(linesOf({ sql: { scirpt: script } }), [
            "sql.scirpt is not known; use script",
            "sql must have script or file, got neither",
        ]);
        assert.deepEqual(linesOf({ sql: { script: "x".repeat(1_048_577) } }), [
            "sql.script must be at most 1048576 bytes, got 1048577; put it into the image",
        ]);
    });

    it("needs a jar before Flink 2.0", () => {
        assert.deepEqual(linesOf({ flinkVersion: "1.20", sql: { script } }), [
            "jar is required with sql before Flink 2.0, which runs no script by itself: a jar whose first argument is the script's path",
        ]);
    });

    it("keeps the place of its script", () => {
        const podTemplate = {
            spec: {
                containers: [
                    {
                        name: "flink-main-container",
                        volumeMounts: [
                            { name: "sql", mountPath: "/opt/flink/sql/" },
                            { name: "own", mountPath: "/opt/flink/sql/job.sql", subPath: "other.sql" },
                            { name: "own", mountPath: "/opt/flink/sqlite" },
                        ],
                    },
                ],
                volumes: [
                    { name: "sql", emptyDir: {} },
                    { name: "own", emptyDir: {} },
                ],
            },
        };
        assert.deepEqual(linesOf({ sql: { script }, podTemplate }), [
            'podTemplate.spec.volumes[0].name cannot be "sql", which holds the script of sql; give it another name',
            'podTemplate.spec.containers[0].volumeMounts[0].mountPath cannot lie in "/opt/flink/sql", which holds the script of sql; mount it elsewhere',
            'podTemplate.spec.containers[0].volumeMounts[1].mountPath cannot lie in "/opt/flink/sql", which holds the script of sql; mount it elsewhere',
        ]);
        assert.deepEqual(linesOf({ jar: "local:///a.jar", podTemplate }), []);
    });
});

describe("a job in Python", () => {
    it("is run by Flink's driver from a file, with the user's arguments apart from Flink's", async () => {
        const { job } = await specOf({
            python: {
                file: "/opt/flink/usrlib/orders.py",
                files: ["/opt/flink/usrlib/shop", "{jobFiles}/rules.zip"],
                requirements: "/opt/flink/usrlib/requirements.txt",
                archives: ["/opt/flink/usrlib/data.zip#data"],
                interpreter: "/usr/bin/python3",
            },
            args: ["--topic", "orders"],
        });
        assert.deepEqual(
            [job.jarURI, job.entryClass],
            ["local:///opt/flink/opt/flink-python-2.2.1.jar", "org.apache.flink.client.python.PythonDriver"],
        );
        assert.deepEqual(job.args, [
            "-pyclientexec",
            "/usr/bin/python3",
            "-pyexec",
            "/usr/bin/python3",
            "-pyfs",
            "/opt/flink/usrlib/shop,s3a://bucket/jobs/orders/rules.zip",
            "-pyreq",
            "/opt/flink/usrlib/requirements.txt",
            "-pyarch",
            "/opt/flink/usrlib/data.zip#data",
            "-py",
            "/opt/flink/usrlib/orders.py",
            "--",
            "--topic",
            "orders",
        ]);
    });

    it("may be a module, and has Scala's version in its jar's name before Flink 1.16", async () => {
        const { job } = await specOf({ flinkVersion: "1.15", python: { module: "shop.orders" } }, "1.7.0");
        assert.deepEqual(
            [job.jarURI, job.args],
            ["local:///opt/flink/opt/flink-python_2.12-1.15.4.jar", ["-pym", "shop.orders"]],
        );
    });

    it("enables the plugins for what it fetches", async () => {
        const files = { python: { module: "shop.orders", files: ["{jobFiles}/shop.zip"] } };
        assert.equal(pluginsOf(await specOf(files)), "flink-s3-fs-presto-2.2.1.jar;flink-s3-fs-hadoop-2.2.1.jar");
        const archives = { python: { module: "shop.orders", archives: ["gs://shop/data.zip"] } };
        assert.equal(pluginsOf(await specOf(archives)), "flink-s3-fs-presto-2.2.1.jar;flink-gs-fs-hadoop-2.2.1.jar");
    });

    it("says all at once what is wrong with it and what it excludes", () => {
        assert.deepEqual(
            linesOf({
                python: {
                    file: "usrlib/orders.zip",
                    module: "orders.py",
                    files: ["", "a,b"],
                    requirements: 1,
                    archives: "a.zip",
                    version: "3",
                },
                sql: { script },
                jar: "local:///a.jar",
                entryClass: "a.B",
            }),
            [
                'python.archives must be a list, got "a.zip"',
                "python.version is not known; known: file, module, files, requirements, archives, interpreter",
                'python.module cannot be combined with python.file, got "orders.py"; remove one of them',
                'python.file must be a path in the image that ends in .py, such as /opt/flink/usrlib/orders.py, got "usrlib/orders.zip"',
                'python.module must be the name of a module, such as shop.orders, got "orders.py"',
                'python.files[0] must be a path or a URI, got ""',
                'python.files[1] must not hold ",", which stands between two, got "a,b"',
                "python.requirements must be a path or a URI, got 1",
                "sql cannot be combined with python; remove one of them",
                'jar cannot be combined with python, got "local:///a.jar"; remove one of them',
                'entryClass cannot be combined with python, got "a.B"; remove one of them',
            ],
        );
        assert.deepEqual(linesOf({ python: {} }), ["python must have file or module, got neither"]);
    });

    it("counts the user's own arguments in findings about them", () => {
        const python = { module: "orders", archives: ["/data.zip#data"] };
        const cut = `must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file`;
        assert.deepEqual(linesOf({ flinkVersion: "1.20", python, args: ["a", "b#c"] }), [
            `python ${cut}`,
            `args[1] ${cut}`,
        ]);
    });
});

describe("a jar that Flink fetches", () => {
    it("lies in the job's own folder in the store, with the plugin that serves it", async () => {
        const spec = await specOf({ jar: "{jobFiles}/orders-1.2.jar" });
        assert.equal(spec.job.jarURI, "s3a://bucket/jobs/orders/orders-1.2.jar");
        assert.equal(pluginsOf(spec), "flink-s3-fs-presto-2.2.1.jar;flink-s3-fs-hadoop-2.2.1.jar");
    });

    it("has the plugin for its scheme, after those that the user names", async () => {
        const rows: [jar: string, plugins: string][] = [
            ["s3a://jars/orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop;flink-s3-fs-hadoop"],
            ["S3://jars/orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop"],
            ["s3p://jars/orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop"],
            ["gs://jars/orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop"],
            [
                "abfss://c@a.dfs.core.windows.net/orders.jar",
                "flink-s3-fs-presto;flink-gs-fs-hadoop;flink-azure-fs-hadoop",
            ],
            ["https://jars.example.com/orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop"],
            ["local:///orders.jar", "flink-s3-fs-presto;flink-gs-fs-hadoop"],
        ];
        for (const [jar, plugins] of rows) {
            const spec = await specOf({ jar, plugins: ["flink-gs-fs-hadoop"] });
            assert.equal(pluginsOf(spec).replaceAll("-2.2.1.jar", ""), plugins, jar);
        }
    });

    it("has to have an enabled plugin where its scheme only becomes known with an output", async () => {
        const jar = pulumi.output("s3a://jars/orders.jar");
        await assert.rejects(registered({ jar }), {
            message:
                'FlinkApplication "orders": jar must have a scheme that an enabled plugin serves, got "s3a"; add flink-s3-fs-hadoop to plugins',
        });
        const spec = await specOf({ jar, plugins: ["flink-s3-fs-hadoop"] });
        assert.equal(spec.job.jarURI, "s3a://jars/orders.jar");
        assert.equal(
            (await specOf({ jar: pulumi.output("s3p://jars/orders.jar") })).job.jarURI,
            "s3p://jars/orders.jar",
        );
    });

    it("is refused in the user's words where Flink or the operator fetches none", () => {
        const refused =
            'jar must be local:// for Flink before 1.19 or an operator before 1.10.0, got "{jobFiles}/orders.jar"';
        assert.deepEqual(linesOf({ flinkVersion: "1.18", jar: "{jobFiles}/orders.jar" }), [refused]);
        assert.deepEqual(linesOf({ flinkVersion: "1.18", jar: "{jobFiles}/orders.jar" }, "1.7.0"), [refused]);
        assert.deepEqual(linesOf({ jar: "{files}/orders.jar" }), [
            'jar must be a URI, in which "{" has to be escaped, got "{files}/orders.jar"',
        ]);
    });
});

describe("an application without a jar", () => {
    it("is refused where the operator cannot run it", () => {
        assert.deepEqual(linesOf({ entryClass: "shop.Orders" }), [
            'jar is required in mode "native", in which the operator runs no job without one; name a jar of the image, such as local:///opt/flink/usrlib/orders.jar',
        ]);
        assert.deepEqual(linesOf({ entryClass: "shop.Orders", mode: "standalone" }), []);
    });
});
