import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { program, type StackOutputs } from "../src/program";
import type { StackConfig } from "../src/stack/config";
import { StackSecrets } from "../src/stack/secrets";
import { modes, namesOf, record, valueOf } from "./support/record";
import { unreachableKubeconfig } from "./support/unreachable-kubeconfig";

describe("program", () => {
    let folder: string;
    let kubeconfig: string;
    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "program-"));
        kubeconfig = path.join(folder, "config");
        fs.writeFileSync(kubeconfig, unreachableKubeconfig);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    const jar = "local:///opt/flink/usrlib/orders.jar";
    const config = (changes: Partial<StackConfig> = {}): StackConfig => ({
        cluster: { cloud: "local", kubeconfig },
        operator: { release: "1.15.0" },
        applications: { orders: { namespace: "jobs", jar }, invoices: { namespace: "jobs", jar } },
        ...changes,
    });

    for (const { title, preview } of modes) {
        it(`declares each application, and one namespace for both, ${title}`, async () => {
            const resources = await record(() => void program(config()), { preview });
            assert.deepEqual(namesOf(resources, "kubernetes:flink.apache.org/v1beta1:FlinkDeployment"), [
                "orders",
                "invoices",
            ]);
            assert.deepEqual(namesOf(resources, "flink-platform:index:JobNamespace"), ["flink-jobs-jobs"]);
        });
    }

    it("exports where each job is and how to see it", async () => {
        await record(async () => {
            const outputs: StackOutputs = program(config());
            assert.deepEqual(Object.keys(outputs.applications), ["orders", "invoices"]);
            assert.equal(outputs.applications["orders"]?.namespace, "jobs");
            assert.equal(
                outputs.applications["orders"]?.flinkUi,
                "kubectl --namespace jobs port-forward service/orders-rest 8081",
            );
            assert.equal(await valueOf(outputs.stateStore), "s3p://flink");
        });
    });

    it("shows no secret where it is wrong", () => {
        const applications = {
            orders: { namespace: "jobs", jar: "/opt/jar-secret", initialSavepointPath: "path-secret" },
        };
        return assert.rejects(
            record(() => void program(config({ applications }), new StackSecrets([applications]))),
            { message: 'FlinkApplication "orders": jar must have a scheme such as local:// or https://, got [secret]' },
        );
    });

    it("reports what is wrong with cluster, operator and every application at once", () =>
        assert.rejects(
            record(
                () =>
                    void program({
                        cluster: { cloud: "local", kubeconfig, context: "prod" },
                        operator: { replicas: 0 },
                        applications: {
                            orders: { namespace: "jobs", jar, parallelism: 0 },
                            invoices: { namespace: "jobs", jar: "/opt/invoices.jar" },
                        },
                    }),
            ),
            {
                message: [
                    `LocalCluster "flink": context must be one of the kubeconfig's ("dev"), got "prod"`,
                    'FlinkPlatform "flink": operator.replicas must be a whole number of at least 1, got 0',
                    'FlinkApplication "orders": parallelism must be a whole number of at least 1, got 0',
                    'FlinkApplication "invoices": jar must have a scheme such as local:// or https://, got "/opt/invoices.jar"',
                ].join("\n"),
            },
        ));

    it("runs jobs in SQL and Python, and seals a script with a secret", async () => {
        const script = "CREATE TABLE a WITH ('password' = 'pw-of-orders');";
        const applications = {
            orders: { namespace: "jobs", sql: { script } },
            invoices: { namespace: "jobs", python: { module: "shop.invoices" } },
        };
        const secrets = new StackSecrets([{ script }]);
        const resources = await record(() => void program(config({ applications }), secrets));
        const map = resources.find(({ name }) => name.startsWith("orders-sql-"));
        assert.deepEqual([map?.inputs.data, map?.secretInputs], [{ content: script }, ["data"]]);
        const classes = resources.flatMap(({ inputs }) => inputs.spec?.job?.entryClass ?? []);
        assert.deepEqual(classes.sort(), [
            "org.apache.flink.client.python.PythonDriver",
            "org.apache.flink.table.runtime.application.SqlDriver",
        ]);
    });

    it("reports what SQL and Python of each application exclude, at once", () => {
        const applications = {
            orders: { namespace: "jobs", sql: { script: "SELECT 1;" }, jar },
            invoices: { namespace: "jobs", python: { module: "shop.invoices" }, entryClass: "shop.Invoices" },
        };
        return assert.rejects(
            record(() => void program(config({ applications }))),
            {
                message: [
                    `FlinkApplication "orders": jar cannot be combined with sql, got "${jar}"; remove one of them`,
                    'FlinkApplication "invoices": entryClass cannot be combined with python, got "shop.Invoices"; remove one of them',
                ].join("\n"),
            },
        );
    });

    it("runs the jobs in a team's namespace by the team's arguments, and the others by the platform's", async () => {
        const teams = { shop: { namespace: "jobs", applicationDefaults: { enforced: { flinkVersion: "1.20" } } } };
        const applications = { orders: { namespace: "jobs", jar }, invoices: { namespace: "others", jar } };
        const resources = await record(() => void program(config({ teams, applications })));
        const versions = ["orders", "invoices"].map((job) => {
            const [deployment] = resources.filter(({ type, name }) => /:FlinkDeployment$/.test(type) && name === job);
            return [deployment?.inputs.spec.flinkVersion, deployment?.dependsOn.includes("shop-deny-policy")];
        });
        assert.deepEqual(versions, [
            ["v1_20", true],
            ["v2_2", false],
        ]);
    });

    it("says of each team and its jobs what is wrong", () =>
        assert.rejects(
            record(
                () =>
                    void program(
                        config({
                            teams: {
                                shop: {
                                    namespace: "jobs",
                                    quota: { pods: 0 },
                                    applicationDefaults: { enforced: { parallelism: 2 } },
                                },
                            },
                            applications: { orders: { namespace: "jobs", jar, parallelism: 3 } },
                        }),
                    ),
            ),
            {
                message: [
                    'FlinkTeam "shop": quota.pods must be a whole number of at least 1, got 0',
                    'FlinkApplication "orders": parallelism must be 2, as applicationDefaults.enforced.parallelism of the platform says, got 3; remove it',
                ].join("\n"),
            },
        ));

    describe("with session clusters", () => {
        const remote = "https://jars.example.com/orders.jar";
        const sessions = (changes: Partial<StackConfig> = {}) =>
            config({
                applications: {},
                sessionClusters: { shared: { namespace: "jobs", clusterName: "sessions" } },
                sessionJobs: {
                    orders: { sessionCluster: "shared", jar: remote },
                    invoices: { sessionCluster: "theirs", namespace: "others", jar: remote },
                },
                ...changes,
            });

        it("declares each with its jobs, and jobs on clusters of others", async () => {
            const resources = await record(() => void program(sessions()));
            const jobs = resources.filter(({ type }) => type === "kubernetes:flink.apache.org/v1beta1:FlinkSessionJob");
            assert.deepEqual(
                jobs
                    .map(({ name, inputs, dependsOn }) => [
                        name,
                        inputs.metadata.namespace,
                        inputs.spec.deploymentName,
                        dependsOn.includes("shared"),
                    ])
                    .sort(),
                [
                    ["invoices", "others", "theirs", false],
                    ["orders", "jobs", "sessions", true],
                ],
            );
        });

        it("exports where each is and how to see it", async () => {
            await record(() => {
                const { sessionClusters } = program(sessions());
                assert.deepEqual(Object.keys(sessionClusters), ["shared"]);
                assert.equal(
                    sessionClusters["shared"]?.flinkUi,
                    "kubectl --namespace jobs port-forward service/sessions-rest 8081",
                );
            });
        });

        it("reports what is wrong with clusters and jobs at once, once each", () =>
            assert.rejects(
                record(
                    () =>
                        void program(
                            sessions({
                                sessionClusters: { shared: { namespace: "jobs", flinkVersion: "1.13" } },
                                sessionJobs: {
                                    orders: { sessionCluster: "shared", jar: "/orders.jar" },
                                    invoices: { sessionCluster: "theirs", jar: remote },
                                },
                            }),
                        ),
                ),
                (error: Error) => {
                    const [ofCluster, ...ofJobs] = error.message.split("\n");
                    assert.match(ofCluster ?? "", /^FlinkSessionCluster "shared": flinkVersion must be one that /);
                    assert.deepEqual(ofJobs, [
                        'FlinkSessionJob "orders": jar must have a scheme such as local:// or https://, got "/orders.jar"',
                        'FlinkSessionJob "invoices": namespace is required: that of the session cluster "theirs", which something else makes',
                    ]);
                    return true;
                },
            ));
    });

    describe("with snapshots", () => {
        const snapshots = (blocks: StackConfig["snapshots"]) =>
            record(
                () =>
                    void program(
                        config({
                            sessionClusters: { shared: { namespace: "jobs" } },
                            sessionJobs: { carts: { sessionCluster: "shared", jar: "https://jars.example.com/a.jar" } },
                            snapshots: blocks,
                        }),
                    ),
            );

        it("takes each of the job that it names, once that is made", async () => {
            const theirs = { kind: "FlinkDeployment", name: "theirs" } as const;
            const resources = await snapshots({
                a: { job: "orders" },
                b: { job: "carts", type: "checkpoint" },
                c: { jobReference: theirs, namespace: "others" },
            });
            const kind = "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot";
            const made = resources
                .filter(({ type }) => type === kind)
                .map(({ name, inputs, dependsOn }) => {
                    const jobs = dependsOn.filter((one) => one === "orders" || one === "carts");
                    return [name, inputs.metadata.namespace, inputs.spec.jobReference, jobs];
                });
            assert.deepEqual(made.sort(), [
                ["a", "jobs", { kind: "FlinkDeployment", name: "orders" }, ["orders"]],
                ["b", "jobs", { kind: "FlinkSessionJob", name: "carts" }, ["carts"]],
                ["c", "others", theirs, []],
            ]);
        });

        it("rejects one of a job that is not there", () =>
            assert.rejects(snapshots({ a: { job: "order" } }), {
                message:
                    'FlinkStateSnapshot "a": job must be one of applications or sessionJobs (orders, invoices, carts), got "order"; use jobReference for others',
            }));
    });

    describe("with jobs that start from what others have", () => {
        const deployment = "kubernetes:flink.apache.org/v1beta1:FlinkDeployment";
        const sessionJob = "kubernetes:flink.apache.org/v1beta1:FlinkSessionJob";
        const status = { jobStatus: { savepointInfo: { lastSavepoint: { location: "s3p://flink/last" } } } };
        const results = {
            [deployment]: () => ({ status }),
            "kubernetes:flink.apache.org/v1beta1:FlinkStateSnapshot": () => ({ status: { path: "s3p://flink/taken" } }),
        };
        const sales = (restoreFrom: object) => ({ sales: { namespace: "jobs", jar, restoreFrom } });
        const orders = { orders: { namespace: "jobs", jar } };

        it("makes each once the other is there, whatever stands first", async () => {
            const blocks: Partial<StackConfig> = {
                applications: { ...sales({ snapshot: "a" }), ...orders },
                sessionClusters: { shared: { namespace: "jobs" } },
                sessionJobs: {
                    carts: {
                        sessionCluster: "shared",
                        jar: "https://jars.example.com/a.jar",
                        restoreFrom: { application: "orders" },
                    },
                },
                snapshots: { a: { job: "orders" } },
            };
            const resources = await record(() => void program(config(blocks)), { results });
            const starts = resources
                .filter(({ type }) => type === deployment || type === sessionJob)
                .map(({ name, inputs }) => [name, inputs.spec.job?.initialSavepointPath]);
            assert.deepEqual(Object.fromEntries(starts), {
                sales: "s3p://flink/taken",
                orders: undefined,
                shared: undefined,
                carts: "s3p://flink/last",
            });
        });

        const cases: readonly (readonly [string, Partial<StackConfig>, string])[] = [
            [
                "a job that is not there",
                { applications: { ...orders, ...sales({ application: "order" }) } },
                'restoreFrom.application must be one of applications or sessionJobs (orders, sales), got "order"',
            ],
            [
                "a snapshot that is not there",
                { applications: { ...orders, ...sales({ snapshot: "b" }) }, snapshots: { a: { job: "orders" } } },
                'restoreFrom.snapshot must be one of snapshots (a), got "b"; set initialSavepointPath for others',
            ],
            [
                "a snapshot of the job itself",
                { applications: sales({ snapshot: "a" }), snapshots: { a: { job: "sales" } } },
                'restoreFrom.snapshot must not wait for this job itself, got "a"',
            ],
            [
                "neither of the two",
                { applications: sales({}) },
                'restoreFrom must have one of "application" and "snapshot", got none',
            ],
        ];
        for (const [title, blocks, problem] of cases) {
            it(`rejects ${title}`, () =>
                assert.rejects(
                    record(() => void program(config(blocks))),
                    { message: `FlinkApplication "sales": ${problem}` },
                ));
        }
    });
});
