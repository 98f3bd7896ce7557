import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { changeWord } from "../../src/impact/change-word";
import { impactSentence } from "../../src/impact/sentences";
import { stateLossProblem } from "../../src/jobs/deployment/state-loss";
import { argumentOfField } from "../../src/jobs/application/impact-words";
import { impactOfGiven, versionOf, type Given } from "./change-case";

const read = (file: string) => fs.readFileSync(path.join(__dirname, "../..", file), "utf8");
const document = read("docs/impact.md");
const lines = [...read("test/impact/lines.txt").matchAll(/^ {4}(.*)$/gm)].map(([, line = ""]) => line);
const beginnings = [...document.matchAll(/^\| (the |nothing )(.*?) \|/gm)]
    .map(([, first = "", rest = ""]) => first + rest)
    .filter((text) => text !== "the line begins with");

describe("docs/impact.md", () => {
    it("has a row for every line, and no other", () => {
        assert.deepEqual(
            lines.filter((line) => !beginnings.some((beginning) => line.startsWith(beginning))),
            [],
        );
        assert.deepEqual(
            beginnings.filter((beginning) => !lines.some((line) => line.startsWith(beginning))),
            [],
        );
        assert.equal(beginnings.length, 13);
    });

    it("shows a line and a refusal as they are", () => {
        const given: Given = { after: { spec: { image: "orders:2" }, job: { upgradeMode: "stateless" } } };
        const impact = impactOfGiven(given);
        const problem = stateLossProblem(
            undefined,
            changeWord(versionOf({}), impact) ?? "",
            impactSentence(impact, argumentOfField),
        );
        const shown = [...document.matchAll(/^FlinkApplication "orders": (.*)$/gm)].map(([, text = ""]) => text);
        assert.deepEqual(
            shown.map((text) => lines.includes(text)),
            [true, false],
        );
        assert.equal(shown[1], `${problem?.path} ${problem?.problem}`);
    });
});
