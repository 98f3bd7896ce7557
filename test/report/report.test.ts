import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentOf } from "../../src/report/document";
import { markdownOf } from "../../src/report/markdown";
import { readPreview } from "../../src/report/preview";
import { priceTable } from "../../src/report/prices";
import { reportOf } from "../../src/report/report";
import { terminalText } from "../../src/report/terminal";
import { changes } from "./changes";
import { jobStep, operatorSteps, previewText, type GivenStep } from "./previews";

const reportOn = (steps: readonly GivenStep[], options = {}, diagnostics: Parameters<typeof previewText>[1] = []) =>
    reportOf([readPreview(previewText(steps, diagnostics), "preview.json")], options);

const prices = priceTable(
    { currency: "USD", perHour: { "m7i.large": 0.1, "m7i.xlarge": 0.2, "m7i.2xlarge": 0.4 } },
    "p",
);

describe("the report of a preview", () => {
    for (const [name, { level, steps }] of Object.entries(changes)) {
        it(`of "${name}" is ${level}, and reads as its golden file`, () => {
            const report = reportOn(steps, { prices });
            assert.equal(report.level, level);
            const file = join(__dirname, "golden", `${name.replaceAll(" ", "-")}.md`);
            const text = markdownOf(documentOf(report));
            if (process.env["WRITE_GOLDEN"] !== undefined) {
                writeFileSync(file, text);
            }
            assert.equal(text, readFileSync(file, "utf8"));
        });
    }

    it("shows no value that may be a secret", () => {
        const hidden = "hunter2";
        const secret = { spec: { image: hidden }, job: { args: [hidden] }, options: { "s3.secret-key": hidden } };
        const report = reportOn([jobStep("update", {}, secret)], {}, [
            { message: `error: Error: cannot log in with ${hidden}\n    at login`, severity: "error" },
        ]);
        const texts = [JSON.stringify(report), markdownOf(documentOf(report)), terminalText(documentOf(report))];
        assert.deepEqual(
            texts.filter((text) => text.includes(hidden)),
            [],
        );
        assert.equal(report.failed, true);
    });

    it("names jobs that it judges by an operator which the preview does not show", () => {
        const [stack] = reportOn([jobStep("update", {}, { job: { parallelism: 4 } })]).stacks;
        assert.deepEqual(stack?.unknowns, [
            "orders: the preview does not show the operator's configuration; judged as for operator 1.15.0 with its defaults",
        ]);
        assert.equal(stack?.level, "attention");
    });

    it("takes what the program has told where that differs, and leave to lose state for less on demand", () => {
        const steps = [...operatorSteps("same", "1.15.0"), jobStep("update", {}, { options: { "a.b": "c" } })];
        const message =
            'warning: FlinkApplication "orders": the job starts empty and its state is lost, because image changes; acceptStateLoss allows that\n';
        const diagnostics = [
            {
                urn: "urn:pulumi:dev::shop::flink-platform:index:FlinkApplication::orders",
                message,
                severity: "warning",
            },
        ];
        const [stack] = reportOn(steps, {}, diagnostics).stacks;
        assert.deepEqual(
            stack?.jobs.map(({ level, verdict, text, accepted }) => [level, verdict, text, accepted]),
            [
                [
                    "losesState",
                    "restartWithoutState",
                    "the job starts empty and its state is lost, because image changes",
                    true,
                ],
            ],
        );
        assert.deepEqual(stack?.findings, []);
        assert.equal(reportOn(steps, { allowAccepted: true }, diagnostics).level, "attention");
    });

    it("finds drift: any change needs attention then", () => {
        const steps = [...operatorSteps("same", "1.15.0"), jobStep("update", {}, { job: { parallelism: 4 } })];
        assert.equal(reportOn(steps, { expectNoChanges: true }).level, "attention");
    });
});

describe("a report in Markdown", () => {
    const many = (count: number) =>
        reportOn([
            ...operatorSteps("same", "1.15.0"),
            ...Array.from({ length: count }, (_, index) =>
                jobStep(
                    "update",
                    { name: `job-${index}` },
                    {
                        name: `job-${index}`,
                        job: index === count - 1 ? { upgradeMode: "stateless" } : { parallelism: 4 },
                    },
                ),
            ),
        ]);

    it("fits a comment whatever its size, keeps what matters most, and counts what it leaves out", () => {
        const text = markdownOf(documentOf(many(1000)));
        assert.ok(Buffer.byteLength(text) <= 65_536, String(Buffer.byteLength(text)));
        assert.ok(Buffer.byteLength(text) > 60_000);
        const shown = [...text.matchAll(/^\| shop\/job-/gm)].length;
        assert.match(text, /\| shop\/job-999 \| loses state \|/);
        assert.ok(text.includes(`_${1000 - shown} rows left out for want of room._`), text.slice(-300));
        assert.match(text, /<details><summary>\d+ more<\/summary>[^]*<\/details>/);
    });

    it("leaves whole stacks out where even their titles are too many", () => {
        const stack = many(1).stacks[0];
        assert.ok(stack);
        const text = markdownOf(
            documentOf({ level: "safe", failed: false, stacks: Array.from({ length: 500 }, () => stack) }),
            10_000,
        );
        assert.ok(Buffer.byteLength(text) <= 10_000);
        assert.match(text, /_\d+ more stacks left out for want of room\._/);
    });

    it("makes nothing of names that are markup, mentions or links", () => {
        const name = "</details>@team [x](https://evil.example)|`#1";
        const text = markdownOf(
            documentOf(reportOn([{ op: "delete", type: "aws:s3/bucket:Bucket", name, before: {} }])),
        );
        assert.ok(text.includes("&lt;/details&gt;&#64;team \\[x\\](https&#58;//evil.example)\\|\\`&#35;1"), text);
    });
});

describe("what is no preview", () => {
    const wanted = "must be what pulumi preview --json prints";
    for (const [what, text, problem] of [
        ["no JSON", "error: no stack selected", "got no JSON"],
        ["other JSON", '{"version": 3}', "got other JSON"],
        ["a stream of events", '{"sequence":1}\n{"sequence":2}', "got text that is no JSON"],
    ] as const) {
        it(`${what} is refused without a word of it`, () =>
            assert.throws(
                () => readPreview(text, "preview.json"),
                ({ message }: Error) => message.startsWith(`preview: preview.json ${wanted}, ${problem}; `),
            ));
    }
});

describe("a table of prices", () => {
    for (const [what, value, problem] of [
        ["text", "USD", "must be an object with currency and perHour"],
        [
            "an unknown field",
            { currency: "USD", perHour: {}, perDay: {} },
            'has "perDay", which is not known; known: currency, perHour, spotPerHour',
        ],
        ["no currency", { perHour: {} }, "must have a currency, such as USD"],
        ["no prices", { currency: "USD" }, "must have perHour, an object of prices by type of node"],
        [
            "a price in text",
            { currency: "USD", perHour: { a: "1" } },
            'has no price at perHour["a"], which must be a number of 0 or more',
        ],
    ] as const) {
        it(`with ${what} is refused`, () =>
            assert.throws(() => priceTable(value, "prices.yaml"), {
                message: `prices: prices.yaml ${problem}; see docs/pull-requests.md`,
            }));
    }
});
