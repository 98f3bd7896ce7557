import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { readConfig, readSecrets } from "../../src/stack/config";
import { matcherOf } from "../../src/stack/secret-texts";
import { StackSecrets } from "../../src/stack/secrets";
import { record } from "../support/record";

describe("matcherOf", () => {
    const matcher = matcherOf(["correct horse", "pw1", "x", "true", "", ' pass"word\n']);
    const cases: readonly (readonly [title: string, text: string, covered: string])[] = [
        ["a long text anywhere", "ancorrect horses", "an[secret]s"],
        ["a short text as a word", "s3.secret-key: pw1\n", "s3.secret-key: [secret]\n"],
        ["a text as JSON has it", JSON.stringify({ key: ' pass"word\n' }), '{"key":"[secret]"}'],
        ["a text without the spaces at its ends", '<pass"word>', "<[secret]>"],
    ];
    for (const [title, text, covered] of cases) {
        it(`finds ${title}`, () => assert.deepEqual([matcher.holds(text), matcher.covered(text)], [true, covered]));
    }
    it("finds the shortest only as the whole of a text, and covers it nowhere", () =>
        assert.deepEqual([matcher.holds("x"), matcher.holds("x y"), matcher.covered("x")], [true, false, "x"]));
    for (const text of ["apw12", "true", "", "horse"]) {
        it(`does not find anything in "${text}"`, () => assert.equal(matcher.holds(text), false));
    }
    it("finds both sides of a folder's placeholder", () =>
        assert.equal(matcherOf(["{jobFiles}/argument"]).holds("s3a://flink/jobs/orders/argument"), true));
    it("takes signs of patterns as they are", () =>
        assert.deepEqual(matcherOf(["a.b*c(d]-/"]).covered("(a.b*c(d]-/) axb"), "([secret]) axb"));
});

describe("the secrets of a stack", () => {
    const jobs = {
        namespace: "jobs",
        upgradeMode: "last-state",
        args: ["--key", "argument-value"],
        flinkConfiguration: { "s3.secret-key": "option-value", "taskmanager.numberOfTaskSlots": 2 },
    };
    const secrets = new StackSecrets([{ orders: jobs }]);

    it("are the values of the keys that Pulumi names", () => {
        const values = {
            "flink-platform:applications": JSON.stringify({ orders: jobs }),
            "flink-platform:operator": JSON.stringify({ configuration: { a: "operator-value" } }),
            "flink-platform:waitForJobs": "false",
            "other:applications": JSON.stringify({ a: "other-value" }),
        };
        pulumi.runtime.setAllConfig(values, ["flink-platform:applications", "other:applications"]);
        const found = readSecrets(pulumi.runtime.allConfig());
        assert.equal(
            found.covered("option-value argument-value operator-value other-value false"),
            "[secret] [secret] operator-value other-value false",
        );
        pulumi.runtime.setAllConfig({});
    });

    it("are texts below keys of the user's own too, which may have the names of choices", () => {
        const own = { labels: { version: "label-value" }, podTemplate: { spec: { nodeName: "node-value" } } };
        const taskManager = { podTemplate: { metadata: { labels: { level: "process-value" } } } };
        const options = {
            taskManager,
            release: "release-value",
            flinkConfiguration: { my: { state: "nested-value" } },
            ...own,
        };
        const found = new StackSecrets([{ orders: options }]);
        assert.equal(
            found.covered("label-value node-value process-value nested-value release-value"),
            "[secret] [secret] [secret] [secret] release-value",
        );
    });

    it("are covered in what is wrong with them, names and choices too", () => {
        assert.equal(
            secrets.covered('must be one of "savepoint", got "last-state"'),
            'must be one of "savepoint", got [secret]',
        );
        assert.equal(secrets.covered('needs "last-state", got "other"'), 'needs "last-state", got "other"');
        assert.deepEqual(
            secrets.coveredFindings([{ component: "A", name: "jobs", path: "b", problem: "got option-value" }]),
            [{ component: "A", name: "jobs", path: "b", problem: "got [secret]" }],
        );
    });

    it("are covered where the form of a stack file is wrong", () => {
        const cluster = { cloud: "local" };
        const applications = { orders: { namespace: "jobs", jar: { key: "jar-value" }, state: "state-value" } };
        const values = {
            "flink-platform:cluster": JSON.stringify(cluster),
            "flink-platform:applications": JSON.stringify(applications),
        };
        assert.throws(() => readConfig(values, new StackSecrets([applications])), {
            message: [
                'stack config "flink-platform:applications": orders.jar must be of type string, got {"key":"[secret]"}',
                'stack config "flink-platform:applications": orders.state must be "running", "suspended", got [secret]',
            ].join("\n"),
        });
    });

    it("are covered where YAML has changed their text", () => {
        const applications = { orders: { namespace: "jobs", args: ["2024-01-01 00:00:00 +0000 UTC"] } };
        const values = {
            "flink-platform:cluster": JSON.stringify({ cloud: "local" }),
            "flink-platform:applications": JSON.stringify(applications),
        };
        assert.throws(() => readConfig(values, new StackSecrets([applications])), {
            message:
                'stack config "flink-platform:applications": orders.args[0] must be text, got [secret], which was a date; put it in quotes',
        });
    });

    /** Inputs of one resource that is made with the secrets' options: secrets as `{ secret }`. */
    async function sealed(inputs: pulumi.Inputs): Promise<unknown> {
        const seen: Promise<unknown>[] = [];
        await record(() => {
            class Any extends pulumi.CustomResource {}
            new Any("test:index:Any", "any", inputs, {
                ...secrets.options,
                transformations: [
                    ...(secrets.options.transformations ?? []),
                    ({ props, opts }) => {
                        seen.push(marked(props));
                        return { props, opts };
                    },
                ],
            });
        });
        return (await Promise.all(seen))[0];
    }
    async function marked(value: unknown): Promise<unknown> {
        if (pulumi.Output.isInstance(value)) {
            const known = await (value as unknown as { promise(): Promise<unknown> }).promise();
            return (await pulumi.isSecret(value as pulumi.Output<unknown>)) ? { secret: known } : known;
        }
        if (Array.isArray(value)) {
            return Promise.all(value.map(marked));
        }
        if (typeof value === "object" && value !== null) {
            const entries = await Promise.all(
                Object.entries(value).map(async ([key, item]) => [key, await marked(item)] as const),
            );
            return Object.fromEntries(entries);
        }
        return value;
    }

    it("become secrets in whatever they land in, at any level, computed or not", async () =>
        assert.deepEqual(
            await sealed({
                plain: "flink",
                number: 2,
                list: ["--key", "argument-value", "other"],
                text: "a: option-value\nb: 1\n",
                output: pulumi.output({ deep: ["option-value"] }),
                other: pulumi.output("open"),
                promise: Promise.resolve("option-value"),
            }),
            {
                plain: "flink",
                number: 2,
                list: [{ secret: "--key" }, { secret: "argument-value" }, "other"],
                text: { secret: "a: option-value\nb: 1\n" },
                output: { secret: { deep: ["option-value"] } },
                other: "open",
                promise: { secret: "option-value" },
            },
        ));

    it("leave an object's identity and what is named after a namespace open", async () =>
        assert.deepEqual(
            await sealed({
                apiVersion: "option-value/v1",
                kind: "ConfigMap",
                metadata: { name: "option-value", namespace: "jobs", labels: { a: "option-value" } },
                data: { path: "s3p://flink/jobs/checkpoints", mode: "last-state" },
            }),
            {
                apiVersion: "option-value/v1",
                kind: "ConfigMap",
                metadata: { name: "option-value", namespace: "jobs", labels: { a: { secret: "option-value" } } },
                data: { path: "s3p://flink/jobs/checkpoints", mode: "last-state" },
            },
        ));

    it("cost nothing where there are none", () => {
        const output = pulumi.output("a");
        assert.deepEqual(StackSecrets.none.options, {});
        assert.equal(StackSecrets.none.sealedOutput(output), output);
    });
});
