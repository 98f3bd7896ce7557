import assert from "node:assert/strict";
import type { OperatorCase } from "./support/operator-cases";
import * as deployment from "./support/operator-cases-deployment";
import { memoryCases } from "./support/operator-cases-memory";
import { autoscalerCases, laxer, sessionJobCases, stricter } from "./support/operator-cases-other";
import { randomMemory, randomSpecs } from "./support/operator-cases-random";
import { operatorAnswers, ourAnswers, release, type Question } from "./support/operator-validator";

const cases: readonly OperatorCase[] = [
    ...deployment.nameCases,
    ...deployment.configurationCases,
    ...deployment.ingressCases,
    ...deployment.stateCases,
    ...deployment.replicaCases,
    ...memoryCases,
    ...autoscalerCases,
    ...sessionJobCases,
];

/** Rules of 1.15.0 that this release's validator lacks, or that one spec cannot break. */
const without: Readonly<Record<string, readonly number[]>> = {
    "is about the spec before": [4, 29, 30, 31, 32, 45],
    "came with 1.8.0": [33, 42],
    "came with 1.10.0": [54, 55, 56],
    "came with 1.11.0": [39, 40],
    "came with 1.15.0": [41, 46, 47, 48, 49, 50, 51],
    "is about a cluster that a program cannot name": [53],
};

/** What this release asks and 1.15.0 does not. */
const given = ["last-state", "last-state of a session job"];

describe(`the rules, beside the validator of operator ${release}`, () => {
    const answers = new Map<Question, string | undefined>();
    const refusedElsewhere = Object.entries(stricter);
    const refusedThere = Object.entries(laxer);
    const random = {
        "the memory of a thousand processes": randomMemory(1000, 1),
        "a thousand mixtures of what the rules are about": randomSpecs(1000, 1),
    };

    before("ask the operator, all in one run", () => {
        const questions = [
            ...cases.map(({ question }) => question),
            ...[...refusedElsewhere, ...refusedThere].flatMap(([, asked]) => asked),
            ...Object.values(random).flat(),
        ];
        const given = operatorAnswers(questions);
        assert.equal(given.length, questions.length);
        questions.forEach((question, index) => answers.set(question, given[index]));
    });

    for (const { rule, title, question, refusal } of cases) {
        it(`${title} (rule ${rule})`, () => {
            const theirs = answers.get(question);
            assert.ok(
                refusal === undefined ? theirs === undefined : theirs?.includes(refusal),
                `the operator: ${theirs}`,
            );
            const ours = ourAnswers(question);
            assert.equal(ours.length > 0, refusal !== undefined, `the rules: ${ours.join("; ")}`);
        });
    }

    for (const [subject, questions] of Object.entries(random)) {
        it(`agree on ${subject}`, () => {
            const accepted = questions.filter((question) => answers.get(question) === undefined);
            assert.ok(accepted.length > 100, `${accepted.length} accepted`);
            const differing = questions.filter(
                (question) => (answers.get(question) === undefined) !== (ourAnswers(question).length === 0),
            );
            assert.deepEqual(differing, []);
        });
    }

    it("have something accepted and something refused of every rule that this release has", () => {
        const rules = (kept: readonly OperatorCase[]) => [...new Set(kept.map(({ rule }) => rule))];
        const all = Array.from({ length: 56 }, (_, index) => index + 1);
        const lacking = Object.values(without).flat();
        const expected = [...all.filter((rule) => !lacking.includes(rule)), ...given].map(String).sort();
        const accepted = rules(cases.filter(({ refusal }) => refusal === undefined));
        const refused = rules(cases.filter(({ refusal }) => refusal !== undefined));
        assert.deepEqual([accepted.map(String).sort(), refused.map(String).sort()], [expected, expected]);
    });

    for (const [reason, questions] of refusedElsewhere) {
        it(`refuse more than it does, for ${reason}`, () => {
            for (const question of questions) {
                assert.deepEqual([answers.get(question), ourAnswers(question).length > 0], [undefined, true]);
            }
        });
    }

    for (const [reason, questions] of refusedThere) {
        it(`refuse less than it does, for ${reason}`, () => {
            for (const question of questions) {
                assert.notEqual(answers.get(question), undefined);
                assert.deepEqual(ourAnswers(question), []);
            }
        });
    }
});
