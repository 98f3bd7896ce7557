import assert from "node:assert/strict";
import { impactOf } from "../../src/impact/decision";
import type { FlinkDeploymentSpec } from "../../src/flink/types/deployment";
import { changeCases } from "./support/operator-cases-changes";
import { operatorAnswers, release, type Question } from "./support/operator-validator";

describe(`verdicts on changes, beside the validator of operator ${release}`, () => {
    const answers = new Map<Question, string | undefined>();
    before("ask the operator, all in one run", () => {
        const questions = changeCases.map(({ question }) => question);
        operatorAnswers(questions).forEach((answer, index) => answers.set(questions[index] ?? assert.fail(), answer));
    });
    for (const { rule, title, question, refusal } of changeCases) {
        it(`${title} (rule ${rule})`, () => {
            const theirs = answers.get(question);
            assert.ok(
                refusal === undefined ? theirs === undefined : theirs?.includes(refusal),
                `the operator: ${theirs}`,
            );
            if (question.kind === "FlinkDeployment") {
                const version = (spec: object | undefined) => ({
                    namespace: "shop",
                    name: question.name,
                    spec: spec as FlinkDeploymentSpec,
                });
                const { verdict, refusal: ours } = impactOf(version(question.before), version(question.spec), {
                    release,
                    configuration: question.operator,
                });
                assert.equal(verdict === "refuse", refusal !== undefined, `the verdict: ${verdict} ${ours ?? ""}`);
            }
        });
    }
});
