import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { inArguments } from "../../../src/jobs/application/in-arguments";
import { checkedTexts, rejectLate } from "../../../src/jobs/deployment/late-texts";
import { record } from "../../support/record";

const cut =
    'FlinkApplication "orders": args[1] must not hold "#" before Flink 2.0, which reads the rest of the arguments as a comment; pass it by an environment variable or a file';

describe("checkedTexts", () => {
    const reject = rejectLate("FlinkApplication", "orders", inArguments);

    it("rejects a secret argument that Flink 1 takes for a comment, without its value", () =>
        assert.rejects(
            record(() => {
                const texts = { args: ["--password", pulumi.secret("DB#Test")] };
                checkedTexts(texts, "v1_20", reject).args.forEach((text) => pulumi.output(text));
            }),
            { message: cut },
        ));

    it("rejects an option that comes from another resource", () =>
        assert.rejects(
            record(() => {
                const flinkConfiguration = { "metrics.reporter.x.tags": pulumi.output("team\nb") };
                checkedTexts({ flinkConfiguration }, "v1_20", reject);
            }),
            {
                message:
                    'FlinkApplication "orders": flinkConfiguration["metrics.reporter.x.tags"] must not hold a line break before Flink 2.0, which loses the rest of the value; move to Flink 2, or do without it',
            },
        ));

    it("leaves the rest as it is, and secrets secret", async () => {
        const known = { args: ["a"], flinkConfiguration: { a: 1 } };
        assert.deepEqual(checkedTexts(known, "v1_20", reject), known);
        const later = { args: [pulumi.secret("DB#Test")] };
        assert.equal(checkedTexts(later, "v2_2", reject), later);
        await record(async () => {
            const { args } = checkedTexts({ args: [pulumi.secret("fine")] }, "v1_20", reject);
            assert.equal(await pulumi.isSecret(pulumi.output(args[0])), true);
        });
    });
});
