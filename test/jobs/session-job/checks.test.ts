import assert from "node:assert/strict";
import type { SessionJobFields } from "../../../src/jobs/session-job/args";
import { checkFlinkSessionJob } from "../../../src/jobs/session-job/checks";
import type { JobsCluster } from "../../../src/jobs/session-job/settings";
import { operatorFacts } from "../../../src/platform/operator/checks";
import { operatorSettings } from "../../../src/platform/operator/settings";
import type { OperatorRelease } from "../../../src/flink/versions";

const elsewhere: JobsCluster = { name: "shared", declared: undefined };
const declared: JobsCluster = { name: "shared", declared: { name: "shared", namespace: "jobs", spec: undefined } };
const jar = "https://jars.example.com/orders.jar";

const check = (args: object, cluster = declared, release: OperatorRelease = "1.15.0") =>
    checkFlinkSessionJob(
        "orders",
        { jar, ...args } as SessionJobFields,
        cluster,
        operatorFacts(operatorSettings({ release })),
    ).findings.map(({ path, problem }) => `${path} ${problem}`);

describe("checkFlinkSessionJob", () => {
    it("finds nothing wrong with the defaults", () => assert.deepEqual(check({}), []));

    const rows: [string, object, string[]][] = [
        ["no jar", { jar: undefined }, ["jar is required: the jar that the operator fetches, got nothing"]],
        [
            "a path in the image, which the operator does not see",
            { jar: "local:///opt/flink/usrlib/orders.jar" },
            [
                'jar must have a scheme that the operator fetches (https), got "local"; add it to "kubernetes.operator.user.artifacts.allowed-schemes" in the operator\'s configuration, with ";" between them',
            ],
        ],
        ["no subtasks", { parallelism: 0 }, ["parallelism must be a whole number of at least 1, got 0"]],
        [
            "a word in the place of a switch",
            { savepointOnDelete: "false", allowNonRestoredState: "no" },
            [
                'savepointOnDelete must be true or false, got "false"; remove the quotes',
                'allowNonRestoredState must be true or false, got "no"',
            ],
        ],
        [
            "a list of an option with more than single values",
            { flinkConfiguration: { "pipeline.jars": [["a"]] } },
            [
                'flinkConfiguration["pipeline.jars"][0] must be a single value, got a list; write the whole list as one text',
            ],
        ],
        ["an unknown argument", { image: "flink" }, ["image is not known; remove it"]],
        [
            "a word that is none",
            { upgradeMode: "laststate" },
            ['upgradeMode must be one of "last-state", "savepoint", "stateless", got "laststate"'],
        ],
        [
            "a redeployment without a savepoint",
            { savepointRedeployNonce: 1 },
            ["initialSavepointPath is required: the savepoint to start from, as savepointRedeployNonce is set"],
        ],
        [
            "options of its cluster and of its arguments",
            {
                flinkConfiguration: {
                    "state.savepoints.dir": "s3p://elsewhere",
                    "taskmanager.numberOfTaskSlots": 2,
                    "parallelism.default": 2,
                    "execution.checkpointing.interval": "5 s",
                },
            },
            [
                'flinkConfiguration["state.savepoints.dir"] cannot be set here, as it belongs to the session cluster; remove it',
                'flinkConfiguration["taskmanager.numberOfTaskSlots"] cannot be set here, as it belongs to the session cluster; remove it',
                'flinkConfiguration["parallelism.default"] cannot be set here; use parallelism',
            ],
        ],
        [
            "another namespace than its cluster's",
            { namespace: "others" },
            ['namespace must be that of the session cluster, "jobs", got "others"; remove it'],
        ],
        [
            "a name that Kubernetes refuses, and a wait without time",
            { jobName: "Orders", readiness: { timeoutSeconds: 0 }, deleteTimeoutSeconds: 0 },
            [
                'jobName must be lower-case letters, digits and "-", starting with a letter and not ending with "-", got "Orders"',
                "readiness.timeoutSeconds must be at least 1, got 0",
                "deleteTimeoutSeconds must be a whole number of at least 1, got 0",
            ],
        ],
    ];
    for (const [what, args, findings] of rows) {
        it(`rejects ${what}`, () => assert.deepEqual(check(args), findings));
    }

    it("asks for the namespace of a cluster that something else makes", () => {
        assert.deepEqual(check({}, elsewhere), [
            'namespace is required: that of the session cluster "shared", which something else makes',
        ]);
        assert.deepEqual(check({ namespace: "jobs" }, elsewhere), []);
    });

    it("rejects last-state before operator 1.10", () =>
        assert.deepEqual(check({ upgradeMode: "last-state" }, declared, "1.7.0"), [
            'upgradeMode must be "savepoint" or "stateless" for a session job on operator 1.7.0, got "last-state"',
        ]));
});
