import assert from "node:assert/strict";
import { checkFlinkApplication } from "../../../src/jobs/application/checks";
import { checkFlinkDeploymentArgs } from "../../../src/jobs/deployment/checks";
import { jobSettings } from "../../../src/jobs/application/settings";
import { buildSpec } from "../../../src/jobs/application/spec";
import { formatFinding } from "../../../src/checks/findings";
import { FlinkCrds } from "../../../src/platform/crds/crds";
import { FlinkOperator } from "../../../src/platform/operator/operator";
import { checkFlinkOperator, operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import { releaseFacts, type UnlistedRelease } from "../../../src/flink/definitions/release";
import { checkFlinkPlatform } from "../../../src/platform/checks";
import { noBinding } from "../../../src/contracts/no-binding";
import { fakeCluster } from "../../support/fake-cluster";
import { named, record } from "../../support/record";
import { definitionText, newRelease, releaseFolder } from "../../support/release-folder";
import { warningsOf } from "../../support/warnings";
import { containerOf, deploymentOf, made } from "./objects";

const problems = (release: UnlistedRelease) => checkFlinkOperator("x", { release }).findings.map(formatFinding);

describe("a release of the operator that the package does not know", () => {
    it("is installed from its folder, with its image and with rights to its kinds", async () => {
        const release = newRelease();
        assert.deepEqual(problems(release), []);
        const resources = await made({ release });
        assert.deepEqual(
            resources.filter(({ parent }) => parent === "x-crds").map(({ inputs }) => inputs.metadata.name),
            ["flinkdeployments", "flinkpipelines", "flinksessionjobs", "flinkstatesnapshots"].map(
                (plural) => `${plural}.flink.apache.org`,
            ),
        );
        assert.deepEqual(named(resources, "x-crds-flink-pipeline").inputs.spec, {
            group: "flink.apache.org",
            names: { kind: "FlinkPipeline", plural: "flinkpipelines" },
            scope: "Namespaced",
            // The API server drops the priority 0, so that it is left out.
            versions: [{ name: "v1beta1", additionalPrinterColumns: [{ name: "Job" }, { name: "Age", priority: 1 }] }],
        });
        assert.match(containerOf(resources).image, /flink-kubernetes-operator:99\.0\.0$/);
        assert.equal(deploymentOf(resources).metadata.labels["app.kubernetes.io/version"], "99.0.0");
        const { rules } = named(resources, "x-cluster-role").inputs;
        assert.deepEqual(
            rules.filter((rule: any) => rule.apiGroups[0] === "flink.apache.org").map((rule: any) => rule.resources),
            [
                ["flinkdeployments", "flinkpipelines", "flinksessionjobs", "flinkstatesnapshots"].flatMap((plural) => [
                    plural,
                    `${plural}/status`,
                    `${plural}/finalizers`,
                ]),
            ],
        );
        const java = Object.keys(operatorFacts(operatorSettings({ release })).configuration).filter((key) =>
            key.includes("java"),
        );
        assert.deepEqual(
            java,
            ["v2_2", "v2_3"].map(
                (version) =>
                    `kubernetes.operator.default-configuration.flink-version.${version}.env.java.default-opts.all`,
            ),
        );
    });

    const rulesOf: [string, string][] = [
        ["99.0.0", "1.15.0"],
        ["1.15.1", "1.15.0"],
        ["1.12.2", "1.12.1"],
        ["1.9.3", "1.9.0"],
    ];
    for (const [version, judge] of rulesOf) {
        it(`is judged by the rules of ${judge} if it is ${version}, and a warning says so`, async () => {
            const release = { ...newRelease(), version };
            assert.equal(releaseFacts(release).rulesOf, judge);
            assert.deepEqual(await warningsOf(() => new FlinkOperator("x", { release })), [
                `FlinkOperator "x": release is not known to this release of the package, got "${version}"; it is judged by the rules of ${judge}`,
            ]);
        });
    }

    it("gives its definitions to FlinkCrds alone, too", async () => {
        const resources = await record(() => new FlinkCrds("x", { release: newRelease() }));
        assert.deepEqual(
            resources.filter(({ parent }) => parent === "x").map(({ name }) => name),
            ["x-flink-deployment", "x-flink-pipeline", "x-flink-session-job", "x-flink-state-snapshot"],
        );
    });

    it("is rejected with everything that is wrong with it at once", () => {
        assert.deepEqual(problems({ version: "1.16", definitions: "/nowhere", flinkVersions: ["2.2", "v2_3"] }), [
            'FlinkOperator "x": release.version must be three numbers, such as 1.16.0, got "1.16"',
            'FlinkOperator "x": release.definitions must name a folder that exists, got "/nowhere"',
            'FlinkOperator "x": release.flinkVersions[1] must be major.minor, such as 2.3, got "v2_3"',
        ]);
        assert.deepEqual(
            checkFlinkPlatform("p", { operator: { release: { ...newRelease(), flinkVersions: [] } } }).findings.map(
                formatFinding,
            ),
            ['FlinkPlatform "p": operator.release.flinkVersions must name the Flink versions that it runs, got none'],
        );
    });

    const versions: [string, string][] = [
        ["1.15.0", 'must be one that the package does not know, got "1.15.0"; set release to it'],
        ["1.6.1", 'must be newer than 1.7.0, the oldest known one, got "1.6.1"'],
        ["v1.16.0", 'must be three numbers, such as 1.16.0, got "v1.16.0"'],
    ];
    for (const [version, problem] of versions) {
        it(`is rejected if its version is ${version}`, () =>
            assert.deepEqual(problems({ ...newRelease(), version }), [
                `FlinkOperator "x": release.version ${problem}`,
            ]));
    }

    const deployment = definitionText("FlinkDeployment");
    const folders: [string, Record<string, string>, (folder: string) => string[]][] = [
        [
            "is empty",
            { "README.md": "nothing" },
            (folder) => [`must name a folder with the release's definitions as YAML files, got none in "${folder}"`],
        ],
        [
            "holds other things",
            {
                "a.yml": deployment,
                "values.yaml": "replicas: 1",
                "pods.yml": definitionText("Pod").replaceAll("flink.", ""),
            },
            () => [
                `must hold only definitions of Flink's kinds, got another thing in "pods.yml"; remove it`,
                `must hold only definitions of Flink's kinds, got another thing in "values.yaml"; remove it`,
            ],
        ],
        [
            "lacks the FlinkDeployment",
            { "a.yml": definitionText("FlinkSessionJob") },
            (folder) => [`must hold the definition of FlinkDeployment, got none in "${folder}"`],
        ],
        [
            "defines a kind twice",
            { "a.yml": deployment, "b.yml": deployment },
            () => ['must define each kind once, got FlinkDeployment once more in "b.yml"; remove it'],
        ],
        [
            "holds a file that is not YAML",
            { "a.yml": deployment, "b.yml": "a: [" },
            () => [
                'must hold YAML files, got "b.yml", which cannot be read: unexpected end of the stream within a flow collection (2:1)',
            ],
        ],
    ];
    for (const [title, files, expected] of folders) {
        it(`is rejected if its folder ${title}`, () => {
            const definitions = releaseFolder(files);
            assert.deepEqual(
                problems({ ...newRelease(), definitions }),
                expected(definitions).map((problem) => `FlinkOperator "x": release.definitions ${problem}`),
            );
        });
    }
});

describe("a Flink version that only such a release knows", () => {
    const operator = operatorFacts(operatorSettings({ release: newRelease() }));
    const cluster = {
        architectures: { system: "any", jobManager: "any", taskManager: "any" },
        store: { plugins: [], options: () => [], variables: [] },
        refusedOptions: {},
        flinkVersionProblem: () => undefined,
    } as const;
    const job = { namespace: "jobs", jar: "local:///opt/orders.jar", flinkVersion: "2.3" };
    const given = { image: "acme/orders:1", flinkPatchVersion: "2.3.0" };
    const check = (args: object, on = operator) =>
        checkFlinkApplication("orders", { ...job, ...args }, { operator: on, cluster }).findings.map(formatFinding);

    it("runs in an application with an image and an exact version", async () => {
        assert.deepEqual(check(given), []);
        await record(() => {
            const jobNamespace = { serviceAccountName: "flink", statePrefix: "jobs", binding: noBinding };
            const spec = buildSpec(jobSettings("orders", { ...job, ...given }), {
                cluster: fakeCluster(),
                jobNamespace,
            });
            assert.equal(spec.flinkVersion, "v2_3");
            assert.equal(spec.image, "acme/orders:1");
        });
    });

    it("is rejected in an application that leaves out what the package does not know", () => {
        assert.deepEqual(check({}), [
            'FlinkApplication "orders": image is required: the package does not know an image of Flink 2.3',
            'FlinkApplication "orders": flinkPatchVersion is required: the package does not know the newest patch of Flink 2.3',
        ]);
        assert.deepEqual(check({ ...given, flinkPatchVersion: "2.2.1" }), [
            'FlinkApplication "orders": flinkPatchVersion must be a patch of flinkVersion "2.3", got "2.2.1"',
        ]);
    });

    it("is rejected for an operator that does not run it", () =>
        assert.deepEqual(check(given, operatorFacts(operatorSettings())), [
            'FlinkApplication "orders": flinkVersion must be one that operator 1.15.0 runs ' +
                '(1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2), got "2.3"; ' +
                "known versions: 1.15, 1.16, 1.17, 1.18, 1.19, 1.20, 2.0, 2.1, 2.2",
        ]));

    it("runs in a typed FlinkDeployment", () => {
        const { findings } = checkFlinkDeploymentArgs("orders", {
            platform: { operator },
            metadata: { namespace: "jobs" },
            spec: {
                image: "acme/orders:1",
                flinkVersion: "v2_3",
                jobManager: { resource: { memory: "1024m", cpu: 1 } },
                taskManager: { resource: { memory: "1024m", cpu: 1 } },
                job: { jarURI: "local:///opt/orders.jar", parallelism: 1, upgradeMode: "stateless" },
            },
        });
        assert.deepEqual(findings.map(formatFinding), []);
    });
});
